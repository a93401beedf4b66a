import { type Intent, type MemberId, type RequestId, sessionId, type WorkspaceId } from '../domain/ids.ts'
import type { RequestKind } from '../domain/request.ts'
import { type Session, TOPIC_LIMIT } from '../domain/session.ts'
import type { Instant } from '../domain/time.ts'
import { findMembers, lockMembers } from '../store/members.ts'
import { busyBetween, insertSession } from '../store/sessions.ts'
import { isOverlap, type Tx } from '../store/transaction.ts'
import { decideBooking } from './decide-booking.ts'
import type { Directory } from './directory.ts'
import { type Refusal, refuse } from './outcome.ts'
import { act, type Parts, tell } from './parts.ts'
import type { NotBooked } from './session-time.ts'
import { acceptAll, cardNotice, cardsShowing, homeNotices, sessionNotices } from './settle.ts'

export type Booking = {
  workspace: WorkspaceId
  actor: MemberId
  /** The actor is one of the two. */
  mentor: MemberId
  mentee: MemberId
  startsAt: Instant
  /** May be empty; at most TOPIC_LIMIT characters. */
  topic: string
  intent: Intent
  /** The request from whose card or line this booking was opened; it is refused where that one is closed by now. */
  origin: RequestId | null
  /** The mentor was told that the time lies outside the mentee's day, and means it. */
  confirmed: boolean
}

/** `settled`: the other side's requests which this booking accepted. */
export type Booked = {
  outcome: 'booked' | 'unchanged'
  session: Session
  settled: { kind: RequestKind; count: number } | null
}

/**
 * Books a session and accepts, in the same transaction, every open request that the actor received in this role
 * (spec 1-lifecycle, rules 1 to 4). A mentee books one of the mentor's slots; a mentor may pick any future time.
 */
export const book =
  (parts: Parts, directory: Directory) =>
  async (booking: Booking): Promise<Booked | NotBooked | Refusal> => {
    const other = booking.actor === booking.mentor ? booking.mentee : booking.mentor
    if (booking.mentor === booking.mentee) return refuse({ reason: 'self', member: other })
    if (booking.topic.length > TOPIC_LIMIT) return refuse({ reason: 'topic_too_long', limit: TOPIC_LIMIT })
    const unmet = await directory.meet(booking.workspace, [booking.mentor, booking.mentee])
    if (unmet) return unmet
    try {
      return await bookUntilDecided(parts, booking, other)
    } catch (error) {
      // The rows are locked and the time is checked before, so this is the last line of defence, not the usual one.
      if (isOverlap(error)) return { outcome: 'unavailable', reason: 'mentor_busy' }
      throw error
    }
  }

/** The time was taken while this booking waited for its locks, which the others want that wait behind it. */
type TooLate = { outcome: 'too_late' }

/**
 * Of a hundred who want one time, ninety-nine wait for the winner. Each lets go of the locks as soon as it sees that
 * it lost, and finds out what to say without them, since a refusal writes nothing; otherwise the last would wait for
 * ninety-eight whole decisions. The third try keeps its locks: then the time was freed and taken twice meanwhile.
 */
const bookUntilDecided = async (
  parts: Parts,
  booking: Booking,
  other: MemberId,
): Promise<Booked | NotBooked | Refusal> => {
  for (let tries = 1; ; tries++) {
    const booked = await act(parts, booking.workspace, (tx) => bookIn(parts, tx, booking, other, tries === 3))
    if (booked.outcome !== 'too_late') return booked
  }
}

const bookIn = async (
  parts: Parts,
  tx: Tx,
  booking: Booking,
  other: MemberId,
  isLastTry: boolean,
): Promise<Booked | NotBooked | Refusal | TooLate> => {
  const { actor, mentor, mentee, startsAt } = booking
  const sides = [mentor, mentee]
  const isTaken = async () =>
    (await busyBetween(tx, mentor, { start: startsAt, end: startsAt + 1 })).length > 0
  if (await isTaken()) {
    const partner = (await findMembers(tx, sides)).find(({ id }) => id === other)
    const decided = await decideBooking(parts, tx, booking, partner)
    if (decided.outcome !== 'free') return decided
  }
  const members = await lockMembers(tx, sides)
  if (!isLastTry && (await isTaken())) return { outcome: 'too_late' }
  const decided = await decideBooking(parts, tx, booking, members.get(other))
  if (decided.outcome !== 'free') return decided
  const { now, time, location, received } = decided

  const session = {
    id: sessionId(parts.nextId()),
    mentor,
    mentee,
    startsAt: time.startsAt,
    endsAt: time.endsAt,
    topic: booking.topic,
    location,
    bookedBy: actor,
  }
  await insertSession(tx, { ...session, intent: booking.intent, bookedAt: now, busy: time.busy })
  const settled = await acceptAll(tx, received, { session: session.id }, now)
  await tell(parts, tx, [
    ...sessionNotices(session.id, other, true),
    ...sessionNotices(session.id, actor, true),
    ...(await cardsShowing(tx, session)).map((request) => cardNotice(request)),
    ...homeNotices(actor, other),
  ])
  return {
    outcome: 'booked',
    session: { ...session, status: 'scheduled', sequence: 0, cancelledBy: null, cancelReason: null },
    settled,
  }
}
