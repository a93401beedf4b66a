/** The process that gives out feeds, a usual calendar under every address; some of them never answer. */
import { createServer } from 'node:http'
import { DAY, HOUR } from '../../src/domain/time/time.ts'
import { icalendar, vevent } from '../support/feed-server.ts'
import { NOW } from './dataset.ts'

/** `oneHangsOf`: of so many addresses, by their numbers, one never answers. */
export type FeedOrders = { oneHangsOf: number }
/** Since it was asked last: how many fetches, of how many addresses, and the most of one address. */
export type FeedsGiven = { fetches: number; addresses: number; mostOfOne: number }

const { oneHangsOf }: FeedOrders = JSON.parse(process.argv[2] ?? '{}')

const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
const single = Array.from({ length: 200 }, (_, n) => {
  const start = NOW + Math.floor(n / 3) * DAY + (n % 3) * 2 * HOUR
  const times = [`DTSTART:${stamp(start)}`, `DTEND:${stamp(start + HOUR)}`]
  return vevent(`UID:single-${n}@example.com`, ...times, 'SUMMARY:Nobody reads this')
})
const weekly = ['MO', 'TU', 'WE', 'TH', 'FR'].map((day) =>
  vevent(
    `UID:${day}@example.com`,
    'DTSTART;TZID=Europe/Berlin:20260105T090000',
    'DURATION:PT45M',
    `RRULE:FREQ=WEEKLY;BYDAY=${day}`,
  ),
)
const calendar = icalendar(...[...single, ...weekly].flat())

const asked = new Map<string, number>()
const server = createServer(({ url = '' }, response) => {
  asked.set(url, (asked.get(url) ?? 0) + 1)
  if (Number(/\d+/.exec(url)?.[0]) % oneHangsOf !== 0)
    response.writeHead(200, { 'content-type': 'text/calendar' }).end(calendar)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(`http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`)
})
process.on('message', () => {
  const counts = [...asked.values()]
  const fetches = counts.reduce((sum, count) => sum + count, 0)
  asked.clear()
  process.send?.({
    fetches,
    addresses: counts.length,
    mostOfOne: Math.max(0, ...counts),
  } satisfies FeedsGiven)
})
process.on('disconnect', () => process.exit(0))
