import type { AnswerBar } from '../../../domain/member.ts'
import type { RequestForSender } from '../../../domain/requests/request.ts'
import type { Listed, SentListed } from '../../../store/reads/request-lists.ts'
import { mention } from '../markup.ts'
import { contextPart } from './cards.ts'
import { kindWords, stateWords } from './nouns.ts'
import { moment } from './times.ts'

const barWords = {
  sender: {
    deactivated: 'their account is deactivated',
    guest: 'they are a guest',
    stranger: 'they are of another organisation',
  },
  receiver: {
    deactivated: 'your account is deactivated',
    guest: 'you are a guest',
    stranger: 'you are of another organisation',
  },
} as const satisfies Record<AnswerBar['side'], Record<AnswerBar['bar'], string>>

const line = (...parts: readonly (string | false)[]) => parts.filter((part) => part !== false).join(' · ')

/** Two lines about one request in Received. */
export const receivedRow = ({ request, state, session, barred }: Listed): string =>
  `*${kindWords[request.kind]}* from ${mention(request.sender)}\n${line(
    stateWords[state],
    state === 'accepted' && howAccepted(request, session, 'you sent a session request'),
    barred !== null && `cannot be accepted: ${barWords[barred.side][barred.bar]}`,
    sentAgo(request),
  )}`

/** The same for Sent: its input knows nothing of dismissals. */
export const sentRow = ({ request, state, session }: SentListed): string =>
  `*${kindWords[request.kind]}* to ${mention(request.receiver)}\n${line(
    stateWords[state],
    state === 'accepted' && howAccepted(request, session, 'they sent you a session request'),
    sentAgo(request),
  )}`

const howAccepted = ({ acceptedBy }: RequestForSender, session: Listed['session'], byAsking: string) => {
  if (acceptedBy !== null && 'sessionRequest' in acceptedBy) return byAsking
  if (session === null) return false
  return session.status === 'cancelled'
    ? 'the session was cancelled'
    : `session booked for ${moment(session.startsAt)}`
}

const sentAgo = ({ sentAt, contextUrl }: RequestForSender) =>
  `sent ${moment(sentAt)}${contextPart(contextUrl)}`
