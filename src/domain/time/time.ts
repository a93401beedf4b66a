import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

// Uses only `dayjs.utc`, for plain dates and printing. dayjs.tz goes wrong if the process's zone is not UTC, and its
// `.add` across a DST change goes wrong even then. zone.ts handles zones, using Intl.
dayjs.extend(utc)

/** Epoch milliseconds, UTC. */
export type Instant = number

/** Code that needs the time is given one of these; only `main.ts` and the sandbox hold the real one. */
export type Clock = { now(): Instant }

/** Half-open: excludes `end`. */
export type Interval = { start: Instant; end: Instant }

/** A calendar date, `YYYY-MM-DD`, in no zone. Dates sort as strings. */
export type PlainDate = string

/** What a wall clock shows: `HH:mm`, or `24:00` for the end of a day. */
export type ClockTime = string

/** A range of hours within one day; `to` may be `24:00`. */
export type HourRange = { from: ClockTime; to: ClockTime }

/** A wall clock's reading as a number: the epoch milliseconds at which a UTC clock shows it. Not an instant. */
export type Reading = number

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

/** The reading at midnight on that date, or undefined if there is no such date: `2026-02-30`. */
export function parseDate(raw: string): Reading | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(raw)
  if (!found) return undefined
  const reading = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))
  return dateOf(reading) === raw ? reading : undefined
}

/** Milliseconds after midnight, or undefined if it is not an `HH:mm` from 00:00 to 24:00. */
export function parseTime(raw: string): number | undefined {
  const found = /^(\d\d):([0-5]\d)$/.exec(raw)
  if (!found) return undefined
  const time = Number(found[1]) * HOUR + Number(found[2]) * MINUTE
  return time <= DAY ? time : undefined
}

export const isPlainDate = (raw: string): boolean => parseDate(raw) !== undefined

export const dateOf = (reading: Reading): PlainDate => dayjs.utc(reading).format('YYYY-MM-DD')
export const timeOf = (reading: Reading): ClockTime => dayjs.utc(reading).format('HH:mm')

/** The reading's date, in days since 1970-01-01. */
export const dayOf = (reading: Reading): number => Math.floor(reading / DAY)

/** The number of the reading's week, Monday to Sunday; consecutive weeks have consecutive numbers. */
export const weekOf = (reading: Reading): number => Math.floor((dayOf(reading) + 3) / 7)

export function weekdayOf(reading: Reading): Weekday {
  const monday0 = dayOf(reading) + 3 - 7 * weekOf(reading)
  return WEEKDAYS[monday0] ?? 'monday'
}

/** @throws RangeError if `date` is not a date: check typed text with `isPlainDate` first */
export function readingOf(date: PlainDate, time: ClockTime = '00:00'): Reading {
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
export const printReading = (reading: Reading, pattern: string): string => dayjs.utc(reading).format(pattern)
