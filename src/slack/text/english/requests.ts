import type { MemberId } from '../../../domain/ids.ts'
import type { AnswerBar } from '../../../domain/member.ts'
import type { RequestForSender, RequestKind } from '../../../domain/requests/request.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Instant } from '../../../domain/time/time.ts'
import type { Listed, SentListed } from '../../../store/reads/request-lists.ts'
import { link, mention, webAddress } from '../markup.ts'
import { allOf, kindWords, several, stateWords } from './nouns.ts'
import { moment } from './times.ts'

/** @param open how many of the card's requests can still be accepted; the card shows the latest */
export const cardTitle = (kind: RequestKind, from: MemberId, open: number): string =>
  open > 1
    ? `*${several(open, kind)}* from ${mention(from)}, the latest:`
    : `*${kindWords[kind]}* from ${mention(from)}`

/** A session request that accepted the reader's offers says so first. */
export const answersOffers = (from: MemberId, count: number): string =>
  `${mention(from)} *accepted ${allOf('your', count, 'offer')}* by sending you this session request.`

export const noMessage = 'No message was added.'

export const sentLine = (sentAt: Instant, contextUrl: string | null): string =>
  `Sent ${moment(sentAt)}${contextPart(contextUrl)}`

const contextPart = (contextUrl: string | null): string => {
  const address = contextUrl === null ? undefined : webAddress(contextUrl)
  return address ? ` · About ${link(address, 'this message')}` : ''
}

export const cardStatus = {
  pending: (kind: RequestKind, from: MemberId) =>
    `Accept by picking a time with ${mention(from)}${kind === 'offer' ? ', or by sending them a session request' : ''}. If you dismiss it, they are not told, and you can still accept it later.`,
  partlyDismissed: (dismissed: number) => `${dismissed} of them you have dismissed.`,
  dismissed: (from: MemberId, canAccept: boolean) =>
    `*Dismissed.* ${mention(from)} is not told.${canAccept ? ' You can still accept, at any time.' : ''}`,
  withdrawn: (from: MemberId) => `*Withdrawn* by ${mention(from)}. There is nothing left to do here.`,
  acceptedByBooking: (from: MemberId, session: Session | null) =>
    `*Accepted.* You booked a session with ${mention(from)}${session ? ` for ${moment(session.startsAt)}` : ''}.${
      session?.status === 'cancelled' ? ' It was cancelled later.' : ''
    }`,
  acceptedByAsking: (from: MemberId) => `*Accepted.* You sent ${mention(from)} a session request.`,
  related: (kind: RequestKind, accepted: number) =>
    `With that you accepted ${allOf('their', accepted, kind)}.`,
  bookedMeanwhile: (from: MemberId, session: Session, canDismiss: boolean) =>
    session.bookedBy === from
      ? `${mention(from)} has booked a session with you for ${moment(session.startsAt)}.${canDismiss ? ' If that settles it, dismiss this.' : ''}`
      : `You have a session with ${mention(from)}: ${moment(session.startsAt)}.`,
}

const mentoringIsFor = {
  guest: 'mentoring is for full members',
  stranger: 'mentoring is for members of this one',
} as const

/** Why an open request cannot be accepted, in place of how it could. */
export const cannotAccept = ({ side, bar }: AnswerBar, from: MemberId): string => {
  const isOwn = side === 'receiver'
  const who = isOwn ? 'You' : mention(from)
  switch (bar) {
    case 'deactivated':
      return `${isOwn ? 'Your account' : `The account of ${who}`} is deactivated, so this cannot be accepted.`
    case 'guest':
      return `${who} ${isOwn ? 'are' : 'is'} a guest here, and ${mentoringIsFor.guest}, so this cannot be accepted. An admin of this workspace can change that.`
    case 'stranger':
      return `${who} ${isOwn ? 'belong' : 'belongs'} to another organisation, and ${mentoringIsFor.stranger}, so this cannot be accepted. An admin of this workspace can change that.`
  }
}

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

export const withdrawDialogue = {
  title: 'Withdraw this request?',
  text: 'It can then no longer be accepted. You can send a new one at any time.',
  confirm: 'Withdraw',
  deny: 'Keep it',
} as const

export const sending = {
  memberLabel: { offer: 'Who would you mentor?', session_request: 'Who would you like to learn from?' },
  memberPlaceholder: 'Pick a member',
  messageLabel: 'Message',
  messagePlaceholder: {
    offer: 'What could you help them with?',
    session_request: 'What would you like to talk about?',
  },
  to: (member: MemberId) => `To ${mention(member)}`,
  each: {
    offer: 'Each of them gets an offer of their own, and does not see who else got one.',
    session_request: 'Each of them gets a request of their own, and does not see who else got one.',
  },
  next: {
    offer:
      'They get your offer as a message. They can book a session in your free hours, or send you a session request. You are told when they do.',
    session_request:
      'They get your request as a message and can book a session at a time that suits you both. You are told when they do.',
  },
  answers: (member: MemberId) =>
    `This accepts what ${mention(member)} offered you, and asks them for a session. They pick the time, and you are told when they do.`,
  context: (contextUrl: string) => {
    const address = webAddress(contextUrl)
    return address && `About ${link(address, 'this message')}, which they will see a link to.`
  },
} as const
