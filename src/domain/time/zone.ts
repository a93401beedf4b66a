import { DAY, type Instant, MINUTE, type Reading } from './time.ts'

/** A name from the IANA time zone database, as in Slack's profiles: `Europe/Berlin`. */
export type Zone = string

/** A stretch of real time, half-open, in which a zone keeps one offset. */
export type Span = { start: Instant; end: Instant; offset: number }

/** Consecutive spans, oldest first, with no gaps. */
export type Spans = readonly [Span, ...Span[]]

// Making a formatter costs about 100 times as much as using it. Printing the hour with the offset costs half as much as
// printing the date, which is the default.
const formatters = new Map<Zone, Intl.DateTimeFormat>()

function formatter(zone: Zone): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    timeZoneName: 'longOffset',
  })
  formatters.set(zone, made)
  return made
}

/** Whether this is an IANA zone. A bare offset (`+05:30`) is not, though newer Node versions accept it: it has no clock changes and no name. */
export function isZone(raw: string): raw is Zone {
  if (!/^[A-Za-z][\w+/-]*$/.test(raw)) return false
  try {
    formatter(raw)
    return true
  } catch {
    return false
  }
}

/**
 * How far the zone's clocks are ahead of UTC at that instant, in milliseconds; negative if behind.
 * @throws RangeError if the zone is unknown
 */
export function offsetAt(instant: Instant, zone: Zone): number {
  const printed = formatter(zone).format(instant)
  const found = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(printed)
  if (!found) throw new RangeError(`no offset in ${printed}`)
  const [, sign, hours, minutes, seconds] = found
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE + Number(seconds ?? 0) * 1000
  return sign === '-' ? -ahead : ahead
}

/**
 * The zone's offsets from `from` to `until`. Asks Intl once per day and bisects the days with a change, so a year costs
 * about a millisecond. No zone changes its offset twice in a day (since 2020, never twice within 28 days).
 */
export function zoneSpans(zone: Zone, from: Instant, until: Instant): Spans {
  let open: Span = { start: from, end: until, offset: offsetAt(from, zone) }
  const spans: [Span, ...Span[]] = [open]
  const last = until - 1
  for (let seen = from; seen < last; ) {
    const next = Math.min(seen + DAY, last)
    const offset = offsetAt(next, zone)
    if (offset !== open.offset) {
      open.end = changeBetween(seen, next, zone, open.offset)
      open = { start: open.end, end: until, offset }
      spans.push(open)
    }
    seen = next
  }
  return spans
}

/** The first instant after `before` at which the zone's offset differs from the one at `before`. */
function changeBetween(before: Instant, after: Instant, zone: Zone, offset: number): Instant {
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, zone) === offset) low = middle
    else high = middle
  }
  return high
}

/** What a clock in the spans' zone shows at that instant. Outside the spans, uses the offset of the nearest one. */
export function readingIn(spans: Spans, instant: Instant): Reading {
  const span = spans.find(({ end }) => instant < end) ?? spans.at(-1) ?? spans[0]
  return instant + span.offset
}
