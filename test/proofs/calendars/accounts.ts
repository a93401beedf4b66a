import type { RequestListener } from 'node:http'
import type { ProviderClients } from '../../../src/calendar/providers/places.ts'
import type { CalendarAccess, CalendarKind } from '../../../src/domain/calendars/reading.ts'
import { DAY, HOUR, type Interval } from '../../../src/domain/time/time.ts'
import { feedServer, icalendar, vevent } from '../../support/feed-server.ts'
import { FREEBUSY, googleStandIn } from '../../support/google-stand-in.ts'
import { microsoftStandIn, READ_BASIC } from '../../support/microsoft-stand-in.ts'
import { MONDAY_10_UTC, testClock } from '../../support/world.ts'

/** When the owner of each calendar is busy. */
export const MEETING: Interval = { start: MONDAY_10_UTC + DAY, end: MONDAY_10_UTC + DAY + HOUR }

/** How to read a calendar with that meeting in it, whose server answers one of the requests otherwise. */
type Account = { access: CalendarAccess; clients?: ProviderClients }

type Kind = {
  open(fault: RequestListener | undefined, at: number): Promise<Account>
  /** How many requests a reading takes; each is a stage at which it can fail. */
  stages: number
  /** The status of a good answer, what its server says of a calendar with nothing in it, and of one with the meeting. */
  good: number
  empty: string
  whole: string
  /** Answers that are well-formed, and lack what makes them one. */
  misshapen: readonly string[]
}

const EVENT = vevent('DTSTART:20261124T100000Z', 'DTEND:20261124T110000Z')
const FILE = icalendar(...EVENT)

/** Answers the nth request otherwise. */
const once = (fault: RequestListener | undefined, at: number, good: RequestListener): RequestListener => {
  let asked = -1
  return (request, response) => {
    asked += 1
    return asked === at && fault ? fault(request, response) : good(request, response)
  }
}

export const multistatus = (href: string, props: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${href && `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`}</d:multistatus>`

const CALDAV: Readonly<Record<string, string>> = {
  'PROPFIND /': multistatus(
    '/',
    '<d:current-user-principal><d:href>/ada/</d:href></d:current-user-principal>',
  ),
  'PROPFIND /ada/': multistatus(
    '/ada/',
    '<c:calendar-home-set><d:href>/home/</d:href></c:calendar-home-set>',
  ),
  'PROPFIND /home/': multistatus('/work/', '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'),
  'REPORT /work/': multistatus('/work/1', `<c:calendar-data>${FILE}</c:calendar-data>`),
}

const range = { timeMin: '2020-01-01T00:00:00Z', timeMax: '2040-01-01T00:00:00Z' }
const times = { start: '2026-11-24T10:00:00Z', end: '2026-11-24T11:00:00Z' }
const google = (primary: unknown, more: object = range) => JSON.stringify({ ...more, calendars: { primary } })

const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone })
const event = {
  ...{ start: at('2026-11-24T10:00:00.0000000'), end: at('2026-11-24T11:00:00.0000000') },
  ...{ showAs: 'busy', isAllDay: false, isCancelled: false },
}
const microsoft = (...value: unknown[]) => JSON.stringify({ value })

/** One for each kind that can be connected: a kind without an account does not compile, one without stages fails. */
export const accounts: Readonly<Record<CalendarKind, Kind>> = {
  feed: {
    open: async (fault, stage) => {
      const server = await feedServer(once(fault, stage, (_, response) => void response.end(FILE)))
      return { access: { kind: 'feed', address: server.address('/') } }
    },
    ...{ stages: 1, good: 200, empty: icalendar(), whole: FILE },
    misshapen: [icalendar('BEGIN:VEVENT', 'UID:1', 'END:VEVENT'), EVENT.join('\r\n')],
  },
  caldav: {
    open: async (fault, stage) => {
      const server = await feedServer(
        once(fault, stage, ({ method, url }, response) => {
          const body = CALDAV[`${method} ${url}`]
          response.writeHead(body ? 207 : 404).end(body)
        }),
      )
      return { access: { kind: 'caldav', address: server.address('/'), user: 'ada', password: 'x' } }
    },
    ...{ stages: 4, good: 207, empty: multistatus('', ''), whole: CALDAV['REPORT /work/'] ?? '' },
    misshapen: [
      multistatus('/work/1', ''),
      multistatus('/work/1', '<c:calendar-data/>'),
      multistatus('/work/1', `<c:calendar-data>${EVENT.join('\r\n')}</c:calendar-data>`),
    ],
  },
  google: {
    open: async (fault, stage) => {
      const standIn = await googleStandIn(testClock())
      standIn.meetings.push({ ...MEETING })
      if (fault) standIn.plant({ works: false, answer: fault }, { after: stage })
      return withClient('google', standIn, FREEBUSY)
    },
    ...{ stages: 7, good: 200, empty: google({ busy: [] }), whole: google({ busy: [times] }) },
    misshapen: [
      google({}),
      google({ busy: [], errors: [{ domain: 'global', reason: 'internalError' }] }),
      google({ busy: [{ start: times.start }] }),
      google({ busy: [{ start: times.end, end: times.start }] }),
      google({ busy: [{ start: '10:00', end: '11:00' }] }),
      google({ busy: null }),
      google({ busy: [] }, {}),
      google({ busy: [] }, { ...range, timeMax: times.start }),
      JSON.stringify({ ...range, calendars: {} }),
      JSON.stringify({ ...range, calendars: { 'ada@example.com': { busy: [] } } }),
      JSON.stringify({ error: { code: 500, message: 'backendError' } }),
    ],
  },
  microsoft: {
    open: async (fault, stage) => {
      const standIn = await microsoftStandIn(testClock())
      standIn.limits.page = 1
      for (const days of [2, 3]) standIn.add(MEETING.start + days * DAY, MEETING.end + days * DAY)
      standIn.add(MEETING.start, MEETING.end)
      if (fault) standIn.plant({ works: false, answer: fault }, { after: stage })
      return withClient('microsoft', standIn, READ_BASIC)
    },
    ...{ stages: 3, good: 200, empty: microsoft(), whole: microsoft(event) },
    misshapen: [
      JSON.stringify({ error: { code: 'ErrorInternalServerError', message: '' } }),
      JSON.stringify({ value: null }),
      JSON.stringify({ value: [], '@odata.nextLink': 5 }),
      JSON.stringify({ value: [], '@odata.nextLink': '/me/calendarView?$skip=10' }),
      microsoft({ ...event, start: undefined }),
      microsoft({ ...event, end: at('2026-11-24') }),
      microsoft({ ...event, start: at('2026-11-24T10:00:00', 'Pacific Standard Time') }),
      microsoft({ ...event, start: event.end, end: event.start }),
      microsoft({ ...event, isCancelled: 'no' }),
      microsoft({ ...event, isAllDay: undefined }),
    ],
  },
}

type StandIn = Pick<Awaited<ReturnType<typeof googleStandIn>>, 'client' | 'places' | 'grant'>

const withClient = (kind: 'google' | 'microsoft', standIn: StandIn, scope: string): Account => {
  const { access_token: access, refresh_token: refresh = '' } = standIn.grant(scope)
  return {
    access: { kind, access, accessUntil: MONDAY_10_UTC + DAY, refresh, writes: false },
    clients: { [kind]: { ...standIn.client, places: standIn.places } },
  }
}
