import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CalendarFault, calendarFaults } from '../../../src/domain/calendars/reading.ts'
import { feedServer } from '../../support/feed-server.ts'
import { type Fault, faults } from './faults.ts'
import { CALENDARS, openReaders, type Planted, playing, type Step } from './history.ts'

/** Where a number is set, faults that are planted must be found too. */
const full = process.env.CALENDAR_RUNS
const numRuns = Number(full ?? 4)
const seed = Number(process.env.CALENDAR_SEED ?? 20261129)
/** Each is found long before. */
const RUNS_FOR_A_FAULT = 40

let readers: ReturnType<typeof openReaders>
beforeAll(() => {
  readers = openReaders()
})
afterAll(() => readers.stop())

const calendar = fc.nat({ max: CALENDARS - 1 })
const of = (some: readonly Fault[]): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('breaks' as const),
        calendar,
        fault: fc.constantFrom(...some),
      }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('works' as const), calendar }) },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constant('changes' as const), calendar, meeting: fc.nat({ max: 2 }) }),
    },
    { weight: 6, arbitrary: fc.record({ what: fc.constant('is read' as const), calendar }) },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('time' as const),
        hours: fc.constantFrom(-3, -0.2, 0.3, 0.3, 1, 1.9, 2.1),
      }),
    },
  )

/** Each calendar is read once, and then anything happens. */
const histories = (some: readonly Fault[]) =>
  fc
    .array(of(some), { minLength: 6, maxLength: 14 })
    .map((steps): Step[] => [{ what: 'is read', calendar: 0 }, ...steps])

const search = async (runs: number, some: readonly Fault[], planted?: Planted) => {
  const { answer, play } = playing(readers, planted)
  const { address } = await feedServer(answer)
  const holds = async (steps: readonly Step[]) => {
    const wrong = await play({ steps, address })
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
  }
  return fc.check(fc.asyncProperty(histories(some), holds), { numRuns: runs, seed, endOnFailure: true })
}

it('no time becomes free because a calendar cannot be read, whatever happens to it and to the clock', async () => {
  const { failed, counterexample, errorInstance } = await search(numRuns, faults)
  expect(failed, `${errorInstance} after ${JSON.stringify(counterexample)}`).toBe(false)
})

/** What the servers here can do, by what the reader calls it. */
const met = calendarFaults.filter((fault) => faults.some((one) => one.fault === fault))

describe.runIf(full)('is found if', () => {
  const asEmpty = (planted: CalendarFault): Planted => ({
    wrap: (read) => async (access, wanted) => {
      const reading = await read(access, wanted)
      if (reading.state !== 'not_known' || reading.fault !== planted) return reading
      const busy = new Map(wanted.zones.map((zone) => [zone, []]))
      return { state: 'read', busy, unclear: 0, validators: { etag: null, lastModified: null } }
    },
  })

  it.each(met)('%s is taken for an empty calendar', async (fault) => {
    const some = faults.filter((one) => one.fault === fault)
    expect((await search(RUNS_FOR_A_FAULT, some, asEmpty(fault))).failed).toBe(true)
  })

  const some = faults.filter(({ fault }) => fault !== 'timeout')
  it.each<[string, Planted]>([
    [
      'every failure is taken for "nothing has changed"',
      {
        wrap: (read) => async (access, wanted) => {
          const reading = await read(access, wanted)
          return reading.state === 'not_known' ? { state: 'unchanged' } : reading
        },
      },
    ],
    [
      'a failure empties what was known',
      { after: `update calendar_sources set busy = '{}' where workspace_id = :workspace and failures > 0` },
    ],
    [
      'a failure counts as a reading',
      {
        after: `update calendar_sources set read_at = due_at - interval '15 minutes'
          where workspace_id = :workspace and failures > 0 and read_at is not null`,
      },
    ],
  ])('%s', async (_what, planted) => {
    expect((await search(RUNS_FOR_A_FAULT, some, planted)).failed).toBe(true)
  })
})
