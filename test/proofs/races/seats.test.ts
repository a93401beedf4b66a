import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeatArena, type Report, type SeatArena } from './seat-race.ts'

const size = process.env.RACES === 'full' ? { members: 200, seats: 20 } : { members: 60, seats: 6 }

const shown = (report: Report): Report => {
  const { before, seated, errors, losers } = report
  if (process.env.RACES)
    process.stderr.write(
      `${size.members} for ${size.seats}: ${JSON.stringify({ before, seated: seated.length, errors, losers })}\n`,
    )
  return report
}

/**
 * In three processes on a server. A quarter of the members leave as soon as they have joined, and another quarter is
 * booked by somebody else at that time; then all who have a seat leave at once.
 */
describe(`${size.members} members who want one of ${size.seats} seats at once`, { timeout: 120_000 }, () => {
  let arena: SeatArena
  beforeAll(async () => {
    arena = await openSeatArena()
  }, 60_000)
  afterAll(() => arena.close())

  it('end with exactly the seats taken, in the order of the waitlist, nobody lost and nobody in two places', async () => {
    const { before, seated, waiting, stayed, left, booked, twice, passedOver, ...report } = shown(
      await arena.race(size),
    )
    expect(report.errors).toEqual({})
    expect(twice).toEqual([])
    expect([before, seated.length]).toEqual([size.seats, size.seats])
    expect([...seated, ...waiting].sort()).toEqual([...stayed].sort())
    expect(seated.filter((member) => booked.has(member) || left.has(member))).toEqual([])
    // Nobody came up before somebody who waited longer and was free.
    expect([...passedOver].filter((member) => !booked.has(member))).toEqual([])
    expect(report.lastPromoted).toBeLessThan(report.firstWaiting)
  })

  it('are in two sessions at once without the constraint, if they were booked while they waited', async () => {
    const { twice, booked, errors } = shown(
      await arena.race(size, { without: { constraint: false }, afterwards: ['is booked'] }),
    )
    expect(errors).toEqual({})
    expect(twice).toHaveLength(size.seats)
    expect(twice.filter((member) => !booked.has(member))).toEqual([])
  })

  describe('without the lock of the mentor’s row', () => {
    it('fail though seats are free: only the index that numbers seats keeps them from taking too many', async () => {
      const { before, seated, errors, stayed, waiting } = shown(
        await arena.race(size, { without: { lock: false } }),
      )
      expect(Object.keys(errors)).toContain('Error: a seat collides with a session that was not seen')
      expect(seated.length + waiting.length).toBeLessThan(stayed.length)
      expect(before).toBeLessThanOrEqual(size.seats)
    })

    it('take more seats than there are, if no index numbers them either', async () => {
      const { before, errors } = shown(
        await arena.race(size, { without: { lock: false, numbers: false }, afterwards: ['stays'] }),
      )
      expect(errors).toEqual({})
      expect(before).toBeGreaterThan(size.seats)
    })
  })
})
