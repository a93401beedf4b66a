import type { MemberId } from '../domain/ids.ts'
import type { PartnerRefusal } from '../domain/member.ts'

/**
 * Why an act was refused. Refusals are data: nothing was written, and the Slack side turns each into a sentence that
 * says what to do next. A bug or an outage is an exception instead.
 */
export type Refusal =
  /** The same for an id that never existed, one of another workspace, and one that is not the actor's to act on. */
  | { outcome: 'refused'; reason: 'not_found' }
  | { outcome: 'refused'; reason: 'accepted' | 'withdrawn' | 'needs_booking' }
  /** The session has begun: nothing of it changes any more. */
  | { outcome: 'refused'; reason: 'begun' }
  | { outcome: 'refused'; reason: 'cancelled' }
  | { outcome: 'refused'; reason: PartnerRefusal; member: MemberId }
  | { outcome: 'refused'; reason: 'unknown_member' | 'slack_unavailable'; member: MemberId }
  | { outcome: 'refused'; reason: 'message_too_long' | 'topic_too_long' | 'reason_too_long'; limit: number }

export const refuse = <R extends Omit<Refusal, 'outcome'>>(refusal: R): R & { outcome: 'refused' } => ({
  ...refusal,
  outcome: 'refused',
})
