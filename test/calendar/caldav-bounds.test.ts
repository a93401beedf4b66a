import { expect, it, onTestFinished } from 'vitest'
import { calendarReaders } from '../../src/calendar/readers.ts'
import { DAY, SECOND } from '../../src/domain/time/time.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
import { MONDAY_10_UTC } from '../support/world.ts'

const MEGABYTE = 1024 * 1024

const multistatus = (responses: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${responses}</d:multistatus>`
const response = (href: string, props: string) =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`

/** An account of three calendars, each of which says that. */
const read = async (said: string) => {
  const names = ['/one/', '/two/', '/three/']
  const type = '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'
  const server = await feedServer(({ method }, answer) => {
    const home = '<c:calendar-home-set><d:href>/home/</d:href></c:calendar-home-set>'
    const found = names.map((name) => response(name, type)).join('')
    answer.writeHead(207).end(multistatus(method === 'REPORT' ? said : response('/home/', home) + found))
  })
  const { read, stop } = calendarReaders({ allowPrivate: true, within: 30 * SECOND })
  onTestFinished(stop)
  const wanted = {
    window: { start: MONDAY_10_UTC, end: MONDAY_10_UTC + DAY },
    zones: ['UTC'],
    ours: new Set<string>(),
  }
  const reading = await read(
    { kind: 'caldav', address: server.address('/'), user: 'ada', password: 'x' },
    wanted,
  )
  return reading.state === 'not_known' ? reading.fault : reading.state
}

const eventOf = (more: string) =>
  response(
    '/1.ics',
    `<c:calendar-data>${icalendar(...vevent('DTSTART:20261124T090000Z', more))}</c:calendar-data>`,
  )

it('the calendars of an account are read up to five megabytes together, although they are read at once', async () => {
  expect(await read(eventOf(`X-LONG:${'x'.repeat(MEGABYTE)}`))).toBe('read')
  expect(await read(eventOf(`X-LONG:${'x'.repeat(2 * MEGABYTE)}`))).toBe('too_large')
})

it('an answer of nothing but tags takes no memory', async () => {
  expect(await read(response('/1.ics', '<d:a/>'.repeat(110_000)))).toBe('too_many_events')
})
