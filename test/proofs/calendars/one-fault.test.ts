import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { busyTimes } from '../../../src/calendar/feeds/busy-times.ts'
import { type CalendarsReached, calendarReaders } from '../../../src/calendar/readers.ts'
import type { CalendarReading } from '../../../src/domain/calendars/reading.ts'
import { DAY, SECOND } from '../../../src/domain/time/time.ts'
import { feedServer, icalendar, vevent } from '../../support/feed-server.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { AUTHORITY, EXPIRED, GOOD, KEY, OTHER_NAME } from './certificates.ts'
import { faults } from './faults.ts'

const wanted = {
  window: { start: MONDAY_10_UTC - DAY, end: MONDAY_10_UTC + 60 * DAY },
  zones: ['UTC'],
  ours: new Set<string>(),
}
const MEETING = icalendar(...vevent('DTSTART:20261124T090000Z', 'DTEND:20261124T100000Z'))
const BUSY = [{ start: Date.UTC(2026, 10, 24, 9), end: Date.UTC(2026, 10, 24, 10) }]

/** More than anything takes here, but for what never ends, which is given up after a moment. */
const PATIENT = 30 * SECOND
const HASTY = SECOND / 2

const reader = (changes: Partial<CalendarsReached> = {}) => {
  const { read, stop } = calendarReaders({ allowPrivate: true, within: PATIENT, ...changes })
  onTestFinished(stop)
  return (address: string): Promise<CalendarReading> => read({ kind: 'feed', address }, wanted)
}

const whatItSays = (reading: CalendarReading) => {
  if (reading.state === 'not_known') return reading.fault
  return reading.state === 'read' ? reading.busy.get('UTC') : reading.state
}

const portOf = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

