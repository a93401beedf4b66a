import { type Member, partnerRefusal } from '../domain/member.ts'
import { decide, kindSettledByBooking, menteeOf, mentorOf, type Request } from '../domain/request.ts'
import type { Instant } from '../domain/time.ts'
import { findRequest, openRequestsOf } from '../store/requests.ts'
import { findSessionByIntent, findSessionOf } from '../store/sessions.ts'
import type { Tx } from '../store/transaction.ts'
import { workspacePolicy } from '../store/workspaces.ts'
import type { Booked, Booking } from './book.ts'
import { type Refusal, refuse } from './outcome.ts'
import type { Parts } from './parts.ts'
import {
  type NotBooked,
  pickedTimeRefusal,
  type SessionTime,
  sessionTime,
  slotQuery,
  slotRefusal,
} from './session-time.ts'

/** The time is free for the two, and booking it would accept what the actor received. */
type Free = {
  outcome: 'free'
  now: Instant
  time: SessionTime
  location: string
  received: readonly Request[]
}

/** Writes nothing. Binding only where the two are locked before. */
export const decideBooking = async (
  parts: Parts,
  tx: Tx,
  booking: Booking,
  partner: Member | undefined,
): Promise<Free | Booked | NotBooked | Refusal> => {
  const { actor, mentor, mentee, startsAt } = booking
  const other = actor === mentor ? mentee : mentor
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
  const time = sessionTime(startsAt, query.availability)
  const refusal =
    actorIs === 'mentee'
      ? slotRefusal(startsAt, query)
      : await pickedTimeRefusal(tx, booking, time, { now, menteeZone: partner.zone })
  if (refusal) return refusal

  return { outcome: 'free', now, time, location: query.availability.location, received }
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
