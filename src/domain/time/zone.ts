import { DAY, type Instant, MINUTE, type WallMs } from './time.ts'

/** A name of the IANA time zone database, as Slack's profiles carry it: `Europe/Berlin`. */
export type Zone = string

/** A stretch of real time, half-open, in which a zone keeps one offset. */
export type Span = { start: Instant; end: Instant; offset: number }

/** Consecutive spans, oldest first, without holes. */
export type Spans = readonly [Span, ...Span[]]

// Making a formatter costs about 100 times as much as using it; printing the hour beside the offset, half of printing
// the date, which is what comes when nothing is asked for.
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

/** Whether it is an IANA zone. A bare offset (`+05:30`), which newer Nodes take for one, has no clock changes and no name: not a zone here. */
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
 * How far the zone's clocks are ahead of UTC at that instant, in milliseconds (behind: negative).
 * @throws RangeError when the zone is unknown
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
 * The zone's offsets from `from` to `until`. Asks Intl once a day and halves the days in
 * which something changed, so that a year costs about a millisecond; no zone changes its offset twice in a day (since 2020, never within 28).
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

/** The first instant after `before` at which the zone no longer has the offset it had then. */
function changeBetween(before: Instant, after: Instant, zone: Zone, offset: number): Instant {
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, zone) === offset) low = middle
    else high = middle
  }
  return high
}

/** What a clock in the spans' zone shows at that instant. Outside the spans, the nearest one's offset is taken. */
export function readingIn(spans: Spans, instant: Instant): WallMs {
  const span = spans.find(({ end }) => instant < end) ?? spans.at(-1) ?? spans[0]
  return instant + span.offset
}
