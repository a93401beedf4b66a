import { daysBetween, isPlainDate, type PlainDate } from '../time/time.ts'
import { type DateRange, MAX_DAYS_OFF } from './availability.ts'

/** What is wrong with days off as somebody typed them; `text` is the part at fault. */
export type TypedDaysOffFault = { problem: 'unreadable' | 'reversed' | 'too_many'; text: string }

export type TypedDaysOff =
  | { kind: 'ok'; ranges: DateRange[] }
  | { kind: 'faulty'; faults: [TypedDaysOffFault, ...TypedDaysOffFault[]] }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

// Not the comma before a year: `Dec 24, 2026`.
const BETWEEN_RANGES = /[\n;]|,(?!\s*\d{4}\s*(?:[\n;,]|$))/
const MONTH = `(?:${MONTHS.join('|')})[a-z]*\\.?`
const DATE = [
  '\\d{4}-\\d{1,2}-\\d{1,2}',
  '\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4})?',
  `\\d{1,2}\\.?\\s*${MONTH}(?:,?\\s+\\d{4})?`,
  `${MONTH}\\s+\\d{1,2}(?!\\d)(?:,?\\s+\\d{4})?`,
].join('|')
const BETWEEN_DATES = '\\s*(?:[-‐‑‒–—−~]|\\bto\\b|\\buntil\\b|\\btill?\\b|\\bthrough\\b)\\s*'
const BARE_DAY = '\\d{1,2}(?:,?\\s+\\d{4})?'
const RANGE = new RegExp(`^(${DATE}|\\d{1,2}\\.?)(?:${BETWEEN_DATES}(${DATE}|${BARE_DAY}))?$`, 'i')

/**
 * Reads days off as people type them, a range or a day on each line: `2026-12-24 – 2027-01-02`, `24 Dec to 2 Jan`,
 * `24–26 Dec 2026`, `Dec 24-26, 2026`, `Dec 24`, `24.12.2026`. A date without a year is the next such day, today included. Dates with
 * slashes are refused, not guessed: half the world reads them the other way round.
 */
export function parseDaysOff(typed: string, today: PlainDate): TypedDaysOff {
  const pieces = typed
    .split(BETWEEN_RANGES)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  if (pieces.length > MAX_DAYS_OFF) {
    return { kind: 'faulty', faults: [{ problem: 'too_many', text: typed.trim() }] }
  }
  const ranges: DateRange[] = []
  const faults: TypedDaysOffFault[] = []
  for (const text of pieces) {
    const range = parseRange(text, today)
    if (!range) faults.push({ problem: 'unreadable', text })
    else if (range.from > range.to) faults.push({ problem: 'reversed', text })
    else ranges.push(range)
  }
  const [first, ...others] = faults
  if (first) return { kind: 'faulty', faults: [first, ...others] }
  return { kind: 'ok', ranges: ranges.sort((a, b) => (a.from < b.from ? -1 : 1)) }
}

/** Prints days off so that `parseDaysOff` reads them back; '' for none. */
export const printDaysOff = (ranges: readonly DateRange[]): string =>
  ranges.map(({ from, to }) => (from === to ? from : `${from} – ${to}`)).join('\n')

function parseRange(text: string, today: PlainDate): DateRange | undefined {
  const [, opening, closing] = RANGE.exec(text) ?? []
  if (opening === undefined) return undefined
  if (closing === undefined) {
    const day = firstFrom(today, readDate(opening))
    return day === undefined ? undefined : { from: day, to: day }
  }
  // The bare day of `24–26 Dec` or `Dec 24–26, 2027` has the other's month, and both have the one year.
  const last = readDate(closing, readDate(opening))
  const first = readDate(opening, last)
  if (!first || !last) return undefined
  if (IS_BARE.test(closing)) first.year ??= last.year
  if (first.year !== undefined) return rangeFrom(dateIn(first.year, first), last)
  if (last.year === undefined) return rangeAround(today, first, last)
  const to = dateIn(last.year, last)
  // `20 Dec – 2 Jan 2027` begins in the year before the typed one.
  return rangeFrom(to && lastUntil(to, first), last)
}

/** For a range without a year: the one that includes today, otherwise the next one. */
function rangeAround(today: PlainDate, first: Read, last: Read): DateRange | undefined {
  const running = rangeFrom(lastUntil(today, first), last)
  if (running && running.to >= today && !isOverlong(running)) return running
  const next = rangeFrom(firstFrom(today, first), last)
  // `26–24 Dec` is a typing slip, not a year off.
  return next && isOverlong(next) ? { from: next.to, to: next.from } : next
}

/** Up to the day as typed with its year, or to the first such day if it has none. */
function rangeFrom(from: PlainDate | undefined, last: Read): DateRange | undefined {
  if (from === undefined) return undefined
  const to = firstFrom(from, last)
  return to === undefined ? undefined : { from, to }
}

const isOverlong = ({ from, to }: DateRange): boolean => daysBetween(from, to) > 183

const IS_BARE = new RegExp(`^${BARE_DAY}$`)

type Read = { year: number | undefined; month: number; day: number }

/** @param like gives the month to a bare day */
function readDate(text: string, like?: Read): Read | undefined {
  const iso = /^(\d{4})-(\d+)-(\d+)$/.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const dotted = /^(\d+)\.(\d+)\.(\d{4})?$/.exec(text)
  if (dotted) return { year: yearOf(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) }
  const bare = /^(\d+)(?:\.|,?\s+(\d{4}))?$/.exec(text)
  if (bare) return like && { ...like, year: yearOf(bare[2]) ?? like.year, day: Number(bare[1]) }
  const name = /[a-z]{3,}/i.exec(text)?.[0].toLowerCase() ?? ''
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1
  const [day, year] = text.match(/\d+/g) ?? []
  return day === undefined || !isMonth(name) ? undefined : { year: yearOf(year), month, day: Number(day) }
}

const yearOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** `dec`, `sept`, `december`, but not `decoy`. */
const isMonth = (name: string): boolean => FULL_MONTHS.some((full) => full.startsWith(name))

/** The date in its typed year or, without one, in the first year that has it on or after `earliest`. */
function firstFrom(earliest: PlainDate, read: Read | undefined): PlainDate | undefined {
  if (!read) return undefined
  if (read.year !== undefined) return dateIn(read.year, read)
  const year = Number(earliest.slice(0, 4))
  // 29 February can be eight years away.
  return [...Array(9).keys()]
    .map((later) => dateIn(year + later, read))
    .find((date) => date !== undefined && date >= earliest)
}

/** The last such date on or before `latest`. */
function lastUntil(latest: PlainDate, read: Read): PlainDate | undefined {
  const year = Number(latest.slice(0, 4))
  return [...Array(9).keys()]
    .map((earlier) => dateIn(year - earlier, read))
    .find((date) => date !== undefined && date <= latest)
}

function dateIn(year: number, { month, day }: Read): PlainDate | undefined {
  const two = (part: number) => String(part).padStart(2, '0')
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return isPlainDate(date) ? date : undefined
}
