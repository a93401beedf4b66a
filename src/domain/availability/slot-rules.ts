import {
  nothingOutside,
  type OutsideCalendar,
  type OutsideTime,
  outsideCalendar,
  stateOf,
  type TimeState,
} from '../calendars/outside-time.ts'
import type { MentoringRole } from '../member.ts'
import { DAY, dayOf, type Instant, type Interval, MINUTE, weekOf } from '../time/time.ts'
import { readingIn, type Spans, zoneSpans } from '../time/zone.ts'
import type { Availability } from './availability.ts'
import { type Calendar, calendarOf, isTaken } from './busy.ts'
import { isDayOff, stretchesOf } from './open-hours.ts'

/** Everything that decides which times are free. The caller leaves out a session that is being moved. */
export type SlotQuery = Booked & {
  /** `paused` is ignored: it stops new requests and bookings, but sessions can still be moved. */
  availability: Availability
  now: Instant
}

/** What is booked with the two. */
export type Booked = {
  /** The mentor's sessions on either side, widened by the buffers recorded with them. In any order. */
  mentorBusy: readonly Interval[]
  /** The same for the mentee's sessions. */
  menteeBusy: readonly Interval[]
  /** Starts of the scheduled sessions this mentor gives, including those of the current week that are over. */
  mentorSessionStarts: readonly Instant[]
  /** What the calendars of each from outside say; absent: that nothing is in their way. */
  outside?: { mentor: OutsideTime; mentee: OutsideTime }
}

/** What a session takes of one of its members' time, and when it starts. */
type TakenTime = { role: MentoringRole; startsAt: Instant; busy: Interval }

/** A mentor's sessions all take their time; only those that they give count for their weekly cap. */
export const bookedWith = (
  mentor: readonly TakenTime[],
  mentee: readonly TakenTime[],
  outside: { mentor: OutsideTime; mentee: OutsideTime },
): Booked => ({
  mentorBusy: mentor.map(({ busy }) => busy),
  menteeBusy: mentee.map(({ busy }) => busy),
  mentorSessionStarts: mentor.filter(({ role }) => role === 'mentor').map(({ startsAt }) => startsAt),
  outside,
})

export type SlotRefusal =
  | 'past'
  | 'too_soon'
  | 'beyond_horizon'
  | 'day_off'
  | 'outside_hours'
  | 'off_grid'
  | 'mentor_busy'
  | 'mentee_busy'
  | 'weekly_cap'
  /** Busy outside, by a calendar that they connected. */
  | 'mentor_away'
  | 'mentee_away'

/** Computed once for all the starts between two instants, however often they are searched. */
export type SlotRules = {
  availability: Availability
  spans: Spans
  mentor: Calendar
  mentee: Calendar
  outside: { mentor: OutsideCalendar; mentee: OutsideCalendar }
  /** Weeks in which the mentor's cap is reached, as `weekOf` numbers them. */
  fullWeeks: ReadonlySet<number>
}

/**
 * How far from a start anything that decides on it can lie. The furthest is a session in the same week, for the cap;
 * where a zone has crossed the date line, a week is up to a day longer. Hours, and a session with its buffers, are closer.
 */
export const DECIDING_SPAN = 8 * DAY

export function rulesFor(query: SlotQuery, from: Instant, until: Instant): SlotRules {
  const { availability, mentorBusy, menteeBusy, outside } = query
  const { sessionMinutes, bufferBeforeMinutes, bufferAfterMinutes } = availability
  const spans = zoneSpans(availability.zone, from - DECIDING_SPAN, until + DECIDING_SPAN)
  const earliest = from - bufferBeforeMinutes * MINUTE
  const latest = until + (sessionMinutes + bufferAfterMinutes) * MINUTE
  return {
    availability,
    spans,
    mentor: calendarOf(mentorBusy, earliest, latest),
    mentee: calendarOf(menteeBusy, earliest, latest),
    outside: {
      mentor: outsideCalendar(outside?.mentor ?? nothingOutside, earliest, latest),
      mentee: outsideCalendar(outside?.mentee ?? nothingOutside, earliest, latest),
    },
    fullWeeks: fullWeeks(query, spans),
  }
}

