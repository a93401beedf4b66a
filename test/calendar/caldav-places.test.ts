import { expect, it, onTestFinished } from 'vitest'
import { calendarReaders } from '../../src/calendar/readers.ts'
import { DAY } from '../../src/domain/time/time.ts'
import { feedServer, icalendar, vevent } from '../support/feed-server.ts'
import { MONDAY_10_UTC } from '../support/world.ts'

const answer = (...responses: readonly string[]) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${responses.join('')}</d:multistatus>`
const given = (props: string, status = '200 OK') =>
  `<d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`
const one = (href: string, ...parts: readonly string[]) =>
  `<d:response><d:href>${href}</d:href>${parts.join('')}</d:response>`
const CALENDAR = '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>'
const FOLDER = '<d:resourcetype><d:collection/></d:resourcetype>'
const homes = (...hrefs: readonly string[]) =>
  `<c:calendar-home-set>${hrefs.map((href) => `<d:href>${href}</d:href>`).join('')}</c:calendar-home-set>`
const meeting = answer(
  one(
    '/1.ics',
    given(
      `<c:calendar-data>${icalendar(...vevent('DTSTART:20261124T090000Z', 'DURATION:PT1H'))}</c:calendar-data>`,
    ),
  ),
)

/** What the account is read as. @param answers by method and path; a number is a status, and what is missing is not there */
const read = async (typed: string, answers: Readonly<Record<string, string | number>>) => {
  const server = await feedServer(({ method, url }, response) => {
    const said = answers[`${method} ${url}`] ?? 404
    if (typeof said === 'number') response.writeHead(said).end()
    else response.writeHead(207).end(said)
  })
  const { read, stop } = calendarReaders({ allowPrivate: true })
  onTestFinished(stop)
  const reading = await read(
    { kind: 'caldav', address: server.address(typed), user: 'ada', password: 'x' },
    {
      window: { start: MONDAY_10_UTC, end: MONDAY_10_UTC + 30 * DAY },
      ...{ zones: ['UTC'], ours: new Set() },
    },
  )
  return reading.state === 'read' ? reading.busy.get('UTC')?.length : reading
}
const notKnown = (fault: string) => ({ state: 'not_known', fault })

const root = answer(one('/', given(FOLDER + homes('/home/'))))
const REFUSED = '<d:status>HTTP/1.1 403 Forbidden</d:status>'

it.each([
  ['is refused as a whole', one('/home/work/', REFUSED)],
  ['does not say what it is', one('/home/work/', given('<d:resourcetype/>', '500 Internal Server Error'))],
  [
    'gives something else alone',
    one('/home/work/', given('<d:displayname/>'), given(FOLDER, '403 Forbidden')),
  ],
])('a calendar of the account that %s leaves nothing known', async (_what, work) => {
  const listed = (...all: readonly string[]) =>
    read('/', {
      'PROPFIND /': root,
      'PROPFIND /home/': answer(one('/home/', given(FOLDER)), one('/home/private/', given(CALENDAR)), ...all),
      'REPORT /home/private/': answer(),
    })
  expect(await listed(work)).toEqual(notKnown('server_error'))
  expect(await listed(one('/home/work/', '<d:status>HTTP/1.1 404 Not Found</d:status>'))).toBe(0)
})

it('all homes of an account are read', async () => {
  expect(
    await read('/', {
      'PROPFIND /': answer(one('/', given(FOLDER + homes('/home/', '/shared/')))),
      'PROPFIND /home/': answer(one('/home/private/', given(CALENDAR))),
      'PROPFIND /shared/': answer(one('/shared/team/', given(CALENDAR))),
      'REPORT /home/private/': answer(),
      'REPORT /shared/team/': meeting,
    }),
  ).toBe(1)
})

it('of an account with more calendars than are read, nothing is known', async () => {
  const names = Array.from({ length: 31 }, (_, n) => `/home/${n}/`)
  const calendars = names.map((name) => one(name, given(CALENDAR)))
  const reports = Object.fromEntries(names.map((name) => [`REPORT ${name}`, answer()]))
  const reading = (count: number) =>
    read('/', { 'PROPFIND /': root, 'PROPFIND /home/': answer(...calendars.slice(0, count)), ...reports })
  expect(await reading(30)).toBe(0)
  expect(await reading(31)).toEqual(notKnown('too_large'))
})

it('a calendar that was typed and fails is not taken for those of the account', async () => {
  const own = {
    'PROPFIND /.well-known/caldav': root,
    'PROPFIND /home/': answer(one('/home/private/', given(CALENDAR))),
    'REPORT /home/private/': answer(),
  }
  for (const [status, fault] of [
    [503, 'server_error'],
    [403, 'forbidden'],
    [404, 'gone'],
  ] as const)
    expect(await read('/shared/team/', { ...own, 'PROPFIND /shared/team/': status })).toEqual(notKnown(fault))
  // But the server's address, or one at which there is no CalDAV, leads to them.
  expect(await read('/', { ...own, 'PROPFIND /': 403 })).toBe(0)
  expect(await read('/cloud', { ...own, 'PROPFIND /cloud': 405 })).toBe(0)
})
