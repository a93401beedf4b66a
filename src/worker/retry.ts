import { MINUTE } from '../domain/time/time.ts'

/** Pauses in milliseconds: each twice as long as the one before, up to `longest`. */
export type RetryPolicy = {
  first: number
  longest: number
  /** Failed attempts after which a delivery counts as failed, for an operator to see. */
  most: number
}

/** About five hours of trying, which outlasts most outages. */
export const usualRetry: RetryPolicy = { first: 1_000, longest: 30 * MINUTE, most: 20 }

/** @param tries failed so far, at least one */
export const pauseAfter = (tries: number, { first, longest }: RetryPolicy): number =>
  Math.min(first * 2 ** (tries - 1), longest)