function fullWeeks({ availability, mentorSessionStarts }: SlotQuery, spans: Spans) {
  const { weeklyCap } = availability
  const full = new Set<number>()
  if (weeklyCap === null) return full
  const counts = new Map<number, number>()
  for (const start of mentorSessionStarts) {
    const week = weekOf(readingIn(spans, start))
    const count = (counts.get(week) ?? 0) + 1
    counts.set(week, count)
    if (count >= weeklyCap) full.add(week)
  }
  return full
}

/** The last instant at which a session may start. */
export const lastStart = ({ availability, now }: Pick<SlotQuery, 'availability' | 'now'>): Instant =>
  now + availability.horizonDays * DAY

/** The first instant at which a session may start: after now, and no sooner than the mentor wants. */
export const firstStart = ({ availability, now }: Pick<SlotQuery, 'availability' | 'now'>): Instant =>
  now + Math.max(1, availability.leadMinutes * MINUTE)

/** Why the clock rules out a session that starts then. */
export function timingRefusal(start: Instant, query: SlotQuery): SlotRefusal | undefined {
  if (!(start > query.now)) return 'past'
  if (start < query.now + query.availability.leadMinutes * MINUTE) return 'too_soon'
  return start > lastStart(query) ? 'beyond_horizon' : undefined
}

/** Why the mentor's weekly hours or days off rule it out. */
export function hoursRefusal(start: Instant, { availability, spans }: SlotRules): SlotRefusal | undefined {
  const reading = readingIn(spans, start)
  if (isDayOff(reading, availability)) return 'day_off'
  const length = availability.sessionMinutes * MINUTE
  const around = stretchesOf(dayOf(reading), availability, spans).find(
    ({ first, last }) => first <= start && start + length <= last,
  )
  if (!around) return 'outside_hours'
  return (start - around.first) % length === 0 ? undefined : 'off_grid'
}

/** Whether a calendar of either does not say whether they are busy then. */
export type Unchecked = { mentor: boolean; mentee: boolean }

/** What calendars from outside say of a session that starts then: buffers are free time too, for the mentor. */
export function outsideStates(start: Instant, rules: SlotRules): { mentor: TimeState; mentee: TimeState } {
  const { end, from, until } = takenBy(start, rules)
  const { mentor, mentee } = rules.outside
  return { mentor: stateOf(mentor, from, until), mentee: stateOf(mentee, start, end) }
}

/** Whose calendar does not say, of what both say of one time. */
export const uncheckedOf = ({ mentor, mentee }: ReturnType<typeof outsideStates>): Unchecked => ({
  mentor: mentor === 'not_known',
  mentee: mentee === 'not_known',
})

const takenBy = (start: Instant, { availability }: SlotRules) => {
  const { sessionMinutes, bufferBeforeMinutes, bufferAfterMinutes } = availability
  const end = start + sessionMinutes * MINUTE
  return { end, from: start - bufferBeforeMinutes * MINUTE, until: end + bufferAfterMinutes * MINUTE }
}

/** Why sessions already booked rule it out, or what is in the way of either outside. */
export function bookedRefusal(start: Instant, rules: SlotRules): SlotRefusal | undefined {
  const { end, from, until } = takenBy(start, rules)
  if (isTaken(rules.mentor, from, until)) return 'mentor_busy'
  if (isTaken(rules.mentee, start, end)) return 'mentee_busy'
  if (rules.fullWeeks.size > 0 && rules.fullWeeks.has(weekOf(readingIn(rules.spans, start))))
    return 'weekly_cap'
  const outside = outsideStates(start, rules)
  if (outside.mentor === 'busy') return 'mentor_away'
  return outside.mentee === 'busy' ? 'mentee_away' : undefined
}
