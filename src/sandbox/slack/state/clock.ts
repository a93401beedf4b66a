/** Tells the time, in epoch milliseconds. The engine has no clock of its own. */
export type Clock = { now(): number }

export const MINUTE = 60_000
