import { DAY, type Instant } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'
import { type WorkingTime, workingMoment } from './working-time.ts'

/** The shortest time between two nudges. */
export const NUDGES_APART = DAY

/** A nudge delayed for longer than this is dropped, so that a returning workspace does not get last month's. */
export const NUDGE_LAPSES_AFTER = 7 * DAY

/**
 * The first moment, at or after `from`, at which the receiver may be nudged.
 * @param last when they were last nudged
 * @param working when they may be nudged
 */
export const nudgeMoment = (from: Instant, last: Instant | null, zone: Zone, working: WorkingTime): Instant =>
  workingMoment(last === null ? from : Math.max(from, last + NUDGES_APART), zone, working)
