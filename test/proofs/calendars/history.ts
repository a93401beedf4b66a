import { randomBytes } from 'node:crypto'
import type { ReadCalendar } from '../../../src/calendar/read-calendar.ts'
import type { CalendarKind } from '../../../src/domain/calendars/reading.ts'
import type { MemberId } from '../../../src/domain/ids.ts'
import { HOUR, type Instant, type Interval } from '../../../src/domain/time/time.ts'
import type { Calendars } from '../../../src/service/calendars/calendars.ts'
import { services } from '../../../src/service/services.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { anna, ben, scene } from '../../service/scene.ts'
import { account } from '../../support/world.ts'
import type { Fault } from './faults.ts'
import type { Served, Servers } from './servers.ts'

/** Something happens to one of the calendars, or the clock is moved. */
export type Step =
  | { what: 'breaks'; calendar: number; fault: Fault }
  | { what: 'works'; calendar: number }
  | { what: 'changes'; calendar: number; meeting: number }
  | { what: 'is read'; calendar: number }
  | { what: 'time'; hours: number }

/** How old a reading may be when it counts (spec 11-calendars, Sources): an address is only read, the others can be asked. */
const COUNTS_FOR: Readonly<Record<CalendarKind, number>> = {
  feed: 2 * HOUR,
  ...{ caldav: HOUR, google: HOUR, microsoft: HOUR },
}
/** Thursday, 09:00 UTC and on, of which each meeting takes an hour. */
const NINE = Date.UTC(2026, 10, 26, 9)
export const hour = (meeting: number): Interval => ({
  start: NINE + meeting * HOUR,
  end: NINE + (meeting + 1) * HOUR,
})

/** Two calendars of Anna's, the mentor, and one of Ben's, the mentee. */
const OWNERS = [anna, anna, ben]
export const CALENDARS = OWNERS.length

export type History = { kinds: readonly CalendarKind[]; steps: readonly Step[] }

/** Planted between the reader and what keeps its readings; or run on the database after each reading. */
export type Planted = { wrap?: (read: ReadCalendar) => ReadCalendar; after?: string }

/**
 * Plays a history and says, after each step, which of Thursday's times are offered otherwise than they should be: free
 * though a calendar says busy, or not marked although one is not known.
 */
export const playing =
  (servers: Servers, planted: Planted = {}) =>
  async ({ kinds, steps }: History): Promise<string[]> => {
    const s = await scene()
    const served: Served[] = kinds.map((kind, n) => ({
      kind,
      version: 0,
      meeting: n,
      fault: null,
      given: null,
    }))
    const { read, providers, connect } = servers.serve(served, s.clock)
    const keys = sealing([{ id: 'k', key: randomBytes(32) }])
    const calendars: Calendars = {
      sealing: keys,
      reach: {
        read: (planted.wrap ?? ((same) => same))(read),
        write: async () => ({ fault: 'revoked' }),
        allowPrivate: true,
      },
      ...{ providers, wake: () => {} },
    }
    const use = services({ ...s.parts, calendars }, async (_workspace, id) => account(id))
    const by = (actor: MemberId) => ({ workspace: s.workspace, actor })
    for (const [n, owner] of OWNERS.entries()) await connect(use, n, by(owner))

    /** Has one read, and whatever is due beside it. */
    const readNow = async (n: number) => {
      const owner = OWNERS[n] ?? anna
      const sources = await use.screens.calendars(by(owner))
      const source = sources[n === 1 ? 1 : 0]
      if (source) await use.checkCalendar({ ...by(owner), source: source.id })
      for (const together of (await use.calendarReading?.take(s.workspace, 10)) ?? [])
        await use.calendarReading?.read(s.workspace, together)
      if (planted.after) await s.rows(planted.after)
    }
    const take = async (step: Step) => {
      if (step.what === 'time') return s.clock.advance(step.hours * HOUR)
      const one = served[step.calendar]
      if (!one) return
      if (step.what === 'is read') return readNow(step.calendar)
      if (step.what === 'changes') Object.assign(one, { meeting: step.meeting, version: one.version + 1 })
      else one.fault = step.what === 'breaks' ? step.fault : null
    }
    const offered = async () => {
      const source = { member: anna, actorIs: 'mentee' } as const
      const times = { day: '2026-11-26', chosen: null, minutes: null }
      const options = await use.bookingOptions({ ...by(ben), source, times })
      if (options.outcome !== 'options') throw new Error(JSON.stringify(options))
      return new Map(options.day.slots.map(({ start, unchecked }) => [start, unchecked]))
    }
    const wrong: string[] = []
    for (const [n, step] of steps.entries()) {
      await take(step)
      const shown = await offered()
      for (let start = NINE; start < NINE + 3 * HOUR; start += HOUR / 2) {
        const expected = expectedAt(served, start, s.clock.now())
        const found = stateShown(shown.get(start))
        if (found !== expected)
          wrong.push(`step ${n}: ${new Date(start).toISOString()} ${found}, not ${expected}`)
      }
      if (wrong.length > 0) break
    }
    return wrong
  }

const stateShown = (unchecked: { mentor: boolean; mentee: boolean } | undefined) => {
  if (!unchecked) return 'not offered'
  const [mentor, mentee] = [unchecked.mentor && 'mentor', unchecked.mentee && 'mentee']
  return ['offered', ...[mentor, mentee].flatMap((one) => (one ? [`${one} not known`] : []))].join(', ')
}

/** The spec in the test's own words, from what the servers gave out and when. */
const expectedAt = (served: readonly Served[], start: Instant, now: Instant): string => {
  const unknown = new Set<MemberId | undefined>()
  for (const [n, { kind, given }] of served.entries()) {
    const counts = given && given.at <= now && now - given.at <= COUNTS_FOR[kind]
    if (!counts) unknown.add(OWNERS[n])
    else if (hour(given.meeting).start < start + HOUR / 2 && start < hour(given.meeting).end)
      return 'not offered'
  }
  return stateShown({ mentor: unknown.has(anna), mentee: unknown.has(ben) })
}
