import { type Intent, type MemberId, type RequestId, sessionId, type WorkspaceId } from '../domain/ids.ts'
import { partnerRefusal } from '../domain/member.ts'
import {
  decide,
  kindSettledByBooking,
  menteeOf,
  mentorOf,
  type Request,
  type RequestKind,
} from '../domain/request.ts'
import { type Session, TOPIC_LIMIT } from '../domain/session.ts'
import type { Instant } from '../domain/time.ts'
import { lockMembers } from '../store/members.ts'
import { findRequest, openRequestsOf } from '../store/requests.ts'
import { findSessionByIntent, findSessionOf, insertSession } from '../store/sessions.ts'
import { isOverlap, type Tx } from '../store/transaction.ts'
import { workspacePolicy } from '../store/workspaces.ts'
import type { Directory } from './directory.ts'
import { type Refusal, refuse } from './outcome.ts'
import { act, type Parts, tell } from './parts.ts'
import { type NotBooked, pickedTimeRefusal, sessionTime, slotQuery, slotRefusal } from './session-time.ts'
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
      return await act(parts, booking.workspace, (tx) => bookIn(parts, tx, booking, other))
    } catch (error) {
      // The rows are locked and the time is checked before, so this is the last line of defence, not the usual one.
      if (isOverlap(error)) return { outcome: 'unavailable', reason: 'mentor_busy' }
      throw error
    }
  }

const bookIn = async (
  parts: Parts,
  tx: Tx,
  booking: Booking,
  other: MemberId,
): Promise<Booked | NotBooked | Refusal> => {
  const { actor, mentor, mentee } = booking
  const members = await lockMembers(tx, [mentor, mentee])
  const partner = members.get(other)
  if (!partner) return refuse({ reason: 'unknown_member', member: other })
  const again = await alreadyBooked(tx, booking)
  if (again) return again
  const closed = await originRefusal(tx, booking)
  if (closed) return closed

  const actorIs = actor === mentee ? 'mentee' : 'mentor'
  const received = await openRequestsOf(tx, {
    sender: other,
    receiver: actor,
    kind: kindSettledByBooking(actorIs),
  })
  const barred = partnerRefusal(
    actor,
    partner,
    await workspacePolicy(tx),
    received.length > 0 ? 'answer' : 'book',
  )
  if (barred) return refuse({ reason: barred, member: other })

  const now = parts.clock.now()
  const query = await slotQuery(tx, booking, now)
  const time = sessionTime(booking.startsAt, query.availability)
  const refusal =
    actorIs === 'mentee'
      ? slotRefusal(booking.startsAt, query)
      : await pickedTimeRefusal(tx, booking, time, { now, menteeZone: partner.zone })
  if (refusal) return refusal

  const session = {
    id: sessionId(parts.nextId()),
    mentor,
    mentee,
    startsAt: time.startsAt,
    endsAt: time.endsAt,
    topic: booking.topic,
    location: query.availability.location,
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

/** A second submission of the same modal, or the same two at the same time in the same roles: done already (rule 7). */
const alreadyBooked = async (tx: Tx, booking: Booking): Promise<Booked | Refusal | undefined> => {
  const sameIntent = await findSessionByIntent(tx, booking.intent)
  if (sameIntent && sameIntent.bookedBy !== booking.actor) return refuse({ reason: 'not_found' })
  const same = sameIntent ?? (await findSessionOf(tx, booking.mentor, booking.mentee, booking.startsAt))
  return same && { outcome: 'unchanged', session: same, settled: null }
}

const originRefusal = async (tx: Tx, booking: Booking): Promise<Refusal | undefined> => {
  if (booking.origin === null) return undefined
  const origin = await findRequest(tx, booking.origin)
  if (!origin || !isBetween(origin, booking)) return refuse({ reason: 'not_found' })
  const decision = decide(origin, { type: 'accept', through: 'booking' }, booking.actor)
  if (decision.outcome === 'refused') return decision
  return decision.outcome === 'unchanged' ? refuse({ reason: 'accepted' }) : undefined
}

const isBetween = (request: Request, { mentor, mentee }: Booking) =>
  mentorOf(request) === mentor && menteeOf(request) === mentee
