import { openSeatArena } from '../proofs/races/seat-race.ts'
import { interleaved } from './rounds.ts'
import { ms, type Report, times } from './table.ts'

const SIZE = { members: 200, seats: 20 }
const GOAL_MS = 1_000

/**
 * How long those wait who get no seat when all want one at once, in three processes: a quarter leave as soon as they have
 * joined, a quarter is booked by others. Beside it the same without the lock of the mentor's row, where too many seats
 * are taken.
 */
export const seatFigures = async (report: Report): Promise<void> => {
  const arena = await openSeatArena({ isTimed: true })
  const waited = (lock: boolean) => async () => {
    const { losers } = await arena.race(SIZE, { without: lock ? {} : { lock, numbers: false } })
    return losers.p99
  }
  try {
    const [locked = Number.NaN, unlocked = Number.NaN] = await interleaved(waited(true), waited(false))
    report({
      figure: `p99 until who gets no seat has a place on the waitlist, ${SIZE.members} at once for ${SIZE.seats}: as it is ÷ without the mentor's lock`,
      ours: ms(locked),
      baseline: ms(unlocked),
      ratio: times(locked / unlocked),
      goal: `< ${ms(GOAL_MS)}`,
      reached: locked < GOAL_MS,
    })
  } finally {
    await arena.close()
  }
}
