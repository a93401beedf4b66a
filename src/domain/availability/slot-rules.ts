import { DAY, dayOf, type Instant, type Interval, MINUTE, weekOf } from '../time/time.ts'
import { readingIn, type Spans, zoneSpans } from '../time/zone.ts'
import type { Availability } from './availability.ts'
import { type Calendar, calendarOf, isTaken } from './busy.ts'
import { isDayOff, stretchesOf } from './open-hours.ts'

/** All that decides which times are free. A session that is to be moved is left out of it by the caller. */
export type SlotQuery = Booked & {
  /** `paused` is not looked at: it stops new requests and bookings, but sessions can still be moved. */
  availability: Availability
  now: Instant
}

/** What is booked with the two. */
export type Booked = {
  /** The mentor's sessions, whichever side they are on, widened by the buffers recorded with them. In any order. */
  mentorBusy: readonly Interval[]
  /** The mentee's sessions, likewise. */
  menteeBusy: readonly Interval[]
  /** Starts of the scheduled sessions that this mentor gives, those of the running week that are over included. */
  mentorSessionStarts: readonly Instant[]
}

/** What a session takes of one of its members' time, and when it starts. */
type TakenTime = { role: 'mentor' | 'mentee'; startsAt: Instant; busy: Interval }

/** A mentor's sessions all take their time; only those that they give count for their weekly cap. */
export const bookedWith = (mentor: readonly TakenTime[], mentee: readonly TakenTime[]): Booked => ({
  mentorBusy: mentor.map(({ busy }) => busy),
  menteeBusy: mentee.map(({ busy }) => busy),
  mentorSessionStarts: mentor.filter(({ role }) => role === 'mentor').map(({ startsAt }) => startsAt),
})

export type SlotRefusal =
  | 'past'
  | 'notice'
  | 'beyond_horizon'
  | 'day_off'
  | 'outside_hours'
  | 'off_grid'
  | 'mentor_busy'
  | 'mentee_busy'
  | 'weekly_cap'

/** What is worked out once for all the starts between two instants, however many looks are taken at them. */
export type SlotRules = {
  availability: Availability
  spans: Spans
  mentor: Calendar
  mentee: Calendar
  /** Weeks in which the mentor gives as many sessions as they want to, as `weekOf` numbers them. */
  fullWeeks: ReadonlySet<number>
}

// Reaches over the whole of the first and the last week, for the cap; a day's hours need less.
const REACH = 9 * DAY

export function rulesFor(query: SlotQuery, from: Instant, until: Instant): SlotRules {
  const { availability, mentorBusy, menteeBusy } = query
  const { sessionMinutes, bufferBeforeMinutes, bufferAfterMinutes } = availability
  const spans = zoneSpans(availability.zone, from - REACH, until + REACH)
  const earliest = from - bufferBeforeMinutes * MINUTE
  const latest = until + (sessionMinutes + bufferAfterMinutes) * MINUTE
  return {
    availability,
    spans,
    mentor: calendarOf(mentorBusy, earliest, latest),
    mentee: calendarOf(menteeBusy, earliest, latest),
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

/** How far from a start whatever decides on it lies: a session with its buffers, and the week that a cap looks back on. */
export const DECIDING_SPAN = 8 * DAY

/** The last instant at which a session may start. */
export const lastStart = ({ availability, now }: Pick<SlotQuery, 'availability' | 'now'>): Instant =>
  now + availability.horizonDays * DAY

/** The first instant at which one may: after now, and with the notice that the mentor wants. */
export const firstStart = ({ availability, now }: Pick<SlotQuery, 'availability' | 'now'>): Instant =>
  now + Math.max(1, availability.noticeMinutes * MINUTE)

/** What the clock has against a session that starts then. */
export function timingRefusal(start: Instant, query: SlotQuery): SlotRefusal | undefined {
  if (!(start > query.now)) return 'past'
  if (start < query.now + query.availability.noticeMinutes * MINUTE) return 'notice'
  return start > lastStart(query) ? 'beyond_horizon' : undefined
}

/** What the mentor's weekly hours and days off have against it. */
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

/** What sessions that are already booked have against it. */
export function bookedRefusal(start: Instant, rules: SlotRules): SlotRefusal | undefined {
  const { sessionMinutes, bufferBeforeMinutes, bufferAfterMinutes } = rules.availability
  const end = start + sessionMinutes * MINUTE
  const [from, until] = [start - bufferBeforeMinutes * MINUTE, end + bufferAfterMinutes * MINUTE]
  if (isTaken(rules.mentor, from, until)) return 'mentor_busy'
  if (isTaken(rules.mentee, start, end)) return 'mentee_busy'
  if (rules.fullWeeks.size === 0) return undefined
  return rules.fullWeeks.has(weekOf(readingIn(rules.spans, start))) ? 'weekly_cap' : undefined
}
