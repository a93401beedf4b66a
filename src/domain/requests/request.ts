import type { CardId, MemberId, RequestId, SessionId } from '../ids.ts'
import type { MentoringRole } from '../member.ts'
import type { Instant } from '../time/time.ts'

/** An offer: the sender would be the mentor. A session request: the sender would be the mentee. */
export type RequestKind = 'offer' | 'session_request'
export type RequestStatus = 'pending' | 'dismissed' | 'accepted'

/** What accepted a request: there is no bare accept (spec 1-lifecycle, rule 1). */
export type AcceptedBy = { session: SessionId } | { sessionRequest: RequestId }

export type Request = {
  id: RequestId
  kind: RequestKind
  sender: MemberId
  receiver: MemberId
  message: string
  /** A link to the Slack message the request is about. */
  contextUrl: string | null
  status: RequestStatus
  card: CardId
  /** Counts from 1 within the card, assigned under the pair's lock: a reader of the card has seen "up to number n". */
  number: number
  sentAt: Instant
  withdrawnAt: Instant | null
  acceptedAt: Instant | null
  acceptedBy: AcceptedBy | null
  /** Who suggested it, if they let that be said. */
  suggestedBy: MemberId | null
}

/** The longest message of a request, in characters: the card's quote stays far below Slack's 3,000 for a section. */
export const MESSAGE_LIMIT = 1500

/** The most members one form can send to: mentoring is for people, not crowds. */
export const MOST_RECEIVERS = 10

export type Act =
  | { type: 'dismiss' }
  | { type: 'withdraw' }
  | { type: 'accept'; through: 'booking' | 'session_request' }

type Role = 'sender' | 'receiver'

/**
 * The lifecycle as the spec writes it (1-lifecycle, Statuses): who may do what from which status.
 * `to: 'unchanged'` keeps the status; a withdrawal is recorded separately.
 */
export const lifecycle = {
  dismiss: { by: 'receiver', from: ['pending'], to: 'dismissed', done: ['dismissed'] },
  accept: { by: 'receiver', from: ['pending', 'dismissed'], to: 'accepted', done: ['accepted'] },
  withdraw: { by: 'sender', from: ['pending', 'dismissed'], to: 'unchanged', done: [] },
} as const satisfies Record<
  Act['type'],
  {
    by: Role
    from: readonly RequestStatus[]
    to: RequestStatus | 'unchanged'
    done: readonly RequestStatus[]
  }
>

/** Which acts accept which kind: an offer by booking or asking back, a session request only by booking. */
export const acceptedThrough = {
  offer: ['booking', 'session_request'],
  session_request: ['booking'],
} as const satisfies Record<RequestKind, readonly ('booking' | 'session_request')[]>

export type Decision =
  | { outcome: 'changed'; status: RequestStatus; withdrawn: boolean }
  /** The same act again: it has been done, so nothing more happens (spec 1-lifecycle, rule 7). */
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; reason: 'not_found' | 'accepted' | 'withdrawn' | 'needs_booking' }

type Decidable = Pick<Request, 'kind' | 'sender' | 'receiver' | 'status' | 'withdrawnAt'>

const refused = (reason: Extract<Decision, { outcome: 'refused' }>['reason']): Decision => ({
  outcome: 'refused',
  reason,
})

/**
 * The only reader of the lifecycle table. A member who may not act, a stranger or the other side, gets the same answer
 * as for an unknown id, so ids reveal nothing (spec 5-trust, Who may do what).
 */
export const decide = (request: Decidable, act: Act, actor: MemberId): Decision => {
  const rule = lifecycle[act.type]
  if (request[rule.by] !== actor) return refused('not_found')
  if (request.withdrawnAt !== null)
    return act.type === 'withdraw' ? { outcome: 'unchanged' } : refused('withdrawn')
  if (includes(rule.done, request.status)) return { outcome: 'unchanged' }
  if (!includes(rule.from, request.status)) return refused('accepted')
  if (act.type === 'accept' && !includes(acceptedThrough[request.kind], act.through)) {
    return refused('needs_booking')
  }
  return {
    outcome: 'changed',
    status: rule.to === 'unchanged' ? request.status : rule.to,
    withdrawn: act.type === 'withdraw',
  }
}

/**
 * Why the actor cannot accept the request from where they found it. A withdrawal since then is no reason if others on
 * its card are open: the actor accepts those.
 */
export const acceptRefusal = (
  request: Decidable,
  through: 'booking' | 'session_request',
  actor: MemberId,
  othersAreOpen: boolean,
): Extract<Decision, { outcome: 'refused' }>['reason'] | undefined => {
  const decision = decide(request, { type: 'accept', through }, actor)
  if (decision.outcome === 'changed') return undefined
  if (decision.outcome === 'unchanged') return 'accepted'
  return decision.reason === 'withdrawn' && othersAreOpen ? undefined : decision.reason
}

const includes = <T>(list: readonly T[], value: T) => list.includes(value)

/** Open: it can still be accepted. */
export const isOpen = (request: Pick<Request, 'status' | 'withdrawnAt'>) =>
  request.status !== 'accepted' && request.withdrawnAt === null

/** The request as its sender may see it: a dismissal does not exist for them (spec 1-lifecycle, Who learns what). */
export const asSenderSees = (status: RequestStatus): Exclude<RequestStatus, 'dismissed'> =>
  status === 'dismissed' ? 'pending' : status

/** A request in the form that code addressing its sender may see. */
export type RequestForSender = Omit<Request, 'status'>

export const forSender = ({ status: _status, ...request }: Request): RequestForSender => request

/** The kind whose open requests are accepted when the actor books: what the actor *received* in that role (rules 2, 4, 5). */
export const kindAcceptedByBooking = (actorIs: MentoringRole): RequestKind =>
  actorIs === 'mentee' ? 'offer' : 'session_request'

/** Who is the mentor of a request. */
export const mentorOf = (request: Pick<Request, 'kind' | 'sender' | 'receiver'>): MemberId =>
  request.kind === 'offer' ? request.sender : request.receiver

export const menteeOf = (request: Pick<Request, 'kind' | 'sender' | 'receiver'>): MemberId =>
  request.kind === 'offer' ? request.receiver : request.sender
