import type { MemberId } from './ids.ts'
import type { Instant } from './time/time.ts'

/** A member as Slack last described them (users.info). */
export type Member = {
  id: MemberId
  /** Display name, for places where Slack draws no mention (option texts, calendar files). */
  name: string
  /** IANA zone of the Slack profile; external and deleted members can lack one, then UTC. */
  zone: string
  isBot: boolean
  isDeactivated: boolean
  isGuest: boolean
  /** Of another organisation, seen through Slack Connect. */
  isStranger: boolean
  /** Has switched "not taking new requests" on. */
  isPaused: boolean
}

/** How new a profile is: when Slack says that it last changed, where it does, and the moment that its answer speaks of. */
export type Recency = { updatedAt: Instant | null; seenAt: Instant }

/**
 * Does what was heard of a member take the place of what is kept? Events come late and out of order, and an answer may
 * be older than an event that arrived while it was awaited. What Slack dates is ordered by that date; the rest, and
 * changes within one second, by the moment that each speaks of.
 */
export const isNewer = (heard: Recency, kept: Recency): boolean =>
  heard.updatedAt !== null && kept.updatedAt !== null && heard.updatedAt !== kept.updatedAt
    ? heard.updatedAt > kept.updatedAt
    : heard.seenAt >= kept.seenAt

export type WorkspacePolicy = { guests: boolean; strangers: boolean }

/** What keeps a member out, whichever side of a request or session they would be. */
export type Bar = 'deactivated' | 'stranger' | 'guest'

export type Standing = Pick<Member, 'isDeactivated' | 'isStranger' | 'isGuest'>

/**
 * May this member take part in anything new? The same answer for who acts and for whom it concerns, at sending, at
 * answering and at booking: nobody is let in who can then not be answered (spec 1-lifecycle, rule 8).
 */
export const barOf = (member: Standing, policy: WorkspacePolicy): Bar | undefined => {
  if (member.isDeactivated) return 'deactivated'
  if (member.isStranger && !policy.strangers) return 'stranger'
  return member.isGuest && !policy.guests ? 'guest' : undefined
}

/** Why a request that is open cannot be accepted all the same: one of its two sides may not take part (any more). */
export type AnswerBar = { side: 'sender' | 'receiver'; bar: Bar }

export const answerBar = (
  sender: Standing | undefined,
  receiver: Standing | undefined,
  policy: WorkspacePolicy,
): AnswerBar | null => {
  for (const [side, member] of [
    ['receiver', receiver],
    ['sender', sender],
  ] as const) {
    const bar = member && barOf(member, policy)
    if (bar) return { side, bar }
  }
  return null
}

export type PartnerRefusal = 'self' | 'bot' | Bar | 'paused'

/**
 * May the actor start something new with this member? Who has paused takes nothing new, be it sent or booked; to
 * answer what they have sent themselves is not new (spec 1-lifecycle, rule 8). The first rule that bites.
 * Slack's own assistant, USLACKBOT, does not carry `is_bot`.
 */
export const partnerRefusal = (
  actor: MemberId,
  other: Member,
  policy: WorkspacePolicy,
  act: 'send' | 'answer' | 'book',
): PartnerRefusal | undefined => {
  if (other.id === actor) return 'self'
  if (other.isBot || other.id === 'USLACKBOT') return 'bot'
  return barOf(other, policy) ?? (act !== 'answer' && other.isPaused ? 'paused' : undefined)
}
