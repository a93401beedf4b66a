import type { HoursWords } from '../../../domain/availability/hours-in-words.ts'
import { readingAt } from '../../../domain/time/local-time.ts'
import {
  DAY,
  dateOf,
  type Instant,
  type Interval,
  type PlainDate,
  printReading,
  readingOf,
  type Weekday,
} from '../../../domain/time/time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'

const STYLES = {
  /** Tue 24 Nov, 15:00 */
  short: 'ddd D MMM, HH:mm',
  /** Tuesday 24 November 2026, 15:00 */
  long: 'dddd D MMMM YYYY, HH:mm',
  /** Tuesday */
  weekday: 'dddd',
  /** Tue 24 Nov */
  day: 'ddd D MMM',
  /** 24 Nov */
  date: 'D MMM',
  /** 15:00 */
  time: 'HH:mm',
} as const

export type TimeStyle = keyof typeof STYLES

/** An instant in English, as clocks and calendars in that zone show it. Does not name the zone. */
export const formatInZone = (instant: Instant, zone: Zone, style: TimeStyle): string =>
  printReading(readingAt(instant, zone), STYLES[style])

/** `Tuesday 24 November`; with the year if it differs from that of `today`. */
export function dayLabel(date: PlainDate, today: PlainDate): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4)
  return printReading(readingOf(date), sameYear ? 'dddd D MMMM' : 'dddd D MMMM YYYY')
}

/** `Tue 24 Nov`; with the year if it differs from that of `today`. */
export const shortDay = (date: PlainDate, today: PlainDate = date): string =>
  printReading(readingOf(date), date.slice(0, 4) === today.slice(0, 4) ? 'ddd D MMM' : 'ddd D MMM YYYY')

export const intervalOf = ({ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }): Interval => ({
  start: startsAt,
  end: endsAt,
})

/** `15:00–15:30`. */
export const timeRange = ({ start, end }: Interval, zone: Zone): string =>
  `${formatInZone(start, zone, 'time')}–${formatInZone(end, zone, 'time')}`

/** `Tue 24 Nov, 15:00–15:30`; names the end's day if it differs from the start's. */
export function dayAndTimeRange(interval: Interval, zone: Zone): string {
  const { start, end } = interval
  const [from, to] = [readingAt(start, zone), readingAt(end, zone)]
  // Midnight counts as the end of the evening before.
  const sameDay = dateOf(from) === dateOf(to) || to === readingOf(dateOf(from)) + DAY
  return sameDay
    ? `${formatInZone(start, zone, 'day')}, ${timeRange(interval, zone)}`
    : `${formatInZone(start, zone, 'short')} – ${formatInZone(end, zone, 'short')}`
}

/** An instant in the reader's zone, or in UTC if Slack cannot tell the zone. */
export const moment = (instant: Instant): string =>
  `<!date^${Math.floor(instant / 1000)}^{date_short_pretty} at {time}|${formatInZone(instant, 'Etc/UTC', 'short')} UTC>`

/** `Today 10:30–11:00`, in the reader's zone; it stays true whenever it is read. */
export const momentRange = ({ start, end }: Interval): string => {
  const date = (instant: Instant, format: string, fallback: string) =>
    `<!date^${Math.floor(instant / 1000)}^${format}|${fallback}>`
  const utc = (instant: Instant, style: TimeStyle) => formatInZone(instant, 'Etc/UTC', style)
  return `${date(start, '{date_short_pretty} {time}', utc(start, 'short'))}–${date(end, '{time}', `${utc(end, 'time')} UTC`)}`
}

export const weekdays: Readonly<Record<Weekday, string>> = {
  monday: 'Mondays',
  tuesday: 'Tuesdays',
  wednesday: 'Wednesdays',
  thursday: 'Thursdays',
  friday: 'Fridays',
  saturday: 'Saturdays',
  sunday: 'Sundays',
}

export const hoursWords: HoursWords = {
  days: weekdays,
  everyDay: 'Every day',
  none: 'No weekly hours',
  and: 'and',
  through: (first, last) => `${first} to ${last}`,
  zone: zoneName,
}
