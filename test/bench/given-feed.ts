import { DAY, HOUR } from '../../src/domain/time/time.ts'
import { icalendar, vevent } from '../support/feed-server.ts'
import { NOW } from './dataset.ts'

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
/** A usual calendar: two hundred events, and five every week. */
export const calendar = icalendar(...[...single, ...weekly].flat())
