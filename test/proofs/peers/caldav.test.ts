import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { calendarReaders } from '../../../src/calendar/readers.ts'
import type { CaldavAccess, CalendarReading } from '../../../src/domain/calendars/reading.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { isInstalled } from './peer.ts'
import { BASIC, eventFile, LOGIN, radicale } from './radicale.ts'

const wanted = {
  window: { start: MONDAY_10_UTC - DAY, end: MONDAY_10_UTC + 60 * DAY },
  zones: ['Europe/Berlin'],
  ours: new Set<string>(['ours@mentorship-bot']),
}

const read = async (address: string, changes: Partial<CaldavAccess> = {}): Promise<CalendarReading> => {
  const { read, stop } = calendarReaders({ allowPrivate: true })
  try {
    return await read({ kind: 'caldav', address, ...LOGIN, ...changes }, wanted)
  } finally {
    await stop()
  }
}

const busyIn = (reading: CalendarReading) =>
  reading.state === 'read'
    ? reading.busy
        .get('Europe/Berlin')
        ?.map(({ start, end }) => [start, end].map((at) => new Date(at).toISOString()))
    : reading

describe.skipIf(!isInstalled('radicale'))('Radicale, a CalDAV server that nobody here wrote', () => {
  it('says through all its calendars when their owner is busy, from any address of the account', async () => {
    const server = await radicale()
    await server.calendar('work')
    await server.calendar('private')
    await server.event('work', 'one', 'DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z')
    await server.event('work', 'ours@mentorship-bot', 'DTSTART:20261125T080000Z', 'DTEND:20261125T090000Z')
    await server.event('work', 'past', 'DTSTART:20250101T080000Z', 'DTEND:20250101T090000Z')
    await server.event(
      'private',
      'weekly',
      ...['DTSTART:20261123T170000', 'DURATION:PT30M', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20261130T170000'],
    )
    const busy = [
      ['2026-11-23T16:00:00.000Z', '2026-11-23T16:30:00.000Z'],
      ['2026-11-24T08:00:00.000Z', '2026-11-24T09:00:00.000Z'],
      ['2026-12-07T16:00:00.000Z', '2026-12-07T16:30:00.000Z'],
    ]
    for (const place of ['', '/', `/${LOGIN.user}/`])
      expect(busyIn(await read(server.base + place))).toEqual(busy)
    expect(busyIn(await read(`${server.base}/${LOGIN.user}/work/`))).toEqual([busy[1]])
  })

  it('with nothing in it says that they are free; with a wrong password, or no calendar, nothing is known', async () => {
    const server = await radicale()
    expect(await read(server.base)).toEqual({ state: 'not_known', fault: 'not_calendar' })
    await server.calendar('work')
    expect(busyIn(await read(server.base))).toEqual([])
    expect(await read(server.base, { password: 'wrong' })).toEqual({ state: 'not_known', fault: 'password' })
  })
})

type Answer = { status: number; headers?: Record<string, string>; body?: string }

/** A server that answers by hand. @returns its address, and the Authorization of every request */
const handmade = async (answer: (method: string) => Answer) => {
  const logins: (string | undefined)[] = []
  const server = createServer((request, response) => {
    logins.push(request.headers.authorization)
    const { status, headers, body } = answer(request.method ?? '')
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { base: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, logins }
}

const many = (inner: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${inner}</d:multistatus>`
const one = (href: string, props: string, status = '200 OK') =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat></d:response>`
const aCalendar = many(one('/cal/', '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'))
const file = eventFile('a', 'DTSTART:20261124T080000Z', 'DTEND:20261124T090000Z')
const data = one('/cal/1.ics', `<c:calendar-data>${file}</c:calendar-data>`)
const cutOff =
  '<d:response><d:href>/cal/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>'

const reporting = (report: Answer) => (method: string) =>
  method === 'PROPFIND' ? { status: 207, body: aCalendar } : report

const all = (...events: readonly string[]): Answer => ({ status: 207, body: many(events.join('')) })

describe('an answer that is not whole', () => {
  it.each<[string, Answer, string]>([
    ['200 in place of 207', { status: 200, body: many('') }, 'not_calendar'],
    ['204', { status: 204 }, 'not_calendar'],
    ['an empty body', { status: 207, body: '' }, 'not_calendar'],
    ['a page', { status: 207, body: '<html><body>Sign in</body></html>' }, 'not_calendar'],
    ['an answer that is cut', { status: 207, body: many(data).slice(0, -30) }, 'not_calendar'],
    ['an event without its data', all(data, one('/cal/2.ics', '<d:getetag/>')), 'unexpected'],
    ['an event not to be seen', all(data, one('/cal/2.ics', '<c:calendar-data/>', '403 No')), 'unexpected'],
    ['too many to be listed', all(data, cutOff), 'unexpected'],
    ['403', { status: 403 }, 'forbidden'],
    ['404', { status: 404 }, 'gone'],
    ['410', { status: 410 }, 'gone'],
    ['429', { status: 429 }, 'limited'],
    ['500', { status: 500 }, 'server_error'],
    ['what is no event', all(one('/cal/1.ics', '<c:calendar-data>hello</c:calendar-data>')), 'not_calendar'],
  ])('(%s) makes nothing known, and nobody free', async (_what, report, fault) => {
    const { base } = await handmade(reporting(report))
    expect(await read(`${base}/cal/`)).toEqual({ state: 'not_known', fault })
  })

  it('differs from the same answer, whole', async () => {
    const { base } = await handmade(reporting(all(data)))
    const busy = ['2026-11-24T08:00:00.000Z', '2026-11-24T09:00:00.000Z']
    expect(busyIn(await read(`${base}/cal/`))).toEqual([busy])
  })
})

it('a redirect to another machine takes no password there', async () => {
  const other = await handmade(() => ({ status: 207, body: aCalendar }))
  const { base, logins } = await handmade(() => ({
    status: 302,
    headers: { location: `${other.base}/cal/` },
  }))
  await read(`${base}/cal/`)
  expect(logins[0]).toBe(BASIC)
  expect([...new Set(other.logins)]).toEqual([undefined])
})
