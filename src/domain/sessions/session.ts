import type { MemberId, SessionId } from '../ids.ts'
import { type Instant, type Interval, MINUTE } from '../time/time.ts'

/** `past` is not a status: it follows from the clock (spec 3-booking). */
export type SessionStatus = 'scheduled' | 'cancelled'

export type Session = {
  id: SessionId
  mentor: MemberId
  mentee: MemberId
  startsAt: Instant
  endsAt: Instant
  topic: string
  location: string
  status: SessionStatus
  /** iCalendar SEQUENCE: 0 when booked, rising by one with each change. */
  sequence: number
  bookedBy: MemberId
  cancelledBy: MemberId | null
  cancelReason: string | null
}

export const TOPIC_LIMIT = 150
export const REASON_LIMIT = 500

/** The time a session takes of each side: the mentor's with buffers, the mentee's without (spec 3-booking, Never twice). */
export const busyIntervals = (
  session: { startsAt: Instant; endsAt: Instant },
  buffers: { beforeMinutes: number; afterMinutes: number },
): { mentor: Interval; mentee: Interval } => ({
  mentor: {
    start: session.startsAt - buffers.beforeMinutes * MINUTE,
    end: session.endsAt + buffers.afterMinutes * MINUTE,
  },
  mentee: { start: session.startsAt, end: session.endsAt },
})
