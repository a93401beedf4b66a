import type { Clock, Instant } from '../domain/time/time.ts'

export type ShiftingClock = Clock & {
  /** Milliseconds by which it is ahead of the real one. */
  ahead(): number
  /** Never back: Slack's message ts, and all that the app has planned, rest on time going on. */
  forward(ms: number): void
}

/** The sandbox's time: the real one, moved forward by its button. It goes on from where an earlier run left it. */
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
