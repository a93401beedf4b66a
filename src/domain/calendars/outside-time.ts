import { type Calendar, calendarOf, isTaken } from '../availability/busy.ts'
import type { MemberId } from '../ids.ts'
import type { Instant, Interval } from '../time/time.ts'
import { type CalendarKind, stillCounts } from './reading.ts'

/** What a source says of the time within a span. */
export type SourceTime = {
  kind: CalendarKind
  readAt: Instant | null
  /** What it was read for. */
  known: Interval | null
  busy: readonly Interval[]
}

/**
 * What a member's calendars from outside say of a span: each instant is busy, not known or free (spec 11-calendars). With
 * no calendar connected, everything is free.
 */
export type OutsideTime = {
  busy: readonly Interval[]
  notKnown: readonly Interval[]
  /** When the calendar that is not known was last read; null if all are known, or it never was. */
  checkedAt: Instant | null
}

export const nothingOutside: OutsideTime = { busy: [], notKnown: [], checkedAt: null }

/** That of two who may meet. */
export const outsideOf = (
  outside: ReadonlyMap<MemberId, OutsideTime>,
  { mentor, mentee }: { mentor: MemberId; mentee: MemberId },
) => ({ mentor: outside.get(mentor) ?? nothingOutside, mentee: outside.get(mentee) ?? nothingOutside })

/** A source that was not read, or too long ago, is not known at all: what it said then is no longer true. */
export const outsideTime = (sources: readonly SourceTime[], span: Interval, now: Instant): OutsideTime => {
  const busy: Interval[] = []
  const notKnown: Interval[] = []
  let checkedAt: Instant | null = null
  let isChecked = true
  for (const { kind, readAt, known, busy: own } of sources) {
    const counts = known !== null && stillCounts(kind, readAt, now)
    if (counts) busy.push(...own)
    const missing = counts ? outside(known, span) : [span]
    if (missing.length === 0) continue
    notKnown.push(...missing)
    if (readAt === null) isChecked = false
    else checkedAt = Math.min(checkedAt ?? readAt, readAt)
  }
  return { busy, notKnown, checkedAt: isChecked ? checkedAt : null }
}

/** What of the span lies outside the interval. */
const outside = ({ start, end }: Interval, span: Interval): Interval[] => [
  ...(span.start < start ? [{ start: span.start, end: Math.min(start, span.end) }] : []),
  ...(end < span.end ? [{ start: Math.max(end, span.start), end: span.end }] : []),
]

/** Of a half-open interval: busy if any of it is, else not known if any of it is. */
export type TimeState = 'free' | 'busy' | 'not_known'

/** `outsideTime` between two instants, to be searched often. */
export type OutsideCalendar = { busy: Calendar; notKnown: Calendar }

export const outsideCalendar = (
  { busy, notKnown }: OutsideTime,
  from: Instant,
  until: Instant,
): OutsideCalendar => ({ busy: calendarOf(busy, from, until), notKnown: calendarOf(notKnown, from, until) })

export const stateOf = ({ busy, notKnown }: OutsideCalendar, start: Instant, end: Instant): TimeState => {
  if (isTaken(busy, start, end)) return 'busy'
  return isTaken(notKnown, start, end) ? 'not_known' : 'free'
}
