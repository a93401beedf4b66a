import { DAY, type Instant, type Weekday } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'
import { workingMoment } from './working-time.ts'

/** The shortest time between two nudges. */
export const NUDGES_APART = DAY

/** A nudge delayed for longer than this is dropped, so that a returning workspace does not get last month's. */
export const NUDGE_LAPSES_AFTER = 7 * DAY

/**
 * The first moment, at or after `from`, at which the receiver may be nudged.
 * @param last when they were last nudged
 * @param days on which they may be nudged; at least one
 */
export const nudgeMoment = (
  from: Instant,
  last: Instant | null,
  zone: Zone,
  days: readonly Weekday[],
): Instant => workingMoment(last === null ? from : Math.max(from, last + NUDGES_APART), zone, days)
