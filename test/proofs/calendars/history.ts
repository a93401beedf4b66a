import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { ReadCalendar } from '../../../src/calendar/read-calendar.ts'
import { calendarReaders } from '../../../src/calendar/readers.ts'
import type { MemberId } from '../../../src/domain/ids.ts'
import { HOUR, type Instant, type Interval, SECOND } from '../../../src/domain/time/time.ts'
import type { Calendars } from '../../../src/service/calendars/calendars.ts'
import { services } from '../../../src/service/services.ts'
import { sealing } from '../../../src/store/sealing.ts'
import { anna, ben, scene } from '../../service/scene.ts'
import { icalendar, vevent } from '../../support/feed-server.ts'
import { account } from '../../support/world.ts'
import type { Fault } from './faults.ts'

/** Something happens to one of the calendars, or the clock is moved. */
export type Step =
  | { what: 'breaks'; calendar: number; fault: Fault }
  | { what: 'works'; calendar: number }
  | { what: 'changes'; calendar: number; meeting: number }
  | { what: 'is read'; calendar: number }
  | { what: 'time'; hours: number }

/** How old a reading of an address may be when it counts (spec 11-calendars, Sources). */
const COUNTS_FOR = 2 * HOUR
/** Thursday, 09:00 UTC and on, of which each meeting takes an hour. */
const NINE = Date.UTC(2026, 10, 26, 9)
const hour = (meeting: number): Interval => ({
  start: NINE + meeting * HOUR,
  end: NINE + (meeting + 1) * HOUR,
})

/** What a calendar's server does, and what the test knows that it gave out. */
type Served = {
  owner: MemberId
  version: number
  meeting: number
  fault: Fault | null
  /** What its owner's calendar last said, and when: the test's own account of it. */
  given: { at: Instant; meeting: number } | null
}

/** Two calendars of Anna's, the mentor, and one of Ben's, the mentee. */
const OWNERS = [anna, anna, ben]
export const CALENDARS = OWNERS.length

export type Readings = { read: ReadCalendar; hasty: ReadCalendar }

/** The readers, once for all histories: each has a thread. Hanging servers are given up after a moment. */
export const openReaders = () => {
  const [patient, hasty] = [30 * SECOND, SECOND / 4].map((within) =>
    calendarReaders({ allowPrivate: true, within }),
  )
  if (!patient || !hasty) throw new Error('no readers')
  return {
    read: patient.read,
    hasty: hasty.read,
    stop: async () => void (await Promise.all([patient.stop(), hasty.stop()])),
  }
}

export type History = { steps: readonly Step[]; address(path: string): string }

/** Planted between the reader and what keeps its readings; or run on the database after each reading. */
export type Planted = { wrap?: (read: ReadCalendar) => ReadCalendar; after?: string }

/**
 * Plays a history and says, after each step, which of Thursday's times are offered otherwise than they should be: free
 * though a calendar says busy, or not marked although one is not known.
 */
export const playing = (readers: Readings, planted: Planted = {}) => {
  const servers: Served[] = []
  const answer: RequestListener = (request, response) => {
    const served = servers[Number(String(request.url).slice(1))]
    if (!served) return void response.writeHead(404).end()
    if (served.fault) return void served.fault.answer(request, response)
    const etag = `"${served.version}"`
    served.given = { at: now(), meeting: served.meeting }
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': 'text/calendar', etag }).end(fileOf(served.meeting))
  }
  let now: () => Instant = () => 0

  const play = async ({ steps, address }: History): Promise<string[]> => {
    const s = await scene()
    now = s.clock.now
    servers.length = 0
    servers.push(...OWNERS.map((owner, n) => ({ owner, version: 0, meeting: n, fault: null, given: null })))
    const read: ReadCalendar = (access, wanted) => {
      const path = access.kind === 'feed' ? new URL(access.address).pathname : ''
      const served = servers[Number(path.slice(1))]
      const by = served?.fault?.fault === 'timeout' ? readers.hasty : readers.read
      return (planted.wrap ?? ((same) => same))(by)(access, wanted)
    }
    const keys = sealing([{ id: 'k', key: randomBytes(32) }])
    const calendars: Calendars = {
      sealing: keys,
      reach: { read, write: async () => ({ fault: 'revoked' }), allowPrivate: true },
      ...{ providers: {}, wake: () => {} },
    }
    const use = services({ ...s.parts, calendars }, async (_workspace, id) => account(id))
    const by = (actor: MemberId) => ({ workspace: s.workspace, actor })
    for (const [n, owner] of OWNERS.entries()) {
      const typed = address(`/${n}`)
      const { outcome } = await use.connectFeed({ ...by(owner), typed, user: '', password: '' })
      if (outcome !== 'connected') throw new Error(outcome)
    }
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
      const served = servers[step.calendar]
      if (!served) return
      if (step.what === 'is read') return readNow(step.calendar)
      if (step.what === 'changes')
        Object.assign(served, { meeting: step.meeting, version: served.version + 1 })
      else served.fault = step.what === 'breaks' ? step.fault : null
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
        const expected = expectedAt(servers, start, s.clock.now())
        const found = stateShown(shown.get(start))
        if (found !== expected)
          wrong.push(`step ${n}: ${new Date(start).toISOString()} ${found}, not ${expected}`)
      }
      if (wrong.length > 0) break
    }
    return wrong
  }
  return { answer, play }
}

const fileOf = (meeting: number) => {
  const written = ({ start, end }: Interval) =>
    [`DTSTART:${compact(start)}`, `DTEND:${compact(end)}`] as const
  return icalendar(...vevent(...written(hour(meeting))))
}
const compact = (at: Instant) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')

const stateShown = (unchecked: { mentor: boolean; mentee: boolean } | undefined) => {
  if (!unchecked) return 'not offered'
  const [mentor, mentee] = [unchecked.mentor && 'mentor', unchecked.mentee && 'mentee']
  return ['offered', ...[mentor, mentee].flatMap((one) => (one ? [`${one} not known`] : []))].join(', ')
}

/** The spec in the test's own words, from what the servers gave out and when. */
const expectedAt = (servers: readonly Served[], start: Instant, now: Instant): string => {
  const unknown = new Set<MemberId>()
  for (const { owner, given } of servers) {
    const counts = given && given.at <= now && now - given.at <= COUNTS_FOR
    if (!counts) unknown.add(owner)
    else if (hour(given.meeting).start < start + HOUR / 2 && start < hour(given.meeting).end)
      return 'not offered'
  }
  return stateShown({ mentor: unknown.has(anna), mentee: unknown.has(ben) })
}
