import { MINUTE } from '../domain/time.ts'

/** With the pauses below: about five hours of trying, which outlasts most outages. */
export const MOST_TRIES = 20

/** Doubling pauses from one second, at most half an hour. @param tries in vain so far, one at least */
export const pauseAfter = (tries: number): number => Math.min(1_000 * 2 ** (tries - 1), 30 * MINUTE)
