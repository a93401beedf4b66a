import type { Availability } from '../../domain/availability/availability.ts'
import {
  bookedWith,
  DECIDING_SPAN,
  outsideStates,
  rulesFor,
  type SlotQuery,
  type SlotRefusal,
  type Unchecked,
  uncheckedOf,
} from '../../domain/availability/slot-rules.ts'
import { isBookable } from '../../domain/availability/slots.ts'
import { outsideOf } from '../../domain/calendars/outside-time.ts'
import type { MemberId, SessionId } from '../../domain/ids.ts'
import { busyIntervals, minutesOf } from '../../domain/sessions/session.ts'
import { isWithinWakingHours } from '../../domain/time/local-time.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import { outsideTimes } from '../../store/outside-times.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { type Taken, takenBetween } from '../../store/taken-time.ts'

/** Nothing was written: the time is not free, or the mentor should confirm an hour that is odd for the mentee. */
export type NotBooked =
  | { outcome: 'unavailable'; reason: SlotRefusal | 'too_far' }
  | { outcome: 'confirm'; warning: BookingWarning }

/** What a mentor who picks a time is asked about: the mentee's hours, the mentor's own calendar, or both. */
export type BookingWarning = 'outside_waking_hours' | 'own_calendar' | 'own_calendar_and_hours'

export type Unavailable = Extract<NotBooked, { outcome: 'unavailable' }>['reason']

/** A time picked further ahead than this is probably a slip. */
export const furthestAhead = (now: Instant): Instant => now + 366 * DAY

/** The availability with this length of session, for one session that has its own. */
export const withLength = (availability: Availability, minutes: number): Availability => ({
  ...availability,
  sessionMinutes: minutes,
})

/** When a session of this availability would end, and what it would take of either side's time. */
export const sessionTime = (startsAt: Instant, availability: Availability) => {
  const endsAt = startsAt + availability.sessionMinutes * MINUTE
  const buffers = {
    beforeMinutes: availability.bufferBeforeMinutes,
    afterMinutes: availability.bufferAfterMinutes,
  }
  return { startsAt, endsAt, busy: busyIntervals({ startsAt, endsAt }, buffers) }
}

export type SessionTime = ReturnType<typeof sessionTime>

/** Who would meet; `except` is the session to be moved, which must not block itself. */
export type Meeting = { mentor: MemberId; mentee: MemberId; except?: SessionId | null }

/** `together`: the session that the two already have at this time, in these roles. */
export type TimeQuery = SlotQuery & { together: SessionId | null }

/** Reads everything that decides whether the two can meet then. */
export const timeQuery = async (
  tx: Tx,
  { mentor, mentee, except = null }: Meeting,
  startsAt: Instant,
  now: Instant,
): Promise<TimeQuery> => {
  const around = { start: startsAt - DECIDING_SPAN, end: startsAt + DECIDING_SPAN }
  const [{ availability }, taken, outside] = await Promise.all([
    availabilityOf(tx, mentor),
    takenBetween(tx, [mentor, mentee], around, except),
    outsideTimes(tx, [mentor, mentee], around, now),
  ])
  const [mentors, mentees] = [taken.get(mentor) ?? [], taken.get(mentee) ?? []]
  const given = mentors.find((one) => one.role === 'mentor' && one.startsAt === startsAt)
  const isTogether = given && mentees.some(({ session }) => session === given.session)
  const query = slotQueryOf(availability, mentors, mentees, outsideOf(outside, { mentor, mentee }), now)
  return { ...query, together: isTogether ? given.session : null }
}

/** Reads everything that decides which of the mentor's times are free for both. */
export const slotQuery = async (
  tx: Tx,
  { mentor, mentee, except = null }: Meeting,
  now: Instant,
): Promise<SlotQuery> => {
  const { availability } = await availabilityOf(tx, mentor)
  const horizon = { start: now - DECIDING_SPAN, end: now + availability.horizonDays * DAY + DECIDING_SPAN }
  const [taken, outside] = await Promise.all([
    takenBetween(tx, [mentor, mentee], horizon, except),
    outsideTimes(tx, [mentor, mentee], horizon, now),
  ])
  return slotQueryOf(
    availability,
    taken.get(mentor) ?? [],
    taken.get(mentee) ?? [],
    outsideOf(outside, { mentor, mentee }),
    now,
  )
}

const slotQueryOf = (
  availability: Availability,
  mentors: readonly Taken[],
  mentees: readonly Taken[],
  outside: NonNullable<SlotQuery['outside']>,
  now: Instant,
): SlotQuery => ({ availability, now, ...bookedWith(mentors, mentees, outside) })

/** What calendars from outside say of the time of a session of that length. */
export const outsideAt = (
  startsAt: Instant,
  query: SlotQuery,
  minutes: number,
): ReturnType<typeof outsideStates> => {
  const asked = { ...query, availability: withLength(query.availability, minutes) }
  return outsideStates(startsAt, rulesFor(asked, startsAt, startsAt + 1))
}

/** Whose calendars do not say whether they are busy then; the message to the other side says so. */
export const uncheckedAt = (startsAt: Instant, query: SlotQuery, minutes: number): Unchecked =>
  uncheckedOf(outsideAt(startsAt, query, minutes))

/** Not checked is also whose calendars did not answer just now. */
export const orSilent = (
  unchecked: Unchecked,
  silent: ReadonlySet<MemberId>,
  { mentor, mentee }: { mentor: MemberId; mentee: MemberId },
): Unchecked => ({
  mentor: unchecked.mentor || silent.has(mentor),
  mentee: unchecked.mentee || silent.has(mentee),
})

/** A mentee can book only one of the mentor's slots. */
export const slotRefusal = (startsAt: Instant, query: SlotQuery): NotBooked | undefined => {
  const slot = isBookable(startsAt, query)
  return slot.kind === 'refused' ? { outcome: 'unavailable', reason: slot.reason } : undefined
}

/**
 * A mentor may pick any future time that is free for both, and is warned if the hour is odd for the mentee, or their own
 * calendar says that they are busy: they know better.
 */
export const pickedTimeRefusal = (
  query: SlotQuery,
  time: SessionTime,
  { menteeZone, confirmed }: { menteeZone: Zone; confirmed: boolean },
): NotBooked | undefined => {
  if (time.startsAt <= query.now) return { outcome: 'unavailable', reason: 'past' }
  if (time.startsAt > furthestAhead(query.now)) return { outcome: 'unavailable', reason: 'too_far' }
  const touches = (busy: readonly Interval[], { start, end }: Interval) =>
    busy.some((taken) => taken.start < end && start < taken.end)
  if (touches(query.mentorBusy, time.busy.mentor)) return { outcome: 'unavailable', reason: 'mentor_busy' }
  if (touches(query.menteeBusy, time.busy.mentee)) return { outcome: 'unavailable', reason: 'mentee_busy' }
  const session = { start: time.startsAt, end: time.endsAt }
  const outside = outsideAt(time.startsAt, query, minutesOf(time))
  if (outside.mentee === 'busy') return { outcome: 'unavailable', reason: 'mentee_away' }
  if (confirmed) return undefined
  const isOdd = !isWithinWakingHours(session, menteeZone)
  if (outside.mentor !== 'busy')
    return isOdd ? { outcome: 'confirm', warning: 'outside_waking_hours' } : undefined
  return { outcome: 'confirm', warning: isOdd ? 'own_calendar_and_hours' : 'own_calendar' }
}
