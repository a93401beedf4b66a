import type { RequestListener, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { CalendarFault } from '../../../src/domain/calendars/reading.ts'
import { icalendar, vevent } from '../../support/feed-server.ts'

/** What a calendar's server does in place of giving out the calendar, and what the reader should call it. */
export type Fault = { name: string; fault: CalendarFault; answer: RequestListener }

const CALENDAR = { 'content-type': 'text/calendar' }

const status = (code: number, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => void response.writeHead(code, { ...CALENDAR, ...headers }).end()
}

const ok =
  (body: string | Uint8Array, headers: Record<string, string> = CALENDAR): RequestListener =>
  (_, response) =>
    void response.writeHead(200, headers).end(body)

/** A byte every now and then, until whoever asked has enough. */
const trickle = (response: ServerResponse, bytes: string) => {
  response.writeHead(200, CALENDAR)
  let sent = 0
  const timer = setInterval(() => void response.write(bytes.charAt(sent++ % bytes.length)), 20)
  response.on('close', () => clearInterval(timer))
}

const EMPTY = icalendar()
const MEETING = icalendar(...vevent('DTSTART:20261124T090000Z', 'DTEND:20261124T100000Z'))
const MANY = icalendar(
  ...Array.from({ length: 5_001 }, (_, n) =>
    vevent(`UID:${n}@example.com`, 'DTSTART:20261124T090000Z', 'DURATION:PT1M'),
  ).flat(),
)
const HUGE = `${EMPTY}${`X-NOTHING:${'x'.repeat(60)}\r\n`.repeat(90_000)}`

/** Where something is known by then, it is an answer. */
export const UNFOUNDED = '304, although nothing was known'

const answers: readonly [name: string, fault: CalendarFault, answer: RequestListener][] = [
  ['no answer', 'timeout', () => {}],
  ['headers and nothing more', 'timeout', (_, response) => response.writeHead(200, CALENDAR).flushHeaders()],
  ['a byte now and then, of an empty calendar', 'timeout', (_, response) => trickle(response, EMPTY)],
  ['the connection closed', 'unreachable', (request) => void request.socket.destroy()],
  ['what is no HTTP', 'unreachable', (request) => void request.socket.end('hello\r\n\r\n')],
  ['204', 'unexpected', status(204)],
  ['206', 'unexpected', (_, response) => void response.writeHead(206, CALENDAR).end(EMPTY)],
  ['300', 'unexpected', status(300)],
  [UNFOUNDED, 'unexpected', status(304)],
  ['400', 'unexpected', status(400)],
  ['401', 'forbidden', status(401)],
  ['403', 'forbidden', status(403)],
  ['404', 'gone', status(404)],
  ['404 with an empty calendar', 'gone', (_, response) => void response.writeHead(404, CALENDAR).end(EMPTY)],
  ['410', 'gone', status(410)],
  ['429', 'limited', status(429, { 'retry-after': '120' })],
  ['500', 'server_error', status(500)],
  ['502', 'server_error', status(502)],
  ['503 for a day', 'server_error', status(503, { 'retry-after': '86400' })],
  ['a page', 'not_calendar', ok('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' })],
  ['a page that calls itself a calendar', 'not_calendar', ok('<html><body>Sign in</body></html>')],
  ['nothing', 'not_calendar', ok('')],
  ['an empty line', 'not_calendar', ok('\r\n')],
  ['a picture', 'not_calendar', ok(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 255]))],
  ['JSON', 'not_calendar', ok('{"events":[]}', { 'content-type': 'application/json' })],
  ['a card', 'not_calendar', ok('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD\r\n')],
  ['an event alone', 'not_calendar', ok(vevent('DTSTART:20261124T090000Z').join('\r\n'))],
  ['half a calendar', 'not_calendar', ok(MEETING.slice(0, 60))],
  ['a calendar that is not closed', 'not_calendar', ok(EMPTY.replace('END:VCALENDAR\r\n', ''))],
  [
    'less than was promised',
    'unreachable',
    (_, response) => {
      response.writeHead(200, { ...CALENDAR, 'content-length': String(EMPTY.length + 10) })
      response.write(EMPTY, () => response.destroy())
    },
  ],
  [
    'chunks that end too soon',
    'unreachable',
    (_, response) => {
      response.writeHead(200, CALENDAR)
      response.write(EMPTY, () => response.destroy())
    },
  ],
  ['what is not packed', 'unreachable', ok(EMPTY, { ...CALENDAR, 'content-encoding': 'gzip' })],
  ['five megabytes and more', 'too_large', ok(HUGE)],
  ['the same, packed small', 'too_large', ok(gzipSync(HUGE), { ...CALENDAR, 'content-encoding': 'gzip' })],
  ['more events than anybody has', 'too_many_events', ok(MANY)],
  ['an event without a start', 'not_calendar', ok(icalendar(...vevent('DTEND:20261124T100000Z')))],
  ['an event on no day', 'not_calendar', ok(icalendar(...vevent('DTSTART:20260431T090000Z')))],
  ['a start that is none', 'not_calendar', ok(icalendar(...vevent('DTSTART:tomorrow')))],
  [
    'a redirect to itself',
    'redirects',
    (request, response) => void response.writeHead(302, { location: String(request.url) }).end(),
  ],
  ['a redirect to no address', 'redirects', status(302, { location: 'http://' })],
  ['a redirect without a place', 'unexpected', status(302)],
  ['a redirect to a file', 'bad_address', status(302, { location: 'file:///etc/passwd' })],
  ['a redirect with a password', 'bad_address', status(302, { location: 'http://a:b@127.0.0.1/' })],
]

export const faults: readonly Fault[] = answers.map(([name, fault, answer]) => ({ name, fault, answer }))
