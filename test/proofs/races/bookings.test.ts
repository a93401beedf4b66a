import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Arena, type Guards, type Kind, openArena, type Report, type Size } from './race.ts'

/** `RACES=full` runs the whole and prints the figures, `RACES=show` prints those of the smaller run that is usual. */
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

/** What broke the promise; a collision is one that the lock should have kept from being tried. */
const violations = ({ winners, overlaps, collisions, deadlocks, errors }: Report): string[] => [
  ...(winners.some((count) => count !== 1) ? ['not exactly one winner'] : []),
  ...(overlaps > 0 ? ['overlaps'] : []),
  ...(collisions > 0 ? ['collisions'] : []),
  ...(deadlocks > 0 ? ['deadlocks'] : []),
  ...(Object.keys(errors).length > 0 ? ['errors'] : []),
]

describe('bookings that race, on a real server, from three processes', { timeout: TIME_LIMIT }, () => {
  it('many members for each time of one mentor: one of them gets it, no overlap, no deadlock, no error', async () => {
    const report = await race('one mentor')
    expect(violations(report)).toEqual([])
    expect(report.winners).toHaveLength(size.times)
    expect(report.losers.count).toBe(size.times * (size.members - 1))
  })

  it('two mentors for the same time of one mentee: one of them gets it', async () => {
    expect(violations(await race('one mentee'))).toEqual([])
  })

  it('two members who book with each other for the same time: one session comes of it', async () => {
    expect(violations(await race('crossed'))).toEqual([])
  })

  it('writers that check nothing: the database itself lets one of them through', async () => {
    // The constraint alone may end some of them in a deadlock; what it never lets through is a second session.
    const { winners, overlaps } = await race('unchecked')
    expect([Math.max(...winners), overlaps]).toEqual([1, 0])
  })

  describe('show what is missing', () => {
    it('without the constraint, writers that check nothing book many sessions for one time', async () => {
      const report = await race('unchecked', { lock: true, constraint: false }, 3)
      expect(violations(report)).toEqual(['not exactly one winner', 'overlaps'])
    })

    it('without the lock, bookings run into the constraint, which lets one through and may end others in a deadlock', async () => {
      const report = await race('crossed', { lock: false, constraint: true })
      expect(violations(report)).toContain('collisions')
      expect([Math.max(...report.winners), report.overlaps]).toEqual([1, 0])
    })

    it('without both, members are booked twice', async () => {
      const report = await race('one mentor', { lock: false, constraint: false }, 3)
      expect(violations(report)).toEqual(expect.arrayContaining(['not exactly one winner', 'overlaps']))
    })
  })
})
