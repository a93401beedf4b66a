import type { MemberId } from '../../../domain/ids.ts'
import type { AnswerBar } from '../../../domain/member.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Instant } from '../../../domain/time/time.ts'
import { link, mention, webAddress } from '../markup.ts'
import { allOf, kindWords, several } from './nouns.ts'
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

/** ` · About this message`, for what was sent from a message. */
export const contextPart = (contextUrl: string | null): string => {
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
