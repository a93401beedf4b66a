import type { CardId, MemberId, RequestId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { type MentoringRole, partnerRefusal } from '../../domain/member.ts'
import {
  acceptRefusal,
  kindAcceptedByBooking,
  mentorOf,
  type Request,
} from '../../domain/requests/request.ts'
import { everyoneIn, isOpen, otherOf } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { findMembers } from '../../store/members.ts'
import { latestOpenOfCard, openRequestsOf } from '../../store/open-requests.ts'
import { findRequest, latestRequestOfCard } from '../../store/requests.ts'
import { findSession } from '../../store/sessions.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Read } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { type BookableTimes, bookableTimes, type TimesAsked } from './bookable-times.ts'

/**
 * What the member books from: a request they received (its card, or the one request), another member, or the session
 * that they want to move.
 */
export type BookingSource =
  | { card: CardId }
  | { request: RequestId }
  | { member: MemberId; actorIs: MentoringRole | null }
  | { session: SessionId }

const FIRST_TIMES: TimesAsked = { day: null, chosen: null, minutes: null }

export type BookingOptions = BookableTimes & {
  outcome: 'options'
  /** How many of the other member's open requests this booking would accept. */
  accepts: number
  /** The request from which the booking was opened. */
  origin: Request | null
}

export type AskedOptions = {
  workspace: WorkspaceId
  actor: MemberId
  source: BookingSource
  times?: TimesAsked
}

/** What the booking modal shows. It promises nothing: `book` decides again when a time is submitted. */
export const bookingOptions = async (
  read: Read,
  { actor, source, times = FIRST_TIMES }: AskedOptions,
): Promise<BookingOptions | Refusal> => {
  if ('session' in source) {
    return read((tx) => moveOptions(tx, { actor, session: source.session, times, now: read.now() }))
  }
  const origin = 'member' in source ? null : await read((tx) => acceptableOrigin(tx, actor, source))
  if (origin && 'outcome' in origin) return origin
  const other = origin ? origin.sender : 'member' in source ? source.member : actor
  if (other === actor) return refuse({ reason: 'self', member: other })
  const unmet = await read.meet([actor, other])
  if (unmet) return unmet
  return read(async (tx) => {
    const actorIs = origin
      ? mentorOf(origin) === actor
        ? 'mentor'
        : 'mentee'
      : (('member' in source ? source.actorIs : null) ?? (await likelyRole(tx, actor, other)))
    return optionsIn(tx, { actor, other, actorIs, origin, times, now: read.now() })
  })
}

/**
 * The source's newest request that the actor can accept by booking, or why there is none. If that request has been
 * withdrawn, the newest open one on its card takes its place.
 */
const acceptableOrigin = async (
  tx: Tx,
  actor: MemberId,
  source: { card: CardId } | { request: RequestId },
): Promise<Request | Refusal> => {
  const named =
    'request' in source
      ? await findRequest(tx, source.request)
      : ((await latestOpenOfCard(tx, source.card)) ?? (await latestRequestOfCard(tx, source.card)))
  if (!named) return refuse({ reason: 'not_found' })
  const request = named.withdrawnAt === null ? named : ((await latestOpenOfCard(tx, named.card)) ?? named)
  const reason = acceptRefusal(request, 'booking', actor, false)
  return reason ? refuse({ reason }) : request
}

/** Mentor if the other asked the actor for a session, mentee otherwise (spec 3-booking, Who books what). */
const likelyRole = async (tx: Tx, actor: MemberId, other: MemberId): Promise<MentoringRole> => {
  const asked = await openRequestsOf(tx, { sender: other, receiver: actor, kind: 'session_request' })
  return asked.length > 0 ? 'mentor' : 'mentee'
}

const optionsIn = async (
  tx: Tx,
  ask: {
    actor: MemberId
    other: MemberId
    actorIs: MentoringRole
    origin: Request | null
    times: TimesAsked
    now: Instant
  },
): Promise<BookingOptions | Refusal> => {
  const { actor, other, actorIs, origin, times, now } = ask
  const [members, received, policy] = await Promise.all([
    findMembers(tx, [actor, other]),
    openRequestsOf(tx, { sender: other, receiver: actor, kind: kindAcceptedByBooking(actorIs) }),
    workspaceSettings(tx),
  ])
  const [own, partner] = [members.get(actor), members.get(other)]
  if (!own || !partner) return refuse({ reason: 'unknown_member', member: other })
  const unfit = refuseActor(own, policy)
  if (unfit) return unfit
  const barred = partnerRefusal(actor, partner, policy, received.length > 0 ? 'answer' : 'book')
  if (barred) return refuse({ reason: barred, member: other })

  const [mentor, mentee] = actorIs === 'mentor' ? [own, partner] : [partner, own]
  const free = await bookableTimes(tx, { actorIs, mentor, mentee, moves: null, now }, times)
  return { outcome: 'options', ...free, accepts: received.length, origin }
}

/** The times to which the actor can move one of their sessions. */
const moveOptions = async (
  tx: Tx,
  ask: { actor: MemberId; session: SessionId; times: TimesAsked; now: Instant },
): Promise<BookingOptions | Refusal> => {
  const { actor, times, now } = ask
  const session = await findSession(tx, ask.session)
  if (!session || isOpen(session) || !everyoneIn(session).includes(actor))
    return refuse({ reason: 'not_found' })
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (session.startsAt <= now) return refuse({ reason: 'begun' })
  const members = await findMembers(tx, everyoneIn(session))
  const [mentor, mentee] = [members.get(session.mentor), members.get(otherOf(session, session.mentor))]
  if (!mentor || !mentee) return refuse({ reason: 'not_found' })
  const actorIs = actor === mentor.id ? 'mentor' : 'mentee'
  const free = await bookableTimes(tx, { actorIs, mentor, mentee, moves: session, now }, times)
  return { outcome: 'options', ...free, accepts: 0, origin: null }
}
