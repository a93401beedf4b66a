import type { Availability } from '../domain/availability.ts'
import type { CardId, MemberId, RequestId, SessionId, WorkspaceId } from '../domain/ids.ts'
import { type Member, partnerRefusal } from '../domain/member.ts'
import { decide, kindSettledByBooking, mentorOf, type Request } from '../domain/request.ts'
import type { Session } from '../domain/session.ts'
import { slots } from '../domain/slots.ts'
import type { Instant, Interval } from '../domain/time.ts'
import { isWithinWakingHours } from '../domain/wall-time.ts'
import { findMembers } from '../store/members.ts'
import { latestOpenOfCard, openRequestsOf } from '../store/open-requests.ts'
import { findRequest, latestRequestOfCard } from '../store/requests.ts'
import { findSession } from '../store/sessions.ts'
import type { Tx } from '../store/transaction.ts'
import { workspacePolicy } from '../store/workspaces.ts'
import type { Directory } from './directory.ts'
import { type Refusal, refuse } from './outcome.ts'
import type { Parts } from './parts.ts'
import { slotQuery } from './session-time.ts'

/**
 * What the member wants to book from: a request they received, by its card or by itself, or just another member; or
 * the session that they want to move.
 */
export type BookingSource =
  | { card: CardId }
  | { request: RequestId }
  | { member: MemberId; actorIs: 'mentor' | 'mentee' | null }
  | { session: SessionId }

export type BookingOptions = {
  outcome: 'options'
  actorIs: 'mentor' | 'mentee'
  mentor: Member
  mentee: Member
  availability: Availability
  /** Free times, soonest first; for a mentor those within the mentee's waking hours come first. */
  slots: readonly Interval[]
  /** How many open requests of the other this booking would accept. */
  settles: number
  /** The request that the booking is opened from. */
  origin: RequestId | null
  /** The session that gets another time, where none is booked anew. */
  moves: Session | null
  now: Instant
}

/** What the booking modal shows. It promises nothing: `book` decides again when a time is submitted. */
export const bookingOptions =
  (parts: Parts, directory: Directory) =>
  async (ask: {
    workspace: WorkspaceId
    actor: MemberId
    source: BookingSource
  }): Promise<BookingOptions | Refusal> => {
    const { workspace, actor, source } = ask
    if ('session' in source) {
      return parts.inWorkspace(workspace, (tx) => moveOptions(tx, actor, source.session, parts.clock.now()))
    }
    const origin =
      'member' in source
        ? null
        : await parts.inWorkspace(workspace, (tx) => acceptableOrigin(tx, actor, source))
    if (origin && 'outcome' in origin) return origin
    const other = origin ? origin.sender : 'member' in source ? source.member : actor
    if (other === actor) return refuse({ reason: 'self', member: other })
    const unmet = await directory.meet(workspace, [actor, other])
    if (unmet) return unmet
    return parts.inWorkspace(workspace, async (tx) => {
      const actorIs = origin
        ? mentorOf(origin) === actor
          ? 'mentor'
          : 'mentee'
        : (('member' in source ? source.actorIs : null) ?? (await likelyRole(tx, actor, other)))
      return optionsIn(tx, { actor, other, actorIs, origin, now: parts.clock.now() })
    })
  }

/** The newest request of the source that the actor can accept by booking, or why there is none. */
const acceptableOrigin = async (
  tx: Tx,
  actor: MemberId,
  source: { card: CardId } | { request: RequestId },
): Promise<Request | Refusal> => {
  const request =
    'request' in source
      ? await findRequest(tx, source.request)
      : ((await latestOpenOfCard(tx, source.card)) ?? (await latestRequestOfCard(tx, source.card)))
  if (!request) return refuse({ reason: 'not_found' })
  const decision = decide(request, { type: 'accept', through: 'booking' }, actor)
  if (decision.outcome === 'refused') return decision
  return decision.outcome === 'unchanged' ? refuse({ reason: 'accepted' }) : request
}

/** Mentor where the other asked the actor for a session, mentee otherwise (spec 3-booking, Who books what). */
const likelyRole = async (tx: Tx, actor: MemberId, other: MemberId): Promise<'mentor' | 'mentee'> => {
  const asked = await openRequestsOf(tx, { sender: other, receiver: actor, kind: 'session_request' })
  return asked.length > 0 ? 'mentor' : 'mentee'
}

const optionsIn = async (
  tx: Tx,
  ask: {
    actor: MemberId
    other: MemberId
    actorIs: 'mentor' | 'mentee'
    origin: Request | null
    now: Instant
  },
): Promise<BookingOptions | Refusal> => {
  const { actor, other, actorIs, origin, now } = ask
  const [members, received, policy] = await Promise.all([
    findMembers(tx, [actor, other]),
    openRequestsOf(tx, { sender: other, receiver: actor, kind: kindSettledByBooking(actorIs) }),
    workspacePolicy(tx),
  ])
  const [own, partner] = [members.get(actor), members.get(other)]
  if (!own || !partner) return refuse({ reason: 'unknown_member', member: other })
  const barred = partnerRefusal(actor, partner, policy, received.length > 0 ? 'answer' : 'book')
  if (barred) return refuse({ reason: barred, member: other })

  const [mentor, mentee] = actorIs === 'mentor' ? [own, partner] : [partner, own]
  const times = await freeTimes(tx, { actorIs, mentor, mentee, moves: null, now })
  return { ...times, settles: received.length, origin: origin?.id ?? null }
}

/** The times to which either side can move a session that they have. */
const moveOptions = async (
  tx: Tx,
  actor: MemberId,
  id: SessionId,
  now: Instant,
): Promise<BookingOptions | Refusal> => {
  const session = await findSession(tx, id)
  if (!session || (session.mentor !== actor && session.mentee !== actor))
    return refuse({ reason: 'not_found' })
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (session.startsAt <= now) return refuse({ reason: 'begun' })
  const members = await findMembers(tx, [session.mentor, session.mentee])
  const [mentor, mentee] = [members.get(session.mentor), members.get(session.mentee)]
  if (!mentor || !mentee) return refuse({ reason: 'not_found' })
  const actorIs = actor === mentor.id ? 'mentor' : 'mentee'
  const times = await freeTimes(tx, { actorIs, mentor, mentee, moves: session, now })
  return { ...times, settles: 0, origin: null }
}

type Meeting = Pick<BookingOptions, 'actorIs' | 'mentor' | 'mentee' | 'moves' | 'now'>

const freeTimes = async (tx: Tx, meeting: Meeting): Promise<Omit<BookingOptions, 'settles' | 'origin'>> => {
  const { actorIs, mentor, mentee, moves, now } = meeting
  const query = await slotQuery(tx, { mentor: mentor.id, mentee: mentee.id, except: moves?.id ?? null }, now)
  const free = slots(
    actorIs === 'mentor' ? { ...query, availability: ownTerms(query.availability) } : query,
  ).filter(({ start }) => start !== moves?.startsAt)
  return {
    ...meeting,
    outcome: 'options',
    availability: query.availability,
    slots: actorIs === 'mentor' ? wakingFirst(free, mentee.zone) : free,
  }
}

/** Notice and cap protect a mentor from others, not from themselves. */
const ownTerms = (availability: Availability): Availability => ({
  ...availability,
  noticeMinutes: 0,
  weeklyCap: null,
})

const wakingFirst = (free: readonly Interval[], zone: string): readonly Interval[] => {
  const waking = free.filter((slot) => isWithinWakingHours(slot, zone))
  const odd = free.filter((slot) => !isWithinWakingHours(slot, zone))
  return [...waking, ...odd]
}
