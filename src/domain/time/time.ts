import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

// Only `dayjs.utc` is used, and only on plain dates and for printing: dayjs.tz goes wrong whenever the process has a
// zone of its own, and its `.add` across a DST change even without one. Zones are zone.ts's business, over Intl.
dayjs.extend(utc)

/** Epoch milliseconds, UTC. */
export type Instant = number

/** Whoever needs the time is given one of these; only `main.ts` (and the sandbox) holds the real one. */
export type Clock = { now(): Instant }

/** Half-open: `end` itself is free again. */
export type Interval = { start: Instant; end: Instant }

/** A date on a calendar, in no zone: `YYYY-MM-DD`. Such strings sort in the order of their dates. */
export type PlainDate = string

/** What a clock on the wall shows: `HH:mm`, or `24:00` where the end of a day is meant. */
export type WallTime = string

/** Hours of one day; `to` may be `24:00`. */
export type HourRange = { from: WallTime; to: WallTime }

/** A wall clock's reading as a number: the epoch milliseconds of the same reading in UTC. Not an instant. */
export type WallMs = number

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** The reading of midnight on that date, or undefined when there is no such date: `2026-02-30`. */
export function parseDate(raw: string): WallMs | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(raw)
  if (!found) return undefined
  const reading = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))
  return dateOf(reading) === raw ? reading : undefined
}

/** Milliseconds after midnight, or undefined when it is not an `HH:mm` from 00:00 to 24:00. */
export function parseTime(raw: string): number | undefined {
  const found = /^(\d\d):([0-5]\d)$/.exec(raw)
  if (!found) return undefined
  const time = Number(found[1]) * HOUR + Number(found[2]) * MINUTE
  return time <= DAY ? time : undefined
}

export const isPlainDate = (raw: string): boolean => parseDate(raw) !== undefined

export const dateOf = (reading: WallMs): PlainDate => dayjs.utc(reading).format('YYYY-MM-DD')
export const timeOf = (reading: WallMs): WallTime => dayjs.utc(reading).format('HH:mm')

/** Days since 1970-01-01 of the date that the reading falls on. */
export const dayOf = (reading: WallMs): number => Math.floor(reading / DAY)

/** Number of the week, Monday to Sunday, that the reading falls in: consecutive weeks have consecutive numbers. */
export const weekOf = (reading: WallMs): number => Math.floor((dayOf(reading) + 3) / 7)

export function weekdayOf(reading: WallMs): Weekday {
  const monday0 = dayOf(reading) + 3 - 7 * weekOf(reading)
  return WEEKDAYS[monday0] ?? 'monday'
}

/** @throws RangeError when `date` is none: check what people typed with `isPlainDate` first. */
export function readingOf(date: PlainDate, time: WallTime = '00:00'): WallMs {
  const day = parseDate(date)
  const sinceMidnight = parseTime(time)
  if (day === undefined || sinceMidnight === undefined)
    throw new RangeError(`no such date or time: ${date} ${time}`)
  return day + sinceMidnight
}

export const weekday = (date: PlainDate): Weekday => weekdayOf(readingOf(date))

export const addDays = (date: PlainDate, days: number): PlainDate => dateOf(readingOf(date) + days * DAY)

export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  dayOf(readingOf(to)) - dayOf(readingOf(from))

/** Prints a reading in English by a dayjs pattern. */
export const printReading = (reading: WallMs, pattern: string): string => dayjs.utc(reading).format(pattern)
