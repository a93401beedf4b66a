import { checkHours, type HoursProblem } from './availability.ts'
import { DAY, HOUR, type HourRange, MINUTE, timeOf, type WallTime } from './time.ts'

/** What is wrong with hours that somebody typed; `text` is the piece of it at fault. */
export type TypedHoursFault = { problem: HoursProblem; text: string }

export type TypedHours =
  | { kind: 'ok'; ranges: HourRange[] }
  | { kind: 'faulty'; faults: [TypedHoursFault, ...TypedHoursFault[]] }

type TypedTime = { hour: number; minute: number; half: 'am' | 'pm' | undefined }

const BETWEEN_RANGES = /\s*(?:[,;&\n]|\band\b)\s*/i
const BETWEEN_TIMES = /\s*(?:[-‐‑‒–—−~]|\bto\b|\buntil\b|\btill?\b)\s*/i
const NONE = /^(?:[-–—]|none|off|closed|no)$/i
const TIME = /^(\d{1,2})(?:[:.h]?([0-5]\d)|h)?\s*(?:([ap])\.?m\.?)?$/i

/**
 * Reads one day's hours as people type them: `09:00-12:00, 13:00–17:00`, `9-12`, `9am to 5:30pm`, or nothing, `off`
 * or `-` for none. Midnight at the end is `24:00`. `9-5` is taken
 * at its word, hence reversed.
 * @param sessionMinutes when known, a range too short for one session is a fault as well
 */
export function parseHours(typed: string, sessionMinutes = 0): TypedHours {
  const trimmed = typed.trim()
  const pieces = NONE.test(trimmed) ? [] : trimmed.split(BETWEEN_RANGES).filter((piece) => piece !== '')
  const read = pieces.map((text) => ({ text, range: parseRange(text) }))
  const ranges = read.flatMap(({ range }) => (range ? [range] : []))
  const [first, ...others] = [
    ...read
      .filter(({ range }) => !range)
      .map(({ text }): TypedHoursFault => ({ problem: 'unreadable', text })),
    ...checkHours(ranges, sessionMinutes).map(
      ({ problem, range }): TypedHoursFault => ({
        problem,
        text: read.find((piece) => piece.range === range)?.text ?? trimmed,
      }),
    ),
  ]
  if (first) return { kind: 'faulty', faults: [first, ...others] }
  return { kind: 'ok', ranges: ranges.sort((a, b) => (a.from < b.from ? -1 : 1)) }
}

/** Prints a day's hours so that `parseHours` reads them back; '' for none. */
export const printHours = (ranges: readonly HourRange[]): string =>
  ranges.map(({ from, to }) => `${from}–${to}`).join(', ')

function parseRange(text: string): HourRange | undefined {
  const [opening, closing, ...more] = text.split(BETWEEN_TIMES).map(parseTyped)
  if (!opening || !closing || more.length > 0) return undefined
  const closes = sinceMidnight(closing) || DAY
  const opens = openingBefore(opening, closing, closes)
  return opens === undefined ? undefined : { from: printTime(opens), to: printTime(closes) }
}

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
  if (found[3] === undefined) {
    return hour * 60 + minute <= 24 * 60 ? { hour, minute, half: undefined } : undefined
  }
  if (hour < 1 || hour > 12) return undefined
  return { hour, minute, half: found[3].toLowerCase() === 'a' ? 'am' : 'pm' }
}

function sinceMidnight({ hour, minute, half }: TypedTime): number {
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  return hours * HOUR + minute * MINUTE
}

const printTime = (sinceMidnight: number): WallTime =>
  sinceMidnight === DAY ? '24:00' : timeOf(sinceMidnight)
