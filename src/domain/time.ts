/** Epoch milliseconds, UTC. */
export type Instant = number

/** Whoever needs the time is given one of these; only `main.ts` (and the sandbox) holds the real one. */
export type Clock = { now(): Instant }

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
