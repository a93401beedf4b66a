import { MINUTE } from '../domain/time.ts'

/** With the usual pauses: about five hours of trying, which outlasts most outages. */
export const MOST_TRIES = 20

/** Doubling pauses, at most half an hour. @param tries in vain so far, one at least */
export const pauseAfter = (tries: number, first = 1_000): number =>
  Math.min(first * 2 ** (tries - 1), 30 * MINUTE)
