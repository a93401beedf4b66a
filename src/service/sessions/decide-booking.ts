import type { Unchecked } from '../../domain/availability/slot-rules.ts'
import { partnerRefusal } from '../../domain/member.ts'
import {
  acceptRefusal,
  kindAcceptedByBooking,
  menteeOf,
  mentorOf,
  type Request,
} from '../../domain/requests/request.ts'
import { everyoneIn, type Session } from '../../domain/sessions/session.ts'
import type { Suggestion } from '../../domain/suggestions/suggestion.ts'
import type { Instant } from '../../domain/time/time.ts'
import { type OpenRequest, openBetween } from '../../store/open-requests.ts'
import { findRequest } from '../../store/requests.ts'
import { findSession, findSessionByIntent } from '../../store/sessions.ts'
import { usableSuggestion } from '../../store/suggestions.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { MemberTx } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { type Booked, type Booking, partnerOf } from './booking.ts'
import {
  type NotBooked,
  pickedTimeRefusal,
  type SessionTime,
  sessionTime,
  slotRefusal,
  timeQuery,
  uncheckedAt,
  withLength,
} from './session-time.ts'

/** The time is free for both, and booking it would accept what the actor received. */
type Free = {
  outcome: 'free'
  time: SessionTime
  unchecked: Unchecked
  location: string
  received: readonly OpenRequest[]
  /** All open requests between the two in these roles, sent by either. */
  open: readonly OpenRequest[]
  /** The cancelled session that this one replaces. */
  replaced: Session | undefined
  /** The suggestion to the actor that this booking follows. */
  suggestion: Suggestion | undefined
}

/** Everything that decides on a booking, asked for together behind the locks: one round trip. */
const readFacts = async (tx: MemberTx, booking: Booking, now: Instant) => {
  const { actor, mentor, mentee, startsAt } = booking
  const [members, sameIntent, origin, replaced, open, policy, query, suggestion] = await Promise.all([
    tx.held,
    findSessionByIntent(tx, booking.intent),
    booking.origin ? findRequest(tx, booking.origin) : undefined,
    booking.replaces ? findSession(tx, booking.replaces) : undefined,
    openBetween(tx, mentor, mentee),
    workspaceSettings(tx),
    timeQuery(tx, booking, startsAt, now),
    usableSuggestion(tx, { mentor, mentee, receiver: actor }, now),
  ])
  return { members, sameIntent, origin, replaced, open, policy, query, suggestion }
}

/** Writes nothing. */
export const decideBooking = async (
  tx: MemberTx,
  booking: Booking,
  now: Instant,
): Promise<Free | Booked | NotBooked | Refusal> => {
  const { actor, mentee, startsAt } = booking
  const other = partnerOf(booking)
  const facts = await readFacts(tx, booking, now)
  const { members, sameIntent, origin, replaced, open, policy, query, suggestion } = facts
  const partner = members.get(other)
  if (!partner) return tx.unmet(other)

  // The same modal submitted again, or the same two at the same time in the same roles: already done (rule 7).
  if (sameIntent && sameIntent.bookedBy !== actor) return refuse({ reason: 'not_found' })
  const same = sameIntent ?? (query.together && (await findSession(tx, query.together)))
  if (same) return { outcome: 'unchanged', session: same, accepted: null }
  const unfit = refuseActor(members.get(actor), policy)
  if (unfit) return unfit
  const actorIs = actor === mentee ? 'mentee' : 'mentor'
  const received = open.filter(({ kind }) => kind === kindAcceptedByBooking(actorIs))
  const closed = booking.origin === null ? undefined : originRefusal(origin, booking, received)
  if (closed) return closed

  const barred = partnerRefusal(actor, partner, policy, received.length > 0 ? 'answer' : 'book')
  if (barred) return refuse({ reason: barred, member: other })

  const usual = query.availability
  const minutes = booking.minutes ?? usual.sessionMinutes
  if (actorIs === 'mentee' && minutes !== usual.sessionMinutes) {
    return { outcome: 'unavailable', reason: 'off_grid' }
  }
  const time = sessionTime(startsAt, withLength(usual, minutes))
  const refusal =
    actorIs === 'mentee'
      ? slotRefusal(startsAt, query)
      : pickedTimeRefusal(query, time, { menteeZone: partner.zone, confirmed: booking.confirmed })
  if (refusal) return refusal

  return {
    outcome: 'free',
    time,
    unchecked: uncheckedAt(startsAt, query, minutes),
    location: (actorIs === 'mentor' ? booking.location : null) ?? usual.location,
    received,
    open,
    replaced: replaced && isCancelledOf(replaced, booking) ? replaced : undefined,
    suggestion,
  }
}

const originRefusal = (
  origin: Request | undefined,
  booking: Booking,
  received: readonly OpenRequest[],
): Refusal | undefined => {
  if (!origin || !isBetween(origin, booking)) return refuse({ reason: 'not_found' })
  const reason = acceptRefusal(origin, 'booking', booking.actor, received.length > 0)
  return reason && refuse({ reason })
}

const isBetween = (request: Request, { mentor, mentee }: Booking) =>
  mentorOf(request) === mentor && menteeOf(request) === mentee

const isCancelledOf = (session: Session, { mentor, mentee }: Booking) =>
  session.status === 'cancelled' && everyoneIn(session).every((one) => one === mentor || one === mentee)
