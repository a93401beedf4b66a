import { DAY, HOUR, type Instant } from '../time/time.ts'
import type { OpenSession } from './open-session.ts'

/** How long before the start it is looked whether enough have a seat. */
export const COUNTED_BEFORE = DAY

/**
 * Whether the app cancels it now: nobody has joined by the time the mentor named, or too few have a seat a day before.
 * That is counted once. `counted`: it was, or the session was set up later than that.
 */
export const endsBecause = (
  { session, fewest, releaseHours }: Pick<OpenSession, 'session' | 'fewest' | 'releaseHours'>,
  taken: number,
  counted: boolean,
  now: Instant,
): 'released' | 'too_few' | null => {
  const left = session.startsAt - now
  if (left <= 0) return null
  if (releaseHours !== null && taken === 0 && left <= releaseHours * HOUR) return 'released'
  return fewest !== null && !counted && left <= COUNTED_BEFORE && taken < fewest ? 'too_few' : null
}

/** Whether the number of those who have a seat counts from now on. */
export const isCountDue = (startsAt: Instant, now: Instant): boolean => startsAt - now <= COUNTED_BEFORE
