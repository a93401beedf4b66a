import type { MemberId, SessionId } from '../ids.ts'
import { type Instant, type Interval, MINUTE } from '../time/time.ts'

/** `past` is not a status: it follows from the clock (spec 3-booking). */
export type SessionStatus = 'scheduled' | 'cancelled'

export type Session = {
  id: SessionId
  mentor: MemberId
  /** Who comes, in the order in which they took their seats. A booked session has one; an open one may have none yet, or many. */
  mentees: readonly MemberId[]
  /**
   * How many seats there are, and how many are taken, those included that are held for somebody who has not confirmed
   * theirs yet; null for a booked session.
   */
  seats: { total: number; taken: number } | null
  startsAt: Instant
  endsAt: Instant
  topic: string
  location: string
  status: SessionStatus
  /** iCalendar SEQUENCE: 0 when booked, rising by one with each change. */
  sequence: number
  bookedBy: MemberId
  /** Who suggested it, if they let that be said. */
  suggestedBy: MemberId | null
  /** The latest move: who made it, and when the session was to start before. */
  moved: { by: MemberId; from: Instant } | null
  /** Who last changed its topic or place. */
  editedBy: MemberId | null
  cancelledBy: MemberId | null
  cancelReason: string | null
  /** Cancelled in that member's name, because their account was deactivated. */
  cancelledOnDeparture: boolean
}

/**
 * Whether it was never moved. A version before kept how often a session changed, but not who moved it; edits, which it
 * did not know, count as changes too.
 */
export const keepsItsTime = ({ moved, sequence, editedBy }: Session): boolean =>
  moved === null && (sequence === 0 || editedBy !== null)

/** iCalendar UID: one for its whole life, in every calendar. */
export const uidOf = ({ id }: Pick<Session, 'id'>): string => `${id}@mentorship-bot`

/** The bounds of a length that a mentor chooses for one session. */
export const SESSION_MINUTES = { min: 15, max: 240 } as const

export const minutesOf = ({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): number =>
  (endsAt - startsAt) / MINUTE

/** @throws RangeError if that is no length of a session: a choice is held to the bounds where it is decoded */
export function checkMinutes(minutes: number | null): void {
  if (minutes === null) return
  const { min, max } = SESSION_MINUTES
  if (!Number.isInteger(minutes) || minutes < min || minutes > max) throw new RangeError(`${minutes} minutes`)
}

type Seated = Pick<Session, 'mentor' | 'mentees'>

/** Everybody in it, the mentor first. */
export const everyoneIn = ({ mentor, mentees }: Seated): readonly MemberId[] => [mentor, ...mentees]

/** Whether a mentor set it up for members to join (spec 8-open-sessions); otherwise it was booked by one of two. */
export const isOpen = <S extends Pick<Session, 'seats'>>(
  session: S,
): session is S & { seats: NonNullable<S['seats']> } => session.seats !== null

/**
 * Whom the member meets in a booked session.
 * @throws Error if nobody has a seat: only an open session can be without mentees
 */
export const otherOf = ({ mentor, mentees }: Seated, member: MemberId): MemberId => {
  if (mentor !== member) return mentor
  const [mentee] = mentees
  if (mentee === undefined) throw new Error('a session without a mentee')
  return mentee
}

/** What a session is when it is booked; the rest comes with the booking. */
export const asBooked = {
  seats: null,
  status: 'scheduled',
  sequence: 0,
  moved: null,
  editedBy: null,
  cancelledBy: null,
  cancelReason: null,
  cancelledOnDeparture: false,
} as const satisfies Partial<Session>

export const TOPIC_LIMIT = 150
export const REASON_LIMIT = 500

/** The time a session takes of each side: the mentor's with buffers, a mentee's without (spec 3-booking, Never twice). */
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
