import type { MemberId } from '../../../domain/ids.ts'
import type { AnswerBar } from '../../../domain/member.ts'
import type { Request, RequestKind } from '../../../domain/requests/request.ts'
import { isOpen, type Session } from '../../../domain/sessions/session.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import { link, webAddress } from '../markup.ts'
import { allOf, kindWords, several } from './nouns.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** @param open how many of the card's requests can still be accepted */
export const cardTitle = (kind: RequestKind, from: MemberId, open: number): string => {
  const wish = {
    offer: open > 0 ? 'offers to mentor you' : 'offered to mentor you',
    session_request: open > 0 ? 'would like a session with you' : 'asked you for a session',
  }[kind]
  return `*${mention(from)} ${wish}*`
}

/** Above the one that the card shows. @param count two at least */
export const latestOf = (count: number, kind: RequestKind): string => `${several(count, kind)}, the latest:`

/** A session request that accepted the reader's offers says so first. */
export const answersOffers = (from: MemberId, count: number): string =>
  `${mention(from)} *accepted ${allOf('your', count, 'offer')}* with this session request.`

export const noMessage = 'No message.'

/** `Sent today at 10:00 · Berlin time · About this message · suggested by @Ada`. @param zone the sender's */
export const sentLine = (
  { sentAt, contextUrl, suggestedBy }: Pick<Request, 'sentAt' | 'contextUrl' | 'suggestedBy'>,
  zone: Zone,
): string =>
  `Sent ${moment(sentAt)} · ${zoneName(zone)}${contextPart(contextUrl)}${suggestedPart(suggestedBy)}`

/** ` · suggested by @Ada`, for what somebody suggested and let that be said. */
export const suggestedPart = (suggester: MemberId | null): string =>
  suggester === null ? '' : ` · suggested by ${mention(suggester)}`

/** ` · About this message`, for what was sent from a message. */
export const contextPart = (contextUrl: string | null): string => {
  const address = contextUrl === null ? undefined : webAddress(contextUrl)
  return address ? ` · About ${link(address, 'this message')}` : ''
}

export const cardStatus = {
  pending: (from: MemberId) =>
    `Accept to pick a time. If you dismiss it, ${mention(from)} won't be told, and you can still accept later.`,
  partlyDismissed: (dismissed: number) => `You dismissed ${dismissed} of them.`,
  dismissed: (from: MemberId, canAccept: boolean) =>
    `*Dismissed.* ${mention(from)} won't be notified.${canAccept ? ' You can still accept at any time.' : ''}`,
  withdrawn: (from: MemberId) => `*Withdrawn.* ${mention(from)} took it back. There's nothing left to do.`,
  acceptedByBooking: (from: MemberId, session: Session | null) => {
    const at = session ? `: ${moment(session.startsAt)}` : ''
    return session?.status === 'cancelled'
      ? `*Accepted.* You booked a session with ${mention(from)}${at}. It was cancelled later.`
      : `*Accepted.* You're booked with ${mention(from)}${at}.`
  },
  /** @param session null if they have the seat no longer */
  acceptedBySeat: (from: MemberId, kind: RequestKind, session: Session | null) => {
    const seat =
      kind === 'offer'
        ? `You took a seat in ${mention(from)}'s open session`
        : `You gave ${mention(from)} a seat in your open session`
    if (session === null)
      return `*Accepted.* ${seat}.${kind === 'offer' ? " You don't have it any more." : " They don't have it any more."}`
    const later = session.status === 'cancelled' ? ' It was cancelled later.' : ''
    return `*Accepted.* ${seat}: ${moment(session.startsAt)}.${later}`
  },
  acceptedByAsking: (from: MemberId) => `*Accepted.* You asked ${mention(from)} for a session.`,
  related: (kind: RequestKind, accepted: number) => `That accepted ${allOf('their', accepted, kind)}.`,
  bookedMeanwhile: (from: MemberId, session: Session, canDismiss: boolean) => {
    const at = moment(session.startsAt)
    const then = canDismiss ? ' If that settles it, dismiss this.' : ''
    if (isOpen(session))
      return session.mentor === from
        ? `You have a seat in ${mention(from)}'s open session: ${at}.${then}`
        : `${mention(from)} took a seat in your open session: ${at}.${then}`
    return session.bookedBy === from
      ? `${mention(from)} booked a session with you: ${at}.${then}`
      : `You're booked with ${mention(from)}: ${at}.`
  },
}

/** @param count two at least */
export const seeAll = (count: number): string => `See all ${count}`

/** What a screen reader says of a card's buttons, among those of other cards. @param name the sender's */
export const spokenAnswer = (label: string, name: string, kind: RequestKind): string =>
  `${label}: ${kindWords[kind]} from ${name}`

const mentoringIsFor = {
  guest: 'mentoring is for full members',
  stranger: 'mentoring is for members of this one',
} as const

/** Why an open request cannot be accepted, in place of how it could. */
export const cannotAccept = ({ side, bar }: AnswerBar, from: MemberId): string => {
  const isOwn = side === 'receiver'
  const [who, are] = isOwn ? ['You', "You're"] : [mention(from), `${mention(from)} is`]
  switch (bar) {
    case 'deactivated':
      return isOwn
        ? "Your account is deactivated, so you can't accept this."
        : `${who}'s account is deactivated, so you can't accept this.`
    case 'guest':
      return `${are} a guest here, and ${mentoringIsFor.guest}, so you can't accept this. An admin of this workspace can change that.`
    case 'stranger':
      return `${are} from another organisation, and ${mentoringIsFor.stranger}, so you can't accept this. An admin of this workspace can change that.`
  }
}
