import {
  cardId,
  type Intent,
  type MemberId,
  type RequestId,
  requestId,
  type WorkspaceId,
} from '../domain/ids.ts'
import { partnerRefusal } from '../domain/member.ts'
import {
  decide,
  forSender,
  MESSAGE_LIMIT,
  type Request,
  type RequestForSender,
  type RequestKind,
} from '../domain/request.ts'
import { insertCard, type Pair } from '../store/cards.ts'
import { lockMembers } from '../store/members.ts'
import {
  countAnsweredBy,
  findRequest,
  findRequestByIntent,
  insertRequest,
  latestRequestOfCard,
  openRequestsOf,
} from '../store/requests.ts'
import type { Tx } from '../store/transaction.ts'
import { workspacePolicy } from '../store/workspaces.ts'
import type { Directory } from './directory.ts'
import { type Refusal, refuse } from './outcome.ts'
import { act, type Parts, tell } from './parts.ts'
import { acceptAll, cardNotice, homeNotices } from './settle.ts'

export type Sending = {
  workspace: WorkspaceId
  actor: MemberId
  kind: RequestKind
  to: MemberId
  /** May be empty; at most MESSAGE_LIMIT characters. */
  message: string
  /** Permalink of the Slack message that the request is about. */
  contextUrl: string | null
  intent: Intent
  /** The offer that this session request is sent from: refused where that one can no longer be accepted. */
  answers: RequestId | null
}

/** `answered`: how many open offers of the receiver this session request accepted. */
export type Sent = { outcome: 'sent' | 'unchanged'; request: RequestForSender; answered: number }

/**
 * Sends an offer or a session request. Never refused because of earlier ones; a session request accepts every open
 * offer of its receiver to its sender (spec 1-lifecycle, rule 2). The same intent twice sends once.
 */
export const send =
  (parts: Parts, directory: Directory) =>
  async (sending: Sending): Promise<Sent | Refusal> => {
    if (sending.message.length > MESSAGE_LIMIT) {
      return refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT })
    }
    if (sending.to === sending.actor) return refuse({ reason: 'self', member: sending.to })
    const unmet = await directory.meet(sending.workspace, [sending.actor, sending.to])
    return unmet ?? act(parts, sending.workspace, (tx) => sendIn(parts, tx, sending))
  }

const sendIn = async (parts: Parts, tx: Tx, sending: Sending): Promise<Sent | Refusal> => {
  const { actor, to, kind } = sending
  const receiver = (await lockMembers(tx, [actor, to])).get(to)
  if (!receiver) return refuse({ reason: 'unknown_member', member: to })

  const earlier = await findRequestByIntent(tx, sending.intent)
  if (earlier) {
    return earlier.sender === actor
      ? { outcome: 'unchanged', request: forSender(earlier), answered: await countAnsweredBy(tx, earlier.id) }
      : refuse({ reason: 'not_found' })
  }

  const origin = sending.answers && (await findRequest(tx, sending.answers))
  if (sending.answers) {
    if (!origin || origin.sender !== to) return refuse({ reason: 'not_found' })
    const decision = decide(origin, { type: 'accept', through: 'session_request' }, actor)
    if (decision.outcome === 'refused') return decision
    if (decision.outcome === 'unchanged') return refuse({ reason: 'accepted' })
  }

  const offers =
    kind === 'session_request' ? await openRequestsOf(tx, { sender: to, receiver: actor, kind: 'offer' }) : []
  const barred = partnerRefusal(
    actor,
    receiver,
    await workspacePolicy(tx),
    offers.length > 0 ? 'answer' : 'send',
  )
  if (barred) return refuse({ reason: barred, member: to })

  const request = await write(parts, tx, sending)
  const answered = await acceptAll(tx, offers, { sessionRequest: request.id }, parts.clock.now())
  await tell(parts, tx, [
    cardNotice(request, true),
    ...offers.slice(0, 1).map((offer) => cardNotice(offer)),
    ...homeNotices(actor, to),
  ])
  return { outcome: 'sent', request: forSender(request), answered: answered?.count ?? 0 }
}

const write = async (parts: Parts, tx: Tx, sending: Sending): Promise<Request> => {
  const pair: Pair = { sender: sending.actor, receiver: sending.to, kind: sending.kind }
  const [open] = await openRequestsOf(tx, pair)
  const card = open?.card ?? cardId(parts.nextId())
  if (!open) await insertCard(tx, { ...pair, id: card })
  const latest = open && (await latestRequestOfCard(tx, card))
  const request = {
    ...pair,
    id: requestId(parts.nextId()),
    card,
    number: (latest?.number ?? 0) + 1,
    message: sending.message,
    contextUrl: sending.contextUrl,
    intent: sending.intent,
    sentAt: parts.clock.now(),
  }
  await insertRequest(tx, request)
  return { ...request, status: 'pending', withdrawnAt: null, acceptedAt: null, acceptedBy: null }
}
