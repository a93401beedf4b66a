import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Arena, type Guards, type Kind, openArena, type Report, type Size } from './race.ts'

/** `RACES=full` runs the full size and prints its figures; `RACES=show` prints those of the usual, smaller run. */
const isFull = process.env.RACES === 'full'
const size: Size = isFull ? { members: 100, times: 100 } : { members: 24, times: 8 }
const TIME_LIMIT = isFull ? 900_000 : 120_000

let arena: Arena
beforeAll(async () => {
  arena = await openArena(size)
}, TIME_LIMIT)
afterAll(() => arena.close())

const race = async (kind: Kind, guards?: Guards, times = size.times): Promise<Report> => {
  const report = await arena.race(kind, { ...size, times }, guards)
  const { winners, ...figures } = report
  const one = winners.filter((count) => count === 1).length
  const said = { guards, timesWithOneWinner: `${one}/${winners.length}`, ...figures }
  if (process.env.RACES) process.stderr.write(`${kind}: ${JSON.stringify(said)}\n`)
  return report
}

/** What broke the promise. A collision is a write that the lock should have prevented. */
const violations = ({ winners, overlaps, collisions, deadlocks, errors }: Report): string[] => [
  ...(winners.some((count) => count !== 1) ? ['not exactly one winner'] : []),
  ...(overlaps > 0 ? ['overlaps'] : []),
  ...(collisions > 0 ? ['collisions'] : []),
  ...(deadlocks > 0 ? ['deadlocks'] : []),
  ...(Object.keys(errors).length > 0 ? ['errors'] : []),
]

describe('bookings that race, on a real server, from three processes', { timeout: TIME_LIMIT }, () => {
  it('give each of a mentor’s times to one of many members, without overlap, deadlock or error', async () => {
    const report = await race('one mentor')
    expect(violations(report)).toEqual([])
    expect(report.winners).toHaveLength(size.times)
    expect(report.losers.count).toBe(size.times * (size.members - 1))
  })

  it('give a mentee’s time to one of two mentors', async () => {
    expect(violations(await race('one mentee'))).toEqual([])
  })

  it('make one session of two members who book each other for the same time', async () => {
    expect(violations(await race('crossed'))).toEqual([])
  })

  it('are stopped by the database itself: of writers that check nothing, it lets one through', async () => {
    // With the constraint alone, some may deadlock, which takes seconds, but it never lets a second session through.
    const { winners, overlaps } = await race('unchecked', undefined, Math.min(size.times, 20))
    expect([Math.max(...winners), overlaps]).toEqual([1, 0])
  })

  describe('show what goes wrong', () => {
    it('without the constraint: writers that check nothing book many sessions for one time', async () => {
      const report = await race('unchecked', { lock: true, constraint: false }, 3)
      expect(violations(report)).toEqual(['not exactly one winner', 'overlaps'])
    })

    it('without the lock: bookings run into the constraint, which lets one through and may deadlock others', async () => {
      const report = await race('crossed', { lock: false, constraint: true })
      expect(violations(report)).toContain('collisions')
      expect([Math.max(...report.winners), report.overlaps]).toEqual([1, 0])
    })

    it('without either: members are booked twice', async () => {
      const report = await race('one mentor', { lock: false, constraint: false }, 3)
      expect(violations(report)).toEqual(expect.arrayContaining(['not exactly one winner', 'overlaps']))
    })
  })
})
