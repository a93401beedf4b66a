import type { Availability } from '../../domain/availability/availability.ts'
import {
  cardId,
  type Intent,
  type MemberId,
  type RequestId,
  requestId,
  type WorkspaceId,
} from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import {
  acceptRefusal,
  forSender,
  MESSAGE_LIMIT,
  type Request,
  type RequestForSender,
  type RequestKind,
} from '../../domain/requests/request.ts'
import { rerouteMoment } from '../../domain/requests/reroute.ts'
import { workingTime } from '../../domain/requests/working-time.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Instant } from '../../domain/time/time.ts'
import { isZone } from '../../domain/time/zone.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import { nextOnCard, openRequestsOf } from '../../store/open-requests.ts'
import {
  countAnsweredBy,
  findRequest,
  findRequestByIntent,
  insertRequest,
  isNewSender,
} from '../../store/requests.ts'
import { usableSuggestion } from '../../store/suggestions.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { cardNotice, homeNotices } from '../notices.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { useSuggestion } from '../suggestions/use.ts'
import { acceptAll } from './accept.ts'

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
  /** The offer that this session request answers, which is refused if that offer can no longer be accepted. */
  answers: RequestId | null
  /** Asks to be shown others who could help if nobody answers; counts for session requests that answer no offer. */
  others: boolean
}

/**
 * `answered`: how many open offers of the receiver this session request accepted; `isFirst`: the sender never sent
 * anything before, and has no profile by which others could find them.
 */
export type Sent = {
  outcome: 'sent' | 'unchanged'
  request: RequestForSender
  answered: number
  isFirst: boolean
}

/**
 * Sends an offer or a session request. Never refused because of earlier ones; a session request accepts every open
 * offer of its receiver to its sender (spec 1-lifecycle, rule 2). The same intent twice sends once.
 */
export const send = async (act: Act, sending: Sending): Promise<Sent | Refusal> => {
  const { actor, to, message } = sending
  if (message.length > MESSAGE_LIMIT) return refuse({ reason: 'message_too_long', limit: MESSAGE_LIMIT })
  if (to === actor) return refuse({ reason: 'self', member: to })
  return act({ members: [actor, to] }, (tx) => sendTo(tx, sending))
}

/** Sends to one, behind the locks of both. */
export const sendTo = async (tx: MemberTx, sending: Sending): Promise<Sent | Refusal> => {
  const { actor, to, kind } = sending
  const [mentor, mentee] = kind === 'offer' ? [actor, to] : [to, actor]
  const wantsOthers = kind === 'session_request' && sending.others && !sending.answers
  const [members, earlier, origin, offers, onCard, settings, suggestion, isFirst, own] = await Promise.all([
    tx.held,
    findRequestByIntent(tx, sending.intent),
    sending.answers ? findRequest(tx, sending.answers) : undefined,
    kind === 'session_request' ? openRequestsOf(tx, { sender: to, receiver: actor, kind: 'offer' }) : [],
    nextOnCard(tx, { sender: actor, receiver: to, kind }),
    workspaceSettings(tx),
    usableSuggestion(tx, { mentor, mentee, receiver: actor }, tx.now()),
    isNewSender(tx, actor),
    wantsOthers ? availabilityOf(tx, actor) : null,
  ])
  const receiver = members.get(to)
  if (!receiver) return tx.unmet(to)

  if (earlier) {
    if (earlier.sender !== actor) return refuse({ reason: 'not_found' })
    const answered = await countAnsweredBy(tx, earlier.id)
    return { outcome: 'unchanged', request: forSender(earlier), answered, isFirst: false }
  }

  const sender = members.get(actor)
  const unfit = refuseActor(sender, settings)
  if (unfit) return unfit

  if (sending.answers) {
    if (!origin || origin.sender !== to) return refuse({ reason: 'not_found' })
    const othersAreOpen = origin.kind === 'offer' && offers.length > 0
    const closed = acceptRefusal(origin, 'session_request', actor, othersAreOpen)
    if (closed) return refuse({ reason: closed })
  }

  const barred = partnerRefusal(actor, receiver, settings, offers.length > 0 ? 'answer' : 'send')
  if (barred) return refuse({ reason: barred, member: to })

  const { suggestedBy, notices } = useSuggestion(tx, suggestion, 'request', tx.now())
  const rerouteAt = own && sender && rerouteOf(tx.now(), sender.zone, own.availability, settings)
  const request = write(tx, { ...sending, suggestedBy }, onCard, rerouteAt ?? null)
  const answered = acceptAll(tx, offers, { sessionRequest: request.id }, request.sentAt)
  tx.tell([
    cardNotice(request, true),
    ...offers.slice(0, 1).map((offer) => cardNotice(offer)),
    ...notices,
    ...homeNotices(actor, to),
  ])
  return { outcome: 'sent', request: forSender(request), answered: answered?.count ?? 0, isFirst }
}

const rerouteOf = (
  now: Instant,
  zone: string,
  { weekly }: Availability,
  settings: Settings,
): Instant | null => {
  const { othersAfterDays } = settings
  if (othersAfterDays === 0) return null
  return rerouteMoment(now, othersAfterDays, isZone(zone) ? zone : 'UTC', workingTime(weekly, settings))
}

const write = (
  tx: MemberTx,
  sending: Sending & Pick<Request, 'suggestedBy'>,
  onCard: Awaited<ReturnType<typeof nextOnCard>>,
  rerouteAt: Instant | null,
): Request => {
  const { actor: sender, to: receiver, kind, message, contextUrl, intent, suggestedBy } = sending
  const card = onCard?.card ?? cardId(tx.nextId())
  const request = {
    ...{ sender, receiver, kind, message, contextUrl, intent, suggestedBy },
    id: requestId(tx.nextId()),
    card,
    number: onCard?.number ?? 1,
    sentAt: tx.now(),
  }
  insertRequest(tx, { ...request, opensCard: onCard === null, rerouteAt })
  return { ...request, status: 'pending', withdrawnAt: null, acceptedAt: null, acceptedBy: null }
}
