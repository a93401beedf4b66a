import {
  addDays,
  type ClockTime,
  DAY,
  dateOf,
  dayOf,
  type HourRange,
  type Instant,
  type Interval,
  type PlainDate,
  type Reading,
  readingOf,
  timeOf,
} from './time.ts'
import { offsetAt, type Zone, zoneSpans } from './zone.ts'

/** What people see on a calendar and a clock. */
export type LocalTime = { date: PlainDate; time: ClockTime }

/**
 * The instant at which clocks in a zone show a given reading. `gap`: clocks jumped over it in spring (or skipped the
 * whole day) and resumed at `resumes`. `fold`: they showed it twice in autumn.
 */
export type LocalInstant =
  | { kind: 'ok'; instant: Instant }
  | { kind: 'gap'; resumes: Instant }
  | { kind: 'fold'; earlier: Instant; later: Instant }

/** When the mentee is assumed to be awake (spec 3). */
export const WAKING_HOURS: HourRange = { from: '08:00', to: '20:00' }

/** @throws RangeError if there is no such date, time or zone at all, in any season */
export function localToInstant(localTime: LocalTime, zone: Zone): LocalInstant {
  const reading = readingOf(localTime.date, localTime.time)
  // Clocks are at most 14 hours from UTC, so the instant that shows this reading is within a day of it.
  const spans = zoneSpans(zone, reading - DAY, reading + DAY)
  const showing = spans
    .filter(({ start, end, offset }) => start + offset <= reading && reading < end + offset)
    .map(({ offset }) => reading - offset)
  const [earlier, later] = showing
  if (earlier !== undefined && later !== undefined) return { kind: 'fold', earlier, later }
  if (earlier !== undefined) return { kind: 'ok', instant: earlier }
  const after = spans.find(({ start, offset }) => start + offset > reading)
  return { kind: 'gap', resumes: after?.start ?? reading }
}

/** The instant at which clocks first show it or, if they jump over it, the instant of the jump. */
export function firstInstantAt(localTime: LocalTime, zone: Zone): Instant {
  const found = localToInstant(localTime, zone)
  if (found.kind === 'gap') return found.resumes
  return found.kind === 'fold' ? found.earlier : found.instant
}

/** What clocks in the zone show at that instant, as a number for computing and printing. */
export const readingAt = (instant: Instant, zone: Zone): Reading => instant + offsetAt(instant, zone)

export function localTimeAt(instant: Instant, zone: Zone): LocalTime {
  const reading = readingAt(instant, zone)
  return { date: dateOf(reading), time: timeOf(reading) }
}

export const dateIn = (instant: Instant, zone: Zone): PlainDate => dateOf(readingAt(instant, zone))

/** Whether an interval lies within those hours of one day, by the clock at its start and its end. */
export function isWithinHours({ start, end }: Interval, hours: HourRange, zone: Zone): boolean {
  const [from, to] = [readingOf(EPOCH, hours.from), readingOf(EPOCH, hours.to)]
  const [starting, ending] = [readingAt(start, zone), readingAt(end, zone)]
  const midnight = dayOf(starting) * DAY
  return midnight + from <= starting && midnight + from <= ending && ending <= midnight + to
}

const EPOCH = '1970-01-01'

export const isWithinWakingHours = (interval: Interval, zone: Zone): boolean =>
  isWithinHours(interval, WAKING_HOURS, zone)

export type EarlyOrLate = 'early' | 'late'

/** Whether clocks in the zone show a time before or after the waking hours at some moment of it. */
export function earlyOrLate(interval: Interval, zone: Zone): EarlyOrLate | null {
  if (isWithinWakingHours(interval, zone)) return null
  return localTimeAt(interval.start, zone).time < WAKING_HOURS.from ? 'early' : 'late'
}

/**
 * The same instant if clocks then show one of those hours; otherwise the next instant at which they do.
 * @throws RangeError if the hours are empty
 */
export function nextWithinHours(instant: Instant, hours: HourRange, zone: Zone): Instant {
  if (hours.from >= hours.to) throw new RangeError(`no time between ${hours.from} and ${hours.to}`)
  const now = localTimeAt(instant, zone)
  if (hours.from <= now.time && now.time < hours.to) return instant
  const today = instantsFor({ date: now.date, time: hours.from }, zone).find((opening) => opening > instant)
  const tomorrow = { date: addDays(now.date, 1), time: '00:00' }
  return nextWithinHours(today ?? firstInstantAt(tomorrow, zone), hours, zone)
}

function instantsFor(localTime: LocalTime, zone: Zone): Instant[] {
  const found = localToInstant(localTime, zone)
  if (found.kind === 'ok') return [found.instant]
  return found.kind === 'fold' ? [found.earlier, found.later] : [found.resumes]
}
