import {
  type Availability,
  type AvailabilityFault,
  type HoursProblem,
  MAX_DAYS_OFF,
  MAX_RANGES_A_DAY,
} from '../../../domain/availability/availability.ts'
import { hoursInWords } from '../../../domain/availability/hours-in-words.ts'
import type { TypedDaysOffFault } from '../../../domain/availability/typed-days-off.ts'
import type { Instant, Interval, PlainDate } from '../../../domain/time/time.ts'
import { dateIn } from '../../../domain/time/wall-time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { offsetName, zoneName } from '../../../domain/time/zone-names.ts'
import { daysInWords } from './nouns.ts'
import { dayAndTimeRange, dayLabel, hoursWords } from './times.ts'

/** When others can book the member as their mentor. @param isSet whether they said so, or it is what everybody begins with */
export const availabilityText = (
  availability: Availability,
  isSet: boolean,
  at: { now: Instant; nextSlot: Interval | null },
): string => {
  const { sessionMinutes, noticeMinutes, horizonDays, paused } = availability
  const ahead = noticeMinutes === 0 ? 'up to' : `at least ${minutesInWords(noticeMinutes)} and at most`
  return [
    `*${hoursInWords(availability, hoursWords)}*`,
    `Sessions of ${minutesInWords(sessionMinutes)}, booked ${ahead} ${daysInWords(horizonDays)} ahead.${limitsInWords(availability)}`,
    ...daysOffInWords(availability, at.now),
    ...(isSet ? [] : ['These are the hours that everybody begins with.']),
    paused ? '*You are not taking new requests.*' : nextSlotText(availability, at.nextSlot),
  ].join('\n')
}

export const nextSlotText = (
  { zone, horizonDays }: Pick<Availability, 'zone' | 'horizonDays'>,
  nextSlot: Interval | null,
): string =>
  nextSlot
    ? `Next free time: *${dayAndTimeRange(nextSlot, zone)}*, ${zoneName(zone)}.`
    : `No free time in the next ${daysInWords(horizonDays)}.`

const limitsInWords = ({ weeklyCap, bufferBeforeMinutes, bufferAfterMinutes }: Availability): string => {
  const cap = weeklyCap === null ? '' : ` At most ${weeklyCap} a week.`
  const kept = [
    ...(bufferBeforeMinutes > 0 ? [`${minutesInWords(bufferBeforeMinutes)} before`] : []),
    ...(bufferAfterMinutes > 0 ? [`${minutesInWords(bufferAfterMinutes)} after`] : []),
  ]
  return `${cap}${kept.length > 0 ? ` ${kept.join(' and ')} each session stay free.` : ''}`
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
  return [`Days off: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`]
}

/** `30 minutes`, `1 hour`, `90 minutes`, `12 hours`, `2 days`. */
const minutesInWords = (minutes: number): string => {
  const [count, unit] =
    minutes !== 0 && minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

export const availabilityForm = {
  intro:
    'Others can book you as their mentor in these hours. They stay by the clock of your time zone all year. Sessions that are booked already stay as they are.',
  notSet: 'This is what everybody begins with. Change what does not fit you.',
  zone: 'Time zone',
  zonePlaceholder: 'Type a city',
  hoursPlaceholder: '09:00–12:00, 13:00–17:00, or nothing',
  sessionMinutes: 'Length of a session, in minutes',
  bufferBeforeMinutes: 'Kept free before each session, in minutes',
  bufferAfterMinutes: 'Kept free after each session, in minutes',
  notice: 'Booked at least this many hours ahead',
  horizonDays: 'Booked at most this many days ahead',
  /** Stands for the hours at fault where there is no one range to quote. */
  allOfTheDay: 'All of this',
  weeklyCap: 'Most sessions a week',
  weeklyCapHint: 'Leave it empty for as many as fit.',
  daysOff: 'Days off',
  daysOffHint: 'One day, or one range of days, on each line: 24 Dec – 2 Jan, or 2026-12-24 – 2027-01-02.',
  location: 'Where',
  locationHint: 'A link, or words. It stands in every session that is booked from now on.',
  pause: 'Pause',
  paused: 'Not taking new requests',
  pausedMore: 'What you sent can be answered; sessions stay booked.',
} as const

/** One zone in the search results: `Berlin time · Europe/Berlin · UTC+1`. */
export const zoneOption = (zone: Zone, now: Instant): string =>
  [...new Set([zoneName(zone), zone, offsetName(now, zone)])].join(' · ')

export const savedText = (
  availability: Availability,
  at: { now: Instant; nextSlot: Interval | null },
): string => `*Saved.*\n${availabilityText(availability, true, at)}`

const hoursProblems: Readonly<Record<HoursProblem, string>> = {
  unreadable: 'is not understood. Write hours like 09:00–12:00, 13:00–17:00, or leave it empty.',
  reversed:
    'ends before it begins. Write afternoon hours like 13:00–17:00 or 1–5pm, and hours over midnight like 22:00–02:00.',
  overlapping: 'overlaps other hours, of this day or of the night before. Join the two.',
  shorter_than_session: 'is shorter than one session.',
  cut_at_midnight:
    'goes over midnight, where each day’s hours end, and one of its two parts is shorter than one session.',
  too_many: `is too much for one day: at most ${MAX_RANGES_A_DAY} ranges, the night before included.`,
}

/** What is wrong with one day's hours. Without markup, like everything at a field. @param text the part at fault */
export const hoursFaultText = (problem: HoursProblem, text: string): string =>
  `“${text}” ${hoursProblems[problem]}`

export const daysOffFaultText = ({ problem, text }: TypedDaysOffFault): string => {
  switch (problem) {
    case 'unreadable':
      return `“${text}” is not understood. Write days like 24 Dec, 24 Dec – 2 Jan, or 2026-12-24 – 2027-01-02.`
    case 'reversed':
      return `“${text}” ends before it begins. If it is meant to be long, write the years too.`
    case 'too_many':
      return tooManyDaysOff
  }
}

const tooManyDaysOff = `These are too many: at most ${MAX_DAYS_OFF} days or ranges.`

/** What is wrong with the rest. */
export const faultText = (fault: Exclude<AvailabilityFault, { field: 'weekly' }>): string => {
  switch (fault.field) {
    case 'zone':
      return 'Pick a time zone from the list.'
    case 'daysOff':
      return fault.problem === 'too_many'
        ? tooManyDaysOff
        : 'This is not understood. Write days like 24 Dec – 2 Jan.'
    case 'location':
      return `This is too long: at most ${fault.max} characters.`
    case 'noticeMinutes':
      return `Write a number of hours from ${fault.min / 60} to ${fault.max / 60}.`
    default:
      return `Write a whole number from ${fault.min} to ${fault.max}.`
  }
}
