import { type ClockTime, DAY, HOUR, type HourRange, MINUTE, timeOf } from '../time/time.ts'
import { checkHours, type HoursProblem, MAX_RANGES_A_DAY } from './availability.ts'

/** What is wrong with hours as somebody typed them; `text` is the part at fault, `choices` what it may mean. */
export type TypedHoursFault =
  | { problem: HoursProblem; text: string }
  | { problem: 'ambiguous'; text: string; choices: readonly [HourRange, HourRange] }

/** `afterMidnight`: the part of nights such as `22:00–02:00` that belongs to the next day. */
export type TypedHours =
  | { kind: 'ok'; ranges: HourRange[]; afterMidnight: HourRange[] }
  | { kind: 'faulty'; faults: [TypedHoursFault, ...TypedHoursFault[]] }

/** `isBare`: neither am nor pm nor written as clocks with 24 hours are (`09`, `9h`, `17`), so it may mean either half. */
type TypedTime = { hour: number; minute: number; half: 'am' | 'pm' | undefined; isBare: boolean }

// Does not match the spaces around a separator: `split` would restart at every space. The parts are trimmed instead.
const BETWEEN_RANGES = /[,;&\n]|\band\b/i
const BETWEEN_TIMES = /[-‐‑‒–—−~]|\bto\b|\buntil\b|\btill?\b/i
const NONE = /^(?:[-–—]|none|off|closed|no)$/i
const TIME = /^(\d{1,2})(?:[:.h]?([0-5]\d)|h)?\s*(?:([ap])\.?m\.?)?$/i

/**
 * Reads one day's hours as people type them: `09:00-12:00, 13:00–17:00`, `9-12`, `9am to 5:30pm`, or nothing, `off`
 * or `-` for none. Midnight at the end is `24:00`. A night, `22:00–02:00` or `10pm–2am`, is cut at midnight. In `9-5`
 * the smaller second number is in the afternoon; `5-9` may be morning or evening, so it is asked about.
 * @param sessionMinutes a range too short for one session is a fault as well
 */
export function parseHours(typed: string, sessionMinutes: number): TypedHours {
  const trimmed = typed.trim()
  const pieces = NONE.test(trimmed) ? [] : split(trimmed, BETWEEN_RANGES).filter((piece) => piece !== '')
  if (pieces.length > MAX_RANGES_A_DAY) {
    return { kind: 'faulty', faults: [{ problem: 'too_many', text: trimmed }] }
  }
  const read = pieces.map((text): Hours & { text: string } => ({ text, ...parseRange(text) }))
  const ranges = read.flatMap(({ range }) => (range ? [range] : []))
  const mornings = read.flatMap(({ morning }) => (morning ? [morning] : []))
  const isTooShort = (range: HourRange) => checkHours([range], sessionMinutes).length > 0
  const cutTooShort = read.filter(
    ({ morning, range }) => morning && range && [range, morning].some(isTooShort),
  )
  const [first, ...others] = [
    ...read
      .filter(({ range }) => !range)
      .map(
        ({ text, choices }): TypedHoursFault =>
          choices ? { problem: 'ambiguous', text, choices } : { problem: 'unreadable', text },
      ),
    ...cutTooShort.map(({ text }): TypedHoursFault => ({ problem: 'cut_at_midnight', text })),
    ...checkHours(ranges, sessionMinutes).map(
      ({ problem, range }): TypedHoursFault => ({
        problem,
        text: read.find((piece) => piece.range === range)?.text ?? trimmed,
      }),
    ),
  ]
  if (first) return { kind: 'faulty', faults: [first, ...others] }
  return { kind: 'ok', ranges: ranges.sort((a, b) => (a.from < b.from ? -1 : 1)), afterMidnight: mornings }
}

/** Prints a day's hours so that `parseHours` reads them back; '' for none. */
export const printHours = (ranges: readonly HourRange[]): string =>
  ranges.map(({ from, to }) => `${from}–${to}`).join(', ')

const split = (text: string, between: RegExp): string[] => text.split(between).map((piece) => piece.trim())

/** `morning`: the part of a night that belongs to the next day. */
type Hours = { range?: HourRange; morning?: HourRange; choices?: readonly [HourRange, HourRange] }

function parseRange(text: string): Hours {
  const [opening, closing, ...more] = split(text, BETWEEN_TIMES).map(parseTyped)
  if (!opening || !closing || more.length > 0) return {}
  if (opening.isBare && closing.isBare) return bareRange(sinceMidnight(opening), sinceMidnight(closing))
  const closes = sinceMidnight(closing) || DAY
  const opens = openingBefore(opening, closing, closes)
  if (opens === undefined) return {}
  const [from, to] = [printTime(opens), printTime(closes)]
  return isNight(opening, opens, closes)
    ? { range: { from, to: '24:00' }, morning: { from: '00:00', to } }
    : { range: { from, to } }
}

/** An earlier opening may as well be in the evening, where the second number is the larger or the smaller. */
const MORNINGS_FROM = { larger: 8 * HOUR, smaller: 6 * HOUR } as const

/**
 * Two numbers up to 12: `9–12` and `8–11` are mornings, `9–5` and `12–5` end in the afternoon, and of `5–9`, `7–9` and
 * `5–1` nobody knows.
 */
function bareRange(opens: number, typedEnd: number): Hours {
  const isSmaller = typedEnd <= opens
  const closes = isSmaller ? typedEnd + DAY / 2 : typedEnd
  const range = { from: printTime(opens), to: printTime(closes) }
  const inTheEvening = { from: printTime(opens + DAY / 2), to: printTime(((closes + DAY / 2 - 1) % DAY) + 1) }
  return opens < MORNINGS_FROM[isSmaller ? 'smaller' : 'larger']
    ? { choices: [range, inTheEvening] }
    : { range }
}

/** `22–2` and `10pm–2am` mean a night. `9–5` may not, and a night of more than half a day is taken for a slip. */
const isNight = (opening: TypedTime, opens: number, closes: number): boolean =>
  closes < opens &&
  opens < DAY &&
  (opening.half === 'pm' || opening.hour > 12) &&
  closes + DAY - opens <= DAY / 2

/** `1–5pm` begins in the afternoon and `9–5pm` in the morning, but nobody knows when `9–12am` does. */
function openingBefore(opening: TypedTime, closing: TypedTime, closes: number): number | undefined {
  const asTyped = sinceMidnight(opening)
  if (opening.half || !closing.half || opening.hour < 1 || opening.hour > 12) return asTyped
  if (closes === DAY) return undefined
  const sameHalf = sinceMidnight({ ...opening, half: closing.half })
  return sameHalf < closes ? sameHalf : asTyped
}

function parseTyped(raw: string): TypedTime | undefined {
  const found = TIME.exec(raw)
  if (!found) return undefined
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  const isOfTwelve = hour >= 1 && hour <= 12
  if (found[3] === undefined) {
    const isBare = isOfTwelve && !/^0|h/i.test(raw)
    return hour * 60 + minute <= 24 * 60 ? { hour, minute, half: undefined, isBare } : undefined
  }
  if (!isOfTwelve) return undefined
  return { hour, minute, half: found[3].toLowerCase() === 'a' ? 'am' : 'pm', isBare: false }
}

function sinceMidnight({ hour, minute, half }: TypedTime): number {
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return hours * HOUR + minute * MINUTE
}

const printTime = (sinceMidnight: number): ClockTime =>
  sinceMidnight === DAY ? '24:00' : timeOf(sinceMidnight)
