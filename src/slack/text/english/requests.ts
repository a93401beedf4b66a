import type { MemberId } from '../../../domain/ids.ts'
import type { AnswerBar } from '../../../domain/member.ts'
import type { RequestForSender, RequestKind } from '../../../domain/requests/request.ts'
import type { Listed, SentListed } from '../../../store/reads/request-lists.ts'
import { contextPart, suggestedPart } from './cards.ts'
import { capital, kindWords, stateWords } from './nouns.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

const barWords = {
  sender: {
    deactivated: 'their account is deactivated',
    guest: "they're a guest",
    stranger: "they're from another organisation",
  },
  receiver: {
    deactivated: 'your account is deactivated',
    guest: "you're a guest",
    stranger: "you're from another organisation",
  },
} as const satisfies Record<AnswerBar['side'], Record<AnswerBar['bar'], string>>

const line = (...parts: readonly (string | false)[]) => parts.filter((part) => part !== false).join(' · ')

/** What a request is, for its receiver. */
export const asksYou = (kind: RequestKind, sender: MemberId): string =>
  kind === 'offer'
    ? `${mention(sender)} offers to mentor you`
    : `${mention(sender)} would like a session with you`

/** The same for its sender. */
export const youAsked = (kind: RequestKind, receiver: MemberId): string =>
  kind === 'offer'
    ? `You offered to mentor ${mention(receiver)}`
    : `You asked ${mention(receiver)} for a session`

const barred = (bar: AnswerBar | null) => bar !== null && `can't be accepted: ${barWords[bar.side][bar.bar]}`

/** Two lines about one request in Received. */
export const receivedRow = ({ request, state, session, ...item }: Listed): string =>
  `*${asksYou(request.kind, request.sender)}*\n${line(
    stateWords[state],
    state === 'accepted' && howAccepted(request, session, 'you sent a session request'),
    barred(item.barred),
    sentAt(request),
  )}${suggestedPart(request.suggestedBy)}`

/** The same on Home, where what is pending stands by itself. */
export const pendingRow = ({ request, ...item }: Listed): string =>
  `*${asksYou(request.kind, request.sender)}*\n${capital(line(sentAt(request), barred(item.barred)))}${suggestedPart(request.suggestedBy)}`

/** One line on Home about a request that was dismissed. */
export const dismissedRow = ({ request, state, ...item }: Listed): string =>
  line(
    asksYou(request.kind, request.sender),
    stateWords[state].toLowerCase(),
    barred(item.barred),
    sentAt(request),
  )

/** Two lines about one request in Sent; their input knows nothing of dismissals. */
export const sentRow = ({ request, state, session }: SentListed): string =>
  `*${youAsked(request.kind, request.receiver)}*\n${line(
    stateWords[state],
    state === 'accepted' && howAccepted(request, session, 'they sent you a session request'),
    sentAt(request),
  )}`

/** One line on Home about a request that waits for an answer. */
export const waitingRow = ({ request }: SentListed): string =>
  line(youAsked(request.kind, request.receiver), sentAt(request))

const howAccepted = ({ acceptedBy }: RequestForSender, session: Listed['session'], byAsking: string) => {
  if (acceptedBy !== null && 'sessionRequest' in acceptedBy) return byAsking
  if (session === null) return false
  return session.status === 'cancelled' ? 'session cancelled' : `session: ${moment(session.startsAt)}`
}

const sentAt = ({ sentAt, contextUrl }: RequestForSender) =>
  `sent ${moment(sentAt)}${contextPart(contextUrl)}`

/** What a screen reader says of Withdraw. @param name the receiver's */
export const spokenWithdraw = (name: string, kind: RequestKind): string =>
  `Withdraw: ${kindWords[kind]} to ${name}`

/** The same of buttons that open a list. */
export const spokenLists = {
  openSessions: 'Show all open sessions',
  sent: 'Show all that you sent',
  suggested: 'Show all that was suggested to you',
  history: { received: 'History of what you received', sent: 'History of what you sent' },
} as const
