import type { ProfileFault } from '../domain/directory/check-profile.ts'
import type { MemberId } from '../domain/ids.ts'
import {
  type Bar,
  barOf,
  type MentoringRole,
  type PartnerRefusal,
  type Standing,
  type WorkspacePolicy,
} from '../domain/member.ts'

/**
 * Why an act was refused. Refusals are data: nothing was written, and the Slack side turns each into a sentence that
 * says what to do next. A bug or an outage is an exception instead.
 */
export type Refusal =
  /** The same whether the id never existed, is another workspace's, or is not the actor's to act on. */
  | { outcome: 'refused'; reason: 'not_found' }
  | { outcome: 'refused'; reason: 'accepted' | 'withdrawn' | 'needs_booking' }
  /** The session has begun and can no longer change. */
  | { outcome: 'refused'; reason: 'begun' }
  | { outcome: 'refused'; reason: 'cancelled' }
  | { outcome: 'refused'; reason: PartnerRefusal; member: MemberId }
  /** The actor may not take part. */
  | { outcome: 'refused'; reason: `own_${Bar}` }
  | { outcome: 'refused'; reason: 'unknown_member' | 'slack_unavailable'; member: MemberId }
  | {
      outcome: 'refused'
      reason:
        | 'message_too_long'
        | 'topic_too_long'
        | 'reason_too_long'
        | 'location_too_long'
        | 'why_too_long'
        | 'line_too_long'
      limit: number
    }
  | { outcome: 'refused'; reason: 'too_many_receivers' | 'too_many_suggestions'; limit: number }
  /** More than can be invited to one open session. */
  | { outcome: 'refused'; reason: 'too_many_invited'; limit: number }
  /** Somebody suggests themselves: that is what offers and session requests are for. */
  | { outcome: 'refused'; reason: `suggests_self_as_${MentoringRole}`; member: MemberId }
  /** Mentor and mentee would be one. */
  | { outcome: 'refused'; reason: 'same_member'; member: MemberId }
  | ({ outcome: 'refused' } & ProfileFault)
  | { outcome: 'refused'; reason: 'topic_retired'; field: 'helpsWith' | 'learns'; name: string }
  /** Another topic has that name. */
  | { outcome: 'refused'; reason: 'topic_exists'; name: string }
  | { outcome: 'refused'; reason: 'topic_unnamed' }
  /** The question has folded away. */
  | { outcome: 'refused'; reason: 'feedback_over' }
  /** Nothing was written that could be passed on. */
  | { outcome: 'refused'; reason: 'line_missing' }
  /** Open sessions may be announced in one channel, and this is another. */
  | { outcome: 'refused'; reason: 'other_channel' }
  /** Those who look for a mentor are shown to listed mentors only. */
  | { outcome: 'refused'; reason: 'mentors_only' }
  /** Only organisers may, whatever it was. */
  | { outcome: 'refused'; reason: 'organisers_only' }
  | { outcome: 'refused'; reason: 'last_organiser' }
  | { outcome: 'refused'; reason: 'too_many_organisers'; limit: number }

export const refuse = <R extends Omit<Refusal, 'outcome'>>(refusal: R): R & { outcome: 'refused' } => ({
  ...refusal,
  outcome: 'refused',
})

export const isRefusal = (outcome: unknown): boolean =>
  typeof outcome === 'object' && outcome !== null && 'outcome' in outcome && outcome.outcome === 'refused'

/** The actor, read under the same lock as the other side, so that what Slack said a moment ago counts too. */
export const refuseActor = (actor: Standing | undefined, policy: WorkspacePolicy): Refusal | undefined => {
  const bar = actor && barOf(actor, policy)
  return bar && refuse({ reason: `own_${bar}` })
}
