import type { MemberId } from './ids.ts'

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

export type WorkspacePolicy = { guests: boolean; strangers: boolean }

/** What a workspace allows until its settings say otherwise (spec 1-lifecycle, rule 8). */
export const defaultPolicy: WorkspacePolicy = { guests: false, strangers: false }

export type PartnerRefusal = 'self' | 'bot' | 'deactivated' | 'stranger' | 'guest' | 'paused'

/**
 * May the actor start something new with this member? Who has paused takes nothing new, be it sent or booked; to
 * answer what they have sent themselves is not new (spec 1-lifecycle, rule 8). One table, first rule that bites.
 * Slack's own assistant, USLACKBOT, does not carry `is_bot`.
 */
export const partnerRefusal = (
  actor: MemberId,
  other: Member,
  policy: WorkspacePolicy,
  act: 'send' | 'answer' | 'book',
): PartnerRefusal | undefined => {
  const rules: readonly [PartnerRefusal, boolean][] = [
    ['self', other.id === actor],
    ['bot', other.isBot || other.id === 'USLACKBOT'],
    ['deactivated', other.isDeactivated],
    ['stranger', other.isStranger && !policy.strangers],
    ['guest', other.isGuest && !policy.guests],
    ['paused', act !== 'answer' && other.isPaused],
  ]
  return rules.find(([, bites]) => bites)?.[0]
}