describe('a calendar that cannot be read is not known, and never free', () => {
  it.each([
    ['at once', 0],
    ['behind a redirect', 1],
    ['behind as many redirects as are followed', 3],
  ])('%s', async (_when, hops) => {
    const server = await feedServer((request, response) => {
      const [, left, which] = String(request.url).split('/').map(Number)
      if (left) response.writeHead(302, { location: `/${left - 1}/${which}` }).end()
      else faults[which ?? -1]?.answer(request, response)
    })
    const [patient, hasty] = [reader(), reader({ within: HASTY })]
    const said = await Promise.all(
      faults.map(async ({ name, fault }, which) => {
        const read = fault === 'timeout' ? hasty : patient
        return [name, whatItSays(await read(server.address(`/${hops}/${which}`)))]
      }),
    )
    // A redirect more is one too many, wherever it leads.
    const expected = (fault: string) => (hops === 3 && fault === 'bad_address' ? 'redirects' : fault)
    expect(said).toEqual(faults.map(({ name, fault }) => [name, expected(fault)]))
  })

  it.each<[string, string, Partial<CalendarsReached>]>([
    ['the name is gone', 'unresolved', { resolve: () => Promise.reject(failing('ENOTFOUND')) }],
    ['no name is found today', 'unresolved', { resolve: () => Promise.reject(failing('EAI_AGAIN')) }],
    ['the name has no address', 'private_address', { resolve: async () => [] }],
    ['the name is never found', 'timeout', { resolve: () => new Promise(() => {}), within: HASTY }],
    ['nobody listens there', 'unreachable', { resolve: async () => [{ address: '127.0.0.1', family: 4 }] }],
  ])('if %s', async (_what, fault, reach) => {
    const nobody = createServer()
    const port = await portOf(nobody)
    nobody.close()
    expect(whatItSays(await reader(reach)(`http://calendar.example:${port}/`))).toBe(fault)
  })

  it.each<[string, string, string, string | undefined]>([
    ['nobody vouches for', 'certificate', GOOD, undefined],
    ['that is over', 'certificate', EXPIRED, AUTHORITY],
    ['for another name', 'certificate', OTHER_NAME, AUTHORITY],
    ['that is good', 'busy', GOOD, AUTHORITY],
  ])('with a certificate %s: %s', async (_what, said, cert, ca) => {
    const server = createSecureServer({ key: KEY, cert }, (_, response) => void response.end(MEETING))
    const read = reader({ resolve: async () => [{ address: '127.0.0.1', family: 4 }], ...(ca && { ca }) })
    const reading = whatItSays(await read(`https://calendar.example:${await portOf(server)}/`))
    expect(reading).toEqual(said === 'busy' ? BUSY : said)
  })

  it('where it speaks no TLS', async () => {
    const port = await portOf(createServer((_, response) => void response.end(MEETING)))
    const read = reader({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
    expect(whatItSays(await read(`https://calendar.example:${port}/`))).toBe('certificate')
  })
})

const covers = (busy: readonly { start: number; end: number }[] | undefined) =>
  busy?.some(({ start, end }) => start <= Date.UTC(2026, 10, 24, 9) && end >= Date.UTC(2026, 10, 24, 10))

describe('what is wrong in a file hides no meeting', () => {
  const weekly = vevent(
    'UID:2',
    'DTSTART;TZID=Europe/Berlin:20261110T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY',
  )
  const whole = icalendar(...vevent('DTSTART:20261125T090000Z', 'DTEND:20261125T100000Z'), ...weekly)

  it('wherever it is cut', () => {
    const said = busyTimes(whole, wanted)
    for (let length = 0; length < whole.length; length += 1) {
      const cut = busyTimes(whole.slice(0, length), wanted)
      // Where only a part of its last line is missing, it says the same.
      expect('fault' in cut || isDeepStrictEqual(cut, said), whole.slice(0, length)).toBe(true)
    }
    expect('busy' in said && covers(said.busy.get('UTC'))).toBe(true)
  })

  it.each([
    ['an unknown zone', ['DTSTART;TZID=Mars/Olympus:20261124T100000', 'DURATION:PT1H']],
    ['a zone that defines nothing', ['DTSTART;TZID=Nowhere:20261124T100000', 'DURATION:PT1H']],
    ['a rule that nobody knows', ['DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=FORTNIGHTLY']],
    [
      'more repetitions than count',
      ['DTSTART:20261123T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY;INTERVAL=7'],
    ],
    ['weeks by number', ['DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=48']],
    ['another calendar', ['DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RRULE:RSCALE=HEBREW;FREQ=WEEKLY']],
    ['an interval of none', ['DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;INTERVAL=0']],
    ['a length that is none', ['DTSTART:20261124T090000Z', 'DURATION:long']],
    ['an end before its start', ['DTSTART:20261124T090000Z', 'DTEND:20261123T090000Z']],
    ['an end on no day', ['DTSTART:20261124T090000Z', 'DTEND:20261131T100000Z']],
    [
      'a last time by the clocks of its zone',
      [
        'DTSTART;TZID=America/New_York:20261110T040000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20261124T040000',
      ],
    ],
    ['a last day', ['DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;UNTIL=20261124']],
    [
      'a last day, as it begins further east',
      ['DTSTART;VALUE=DATE:20261110', 'RRULE:FREQ=WEEKLY;UNTIL=20261123T150000Z'],
    ],
    [
      'a last time in UTC, of a zone that nobody knows',
      [
        'DTSTART;TZID=Mars/Olympus:20261110T180000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;UNTIL=20261124T090000Z',
      ],
    ],
    ['a day more, of hours', ['DTSTART:20261110T090000Z', 'DURATION:PT1H', 'RDATE;VALUE=DATE:20261124']],
    ['an end that alone has a zone', ['DTSTART:20261124T090000', 'DTEND:20261124T090000Z']],
    ['an EXRULE', ['DTSTART:20261124T090000Z', 'DURATION:PT1H', 'EXRULE:FREQ=DAILY']],
  ])('%s', (_what, lines) => {
    const empty = ['BEGIN:VTIMEZONE', 'TZID:Nowhere', 'END:VTIMEZONE']
    const said = busyTimes(icalendar(...empty, ...vevent(...lines)), wanted)
    expect('fault' in said || covers(said.busy.get('UTC'))).toBe(true)
  })

  it('where an end has no zone, and its start has one', () => {
    const lines = ['DTSTART;TZID=Asia/Tokyo:20261124T180000', 'DTEND:20261124T190000']
    const file = icalendar(...vevent('RECURRENCE-ID:20261124T110000Z', ...lines))
    for (const zone of ['UTC', 'Pacific/Kiritimati']) {
      const said = busyTimes(file, { ...wanted, zones: [zone] })
      expect('busy' in said && covers(said.busy.get(zone))).toBe(true)
    }
  })

  it('where letters name a zone, which mean another one elsewhere', () => {
    const own = ['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0400']
    const zone = ['BEGIN:VTIMEZONE', 'TZID:EST', ...own, 'END:STANDARD', 'END:VTIMEZONE']
    const event = vevent('DTSTART;TZID=EST:20261124T050000', 'DURATION:PT1H')
    for (const file of [icalendar(...zone, ...event), icalendar(...event)]) {
      const said = busyTimes(file, wanted)
      expect('busy' in said && covers(said.busy.get('UTC'))).toBe(true)
    }
  })
})

const failing = (code: string) => Object.assign(new Error(code), { code })
