import { DAY, HOUR, type Instant } from '../time/time.ts'

/** Nearer to the start than this, a promoted member is asked before the seat is theirs. */
const ASKED_WITHIN = DAY
const HELD_AT_MOST = 4 * HOUR

/** What a member who comes up from the waitlist gets: the seat, the seat until they answer, or nothing any more. */
export type Promotion = { kind: 'seated' } | { kind: 'held'; until: Instant } | { kind: 'none' }

/**
 * Nobody finds themselves in a meeting that they did not confirm (spec 8-open-sessions, rule 2): near the start the seat is
 * held for them for four hours, or for half of what is left if that is shorter.
 */
export const promotion = (startsAt: Instant, now: Instant): Promotion => {
  const left = startsAt - now
  if (left <= 0) return { kind: 'none' }
  if (left >= ASKED_WITHIN) return { kind: 'seated' }
  return { kind: 'held', until: now + Math.min(HELD_AT_MOST, Math.floor(left / 2)) }
}
