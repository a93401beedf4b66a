import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type CalendarFault,
  type CalendarKind,
  type CalendarReading,
  calendarFaults,
  calendarKinds,
  calendarProviders,
  noValidators,
} from '../../../src/domain/calendars/reading.ts'
import { faults as all, type Fault, UNFOUNDED } from './faults.ts'
import { CALENDARS, type History, type Planted, playing, type Step } from './history.ts'
import { openServers, type Servers } from './servers.ts'

/** Where a number is set, faults that are planted must be found too. */
const full = process.env.CALENDAR_RUNS
const numRuns = Number(full ?? 4)
const seed = Number(process.env.CALENDAR_SEED ?? 20261129)
/** Each is found long before. */
const RUNS_FOR_A_FAULT = 40

const faults = all.filter(({ name }) => name !== UNFOUNDED)

let servers: Servers
beforeAll(async () => {
  servers = await openServers()
})
afterAll(() => servers.stop())

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

const ofAnyKind = fc
  .array(fc.constantFrom(...calendarKinds), { minLength: CALENDARS, maxLength: CALENDARS })
  // There is one account at each provider.
  .filter((kinds) => calendarProviders.every((one) => kinds.filter((kind) => kind === one).length <= 1))
const eachOf = (kinds: readonly CalendarKind[]) => fc.constant(kinds)
const feeds = eachOf(['feed', 'feed', 'feed'])

/** One is read at once, and then anything happens. */
const histories = (kinds: fc.Arbitrary<readonly CalendarKind[]>, some: readonly Fault[]) =>
  fc.record<History>({
    kinds,
    steps: fc
      .array(of(some), { minLength: 6, maxLength: 14 })
      .map((steps): Step[] => [{ what: 'is read', calendar: 0 }, ...steps]),
  })

const search = async (
  runs: number,
  some: readonly Fault[],
  kinds: fc.Arbitrary<readonly CalendarKind[]>,
  planted?: Planted,
) => {
  const play = playing(servers, planted)
  const holds = async (history: History) => {
    const wrong = await play(history)
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
  }
  return fc.check(fc.asyncProperty(histories(kinds, some), holds), {
    ...{ numRuns: runs, seed, endOnFailure: true },
  })
}

it('no time becomes free because a calendar of any kind cannot be read, whatever happens to it and to the clock', async () => {
  const { failed, counterexample, errorInstance } = await search(numRuns, faults, ofAnyKind)
  expect(failed, `${errorInstance} after ${JSON.stringify(counterexample)}`).toBe(false)
})

/** What the servers here can do, by what the reader calls it. */
const met = calendarFaults.filter((fault) => faults.some((one) => one.fault === fault))

describe.runIf(full)('is found if', () => {
  const asEmpty = (isPlanted: (kind: CalendarKind, fault: CalendarFault) => boolean): Planted => ({
    wrap:
      (read) =>
      async (access, wanted): Promise<CalendarReading> => {
        const reading = await read(access, wanted)
        if (reading.state !== 'not_known' || !isPlanted(access.kind, reading.fault)) return reading
        const busy = new Map(wanted.zones.map((zone) => [zone, []]))
        return { state: 'read', busy, unclear: 0, validators: noValidators }
      },
  })

  it.each(met)('%s is taken for an empty calendar', async (fault) => {
    const some = faults.filter((one) => one.fault === fault)
    const planted = asEmpty((_, found) => found === fault)
    expect((await search(RUNS_FOR_A_FAULT, some, feeds, planted)).failed).toBe(true)
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
    expect((await search(RUNS_FOR_A_FAULT, some, ofAnyKind, planted)).failed).toBe(true)
  })

  it.each(['caldav', ...calendarProviders] as const)(
    'a calendar by %s that cannot be read is taken for an empty one',
    async (kind) => {
      const planted = asEmpty((of) => of === kind)
      const kinds = eachOf([kind, 'feed', 'feed'])
      expect((await search(RUNS_FOR_A_FAULT, some, kinds, planted)).failed).toBe(true)
    },
  )
})
