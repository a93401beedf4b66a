import type { MemberId } from './ids.ts'
import { DAY, type Instant } from './time/time.ts'

/** A member as Slack last described them (users.info). */
export type Member = {
  id: MemberId
  /** Display name, for places where Slack renders no mentions (option texts). */
  name: string
  /** For calendars and files, which leave Slack: a display name may be a mere handle. */
  fullName: string
  /** The address of a small square picture; null if Slack gave none. */
  picture: string | null
  /** What they do, by their Slack account; null if it does not say. */
  title: string | null
  /** IANA zone of the account; external and deleted members can lack one, then UTC. */
  zone: string
  isBot: boolean
  isDeactivated: boolean
  isGuest: boolean
  /** From another organisation, through Slack Connect. */
  isStranger: boolean
  /** An owner or admin of the workspace. */
  isAdmin: boolean
  /** Has turned on "not taking new requests". */
  isPaused: boolean
}

/** What a member is in one session, request or suggestion. */
export type MentoringRole = 'mentor' | 'mentee'

/** What Slack said of a member's person is shown to others for no longer than this (spec 7-directory, Profile). */
export const SHOWN_FOR = DAY

/** How recent an account is: when Slack says it last changed, if it says so, and the moment that Slack's answer describes. */
export type Recency = { updatedAt: Instant | null; seenAt: Instant }

/**
 * Should an account just received replace the one stored? Events come late and out of order, and an answer may be older
 * than an event that arrived while we waited for it. Accounts that Slack dates are ordered by that date; undated ones,
 * and changes within one second, by the moment each describes.
 */
export const isNewer = (heard: Recency, kept: Recency): boolean =>
  heard.updatedAt !== null && kept.updatedAt !== null && heard.updatedAt !== kept.updatedAt
    ? heard.updatedAt > kept.updatedAt
    : heard.seenAt >= kept.seenAt

export type WorkspacePolicy = { guests: boolean; strangers: boolean }

/** What bars a member from either side of a request or session. */
export type Bar = 'deactivated' | 'stranger' | 'guest'

export type Standing = Pick<Member, 'isDeactivated' | 'isStranger' | 'isGuest'>

/**
 * May this member take part in anything new? The answer is the same for both sides, and for sending, answering and
 * booking, so that nobody can start what the other cannot answer (spec 1-lifecycle, rule 8).
 */
export const barOf = (member: Standing, policy: WorkspacePolicy): Bar | undefined => {
  if (member.isDeactivated) return 'deactivated'
  if (member.isStranger && !policy.strangers) return 'stranger'
  return member.isGuest && !policy.guests ? 'guest' : undefined
}

/** Why an open request cannot be accepted: one of its sides may not take part, or no longer may. */
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
 * May the actor start something new with this member? A paused member takes no new requests or bookings; answering
 * what they sent themselves is not new (spec 1-lifecycle, rule 8). Returns the first rule that refuses.
 * Slack's own assistant, USLACKBOT, does not carry `is_bot`.
 */
export const partnerRefusal = (
  actor: MemberId,
  other: Standing & Pick<Member, 'id' | 'isBot' | 'isPaused'>,
  policy: WorkspacePolicy,
  act: 'send' | 'answer' | 'book',
): PartnerRefusal | undefined => {
  if (other.id === actor) return 'self'
  if (other.isBot || other.id === 'USLACKBOT') return 'bot'
  return barOf(other, policy) ?? (act !== 'answer' && other.isPaused ? 'paused' : undefined)
}
