import { DAY, type HourRange, type Instant } from './time.ts'
import { nextWithinHours } from './wall-time.ts'
import type { Zone } from './zone.ts'

/** Days after which a request that nobody answered is brought to mind, unless the workspace's settings say otherwise. */
export const NUDGE_AFTER_DAYS: readonly number[] = [3, 7]

/** By the receiver's clock (spec 4-delivery, Nudges). */
export const NUDGE_HOURS: HourRange = { from: '09:00', to: '18:00' }

/** Never more than one in so long. */
export const NUDGES_APART = DAY

/** One that could not go out for so long is let be: a workspace that was away is not greeted with last month's. */
export const NUDGE_LAPSES_AFTER = 7 * DAY

/** The first moment, not before `from`, at which the receiver may be nudged. @param last when they last were */
export const nudgeMoment = (from: Instant, last: Instant | null, zone: Zone): Instant =>
  nextWithinHours(last === null ? from : Math.max(from, last + NUDGES_APART), NUDGE_HOURS, zone)
