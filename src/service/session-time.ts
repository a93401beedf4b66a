import type { Availability } from '../domain/availability.ts'
import type { MemberId, SessionId } from '../domain/ids.ts'
import { busyIntervals } from '../domain/session.ts'
import type { SlotQuery, SlotRefusal } from '../domain/slot-rules.ts'
import { isBookable } from '../domain/slots.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../domain/time.ts'
import { isWithinWakingHours } from '../domain/wall-time.ts'
import type { Zone } from '../domain/zone.ts'
import { availabilityOf } from '../store/availabilities.ts'
import { busyBetween, mentoringStarts } from '../store/sessions.ts'
import type { Tx } from '../store/transaction.ts'

/** Nothing was written: the time cannot be had, or the mentor should confirm an hour that is odd for the mentee. */
export type NotBooked =
  | { outcome: 'unavailable'; reason: SlotRefusal | 'too_far' }
  | { outcome: 'confirm'; warning: 'outside_waking_hours' }

/** A picked time further ahead is taken for a slip of the finger. */
const FURTHEST_AHEAD = 366 * DAY

/** Wider than any session with its buffers, and than the week that a cap looks back on. */
const MARGIN = 8 * DAY

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

/** Who would meet; `except` is the session of theirs that is to be moved, and so does not stand in its own way. */
export type Meeting = { mentor: MemberId; mentee: MemberId; except?: SessionId | null }

/** Reads all that decides which of the mentor's times are free for the two. */
export const slotQuery = async (
  tx: Tx,
  { mentor, mentee, except = null }: Meeting,
  now: Instant,
): Promise<SlotQuery> => {
  const { availability } = await availabilityOf(tx, mentor)
  const horizon = { start: now - DAY, end: now + (availability.horizonDays + 1) * DAY }
  return {
    availability,
    now,
    mentorBusy: await busyBetween(tx, mentor, horizon, except),
    menteeBusy: await busyBetween(tx, mentee, horizon, except),
    mentorSessionStarts: await mentoringStarts(
      tx,
      mentor,
      { start: horizon.start - MARGIN, end: horizon.end + MARGIN },
      except,
    ),
  }
}

/** A mentee books one of the mentor's slots and no other time. */
export const slotRefusal = (startsAt: Instant, query: SlotQuery): NotBooked | undefined => {
  const slot = isBookable(startsAt, query)
  return slot.kind === 'refused' ? { outcome: 'unavailable', reason: slot.reason } : undefined
}

/** A mentor may pick any future time that is free for both, and is told when it is an odd hour for the mentee. */
export const pickedTimeRefusal = async (
  tx: Tx,
  booking: Meeting & { confirmed: boolean },
  time: SessionTime,
  at: { now: Instant; menteeZone: Zone },
): Promise<NotBooked | undefined> => {
  if (time.startsAt <= at.now) return { outcome: 'unavailable', reason: 'past' }
  if (time.startsAt > at.now + FURTHEST_AHEAD) return { outcome: 'unavailable', reason: 'too_far' }
  const { mentor, mentee, except = null } = booking
  const isTaken = async (member: MemberId, interval: Interval) =>
    (await busyBetween(tx, member, interval, except)).length > 0
  if (await isTaken(mentor, time.busy.mentor)) return { outcome: 'unavailable', reason: 'mentor_busy' }
  if (await isTaken(mentee, time.busy.mentee)) return { outcome: 'unavailable', reason: 'mentee_busy' }
  const session = { start: time.startsAt, end: time.endsAt }
  return booking.confirmed || isWithinWakingHours(session, at.menteeZone)
    ? undefined
    : { outcome: 'confirm', warning: 'outside_waking_hours' }
}
