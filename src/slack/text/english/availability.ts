import {
  type Availability,
  type AvailabilityFault,
  type HoursProblem,
  MAX_DAYS_OFF,
  MAX_RANGES_A_DAY,
} from '../../../domain/availability/availability.ts'
import { hoursInWords } from '../../../domain/availability/hours-in-words.ts'
import type { TypedDaysOffFault } from '../../../domain/availability/typed-days-off.ts'
import { printHours, type TypedHoursFault } from '../../../domain/availability/typed-hours.ts'
import { dateIn } from '../../../domain/time/local-time.ts'
import type { Instant, Interval, PlainDate } from '../../../domain/time/time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { offsetName, zoneName } from '../../../domain/time/zone-names.ts'
import { bookableInWords, daysInWords, minutesInWords } from './nouns.ts'
import { dayAndTimeRange, dayLabel, hoursWords } from './times.ts'

/** When others can book the member as their mentor. @param isSet whether they chose these hours themselves */
export const availabilityText = (
  availability: Availability,
  isSet: boolean,
  at: { now: Instant; nextSlot: Interval | null },
): string =>
  [
    `*${hoursInWords(availability, hoursWords)}*`,
    [bookableInWords(availability), ...limitsInWords(availability)].join(' · '),
    ...daysOffInWords(availability, at.now),
    ...(isSet ? [] : ['These are the default hours.']),
    availability.paused ? pausedText : nextSlotText(availability, at.nextSlot),
  ].join('\n')

const pausedText = "*You're paused:* no new requests or bookings."

export const nextSlotText = (
  { zone, horizonDays }: Pick<Availability, 'zone' | 'horizonDays'>,
  nextSlot: Interval | null,
): string =>
  nextSlot
    ? `Next free time: *${dayAndTimeRange(nextSlot, zone)}*, ${zoneName(zone)}.`
    : `No free time in the next ${daysInWords(horizonDays)}.`

/** `at most 2 a week`, `10 minutes free before each and 5 minutes after` */
const limitsInWords = ({ weeklyCap, bufferBeforeMinutes, bufferAfterMinutes }: Availability): string[] => {
  const [before, after] = [minutesInWords(bufferBeforeMinutes), minutesInWords(bufferAfterMinutes)]
  const kept =
    bufferBeforeMinutes > 0
      ? `${before} free before each${bufferAfterMinutes > 0 ? ` and ${after} after` : ''}`
      : `${after} free after each`
  return [
    ...(weeklyCap === null ? [] : [`at most ${weeklyCap} a week`]),
    ...(bufferBeforeMinutes + bufferAfterMinutes > 0 ? [kept] : []),
  ]
}

const MOST_DAYS_OFF_SHOWN = 3

const daysOffInWords = ({ daysOff, zone }: Availability, now: Instant): string[] => {
  const today = dateIn(now, zone)
  const ahead = daysOff.filter(({ to }) => to >= today)
  if (ahead.length === 0) return []
  const day = (date: PlainDate) => dayLabel(date, today)
  const shown = ahead
    .slice(0, MOST_DAYS_OFF_SHOWN)
    .map(({ from, to }) => (from === to ? day(from) : `${day(from)} to ${day(to)}`))
  const more = ahead.length - shown.length
  return [`Days off: ${shown.join('; ')}${more > 0 ? ` …and ${more} more` : ''}`]
}

export const availabilityForm = {
  hours: 'Hours',
  hoursMore:
    'Others can book you as their mentor during these hours. Sessions already booked stay as they are.',
  notSet: 'These are the default hours.',
  zone: 'Time zone',
  zonePlaceholder: 'City, country, or UTC+5:30',
  hoursPlaceholder: '9–12, 13–17, or leave empty',
  sessions: 'Sessions',
  sessionMinutes: 'Session length (minutes)',
  bufferBeforeMinutes: 'Free time before each session (minutes)',
  bufferAfterMinutes: 'Free time after each session (minutes)',
  lead: 'Minimum notice (hours)',
  horizonDays: 'How far ahead (weeks)',
  /** Stands for the hours at fault where there is no one range to quote. */
  allOfTheDay: 'All of this',
  weeklyCap: 'Maximum sessions a week',
  weeklyCapHint: 'Leave it empty for no limit.',
  daysOff: 'Days off',
  daysOffHint: 'One day or range on each line, such as Dec 24, 24–26 Dec, or 24 Dec – 2 Jan.',
  location: 'Where',
  locationHint: 'A link or a place, for all sessions booked from now on.',
  pause: 'Pause',
  paused: 'Not taking new requests',
  pausedMore: 'Your sessions and sent requests stay.',
} as const

