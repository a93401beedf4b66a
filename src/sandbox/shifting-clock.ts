import type { Clock, Instant } from '../domain/time/time.ts'

export type ShiftingClock = Clock & {
  /** How many milliseconds it is ahead of the real clock. */
  ahead(): number
  /** Never backwards: Slack's message ts, and everything the app has planned, rely on time moving forward. */
  forward(ms: number): void
}

/** The sandbox's clock: real time, moved forward by a button. A new run continues where the last one stopped. */
export const shiftingClock = (real: Clock, startAhead = 0): ShiftingClock => {
  let ahead = startAhead
  return {
    now: (): Instant => real.now() + ahead,
    ahead: () => ahead,
    forward: (ms) => {
      ahead += Math.max(0, ms)
    },
  }
}