/** The choices of three menus, whose labels name the unit. */
export const minutesOption = (minutes: number): string => String(minutes)

export const leadOption = (hours: number): string => {
  if (hours === 0) return '0 (none)'
  return hours % 24 === 0 ? `${hours} (${minutesInWords(hours * 60)})` : String(hours)
}

export const horizonOption = (days: number): string =>
  days % 7 === 0 ? String(days / 7) : minutesInWords(days * 24 * 60)

/** One zone in the search results: `Berlin time · Europe/Berlin · UTC+1`. */
export const zoneOption = (zone: Zone, now: Instant): string =>
  [...new Set([zoneName(zone), zone, offsetName(now, zone)])].join(' · ')

/** Above what a search found instead. @param typed what nothing is called */
export const notKnown = (typed: string): string => `I don't know “${typed}”. Did you mean:`

export const savedText = (
  availability: Availability,
  at: { now: Instant; nextSlot: Interval | null },
): string => `*Saved.*\n${availabilityText(availability, true, at)}`

const hoursProblems: Readonly<Record<HoursProblem, (text: string) => string>> = {
  unreadable: (text) => `I couldn't read “${text}”. Try 09:00–12:00, 13:00–17:00, or leave it empty.`,
  reversed: (text) => `“${text}” ends before it starts. Try 13:00–17:00 or 1–5pm, or 22:00–02:00 overnight.`,
  overlapping: (text) => `“${text}” overlaps other hours that day or the night before. Combine them.`,
  shorter_than_session: (text) => `“${text}” is shorter than a session.`,
  cut_at_midnight: (text) => `“${text}” is split at midnight, and one part is shorter than a session.`,
  too_many: (text) => `“${text}” is too much for one day: ${MAX_RANGES_A_DAY} ranges at most.`,
}

/** What is wrong with one day's hours. Without markup, like everything at a field. */
export const hoursFaultText = (fault: TypedHoursFault): string => {
  if (fault.problem !== 'ambiguous') return hoursProblems[fault.problem](fault.text)
  const [morning, evening] = fault.choices.map((choice) => printHours([choice]))
  return `Is “${fault.text}” ${morning} or ${evening}? Type the one you mean.`
}

export const daysOffFaultText = ({ problem, text }: TypedDaysOffFault): string => {
  switch (problem) {
    case 'unreadable':
      return `I couldn't read “${text}”. Try Dec 24, 24–26 Dec, or 24 Dec – 2 Jan.`
    case 'reversed':
      return `“${text}” ends before it starts. If you mean a long time off, add the years.`
    case 'too_many':
      return tooManyDaysOff
  }
}

const tooManyDaysOff = `That's too many: ${MAX_DAYS_OFF} days or ranges at most.`

/** What is wrong with the rest. */
export const faultText = (fault: Exclude<AvailabilityFault, { field: 'weekly' }>): string => {
  switch (fault.field) {
    case 'zone':
      return 'Pick a time zone from the list.'
    case 'daysOff':
      return fault.problem === 'too_many' ? tooManyDaysOff : "I couldn't read this. Try 24 Dec – 2 Jan."
    case 'location':
      return `That's too long: ${fault.max} characters at most.`
    case 'leadMinutes':
      return `Pick ${fault.min / 60} to ${fault.max / 60} hours.`
    default:
      return `Enter a whole number from ${fault.min} to ${fault.max}.`
  }
}
