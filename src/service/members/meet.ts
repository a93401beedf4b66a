import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { HOUR, type Instant } from '../../domain/time/time.ts'
import { type Account, findMembers, type KnownMember } from '../../store/members.ts'
import type { InWorkspace } from '../../store/sql/transaction.ts'
import { type Refusal, refuse } from '../outcome.ts'

/** Asks Slack who a member is. `unavailable`: Slack did not answer in the time that a waiting person has. */
export type FetchAccount = (
  workspace: WorkspaceId,
  member: MemberId,
) => Promise<Account | 'unknown' | 'unavailable'>

/** How old an account may be before Slack is asked again; `user_change` events bring changes sooner. */
const FRESH_FOR = HOUR

export const isFresh = (member: KnownMember | undefined, now: Instant): boolean =>
  member !== undefined && now - member.seenAt < FRESH_FOR

/**
 * Makes sure that the app has met the members, asking Slack outside any transaction; an old answer beats none.
 * @returns who could not be met, and why
 */
export type Meet = (
  workspace: WorkspaceId,
  members: readonly MemberId[],
) => Promise<ReadonlyMap<MemberId, Refusal>>

type MeetParts = {
  inWorkspace: InWorkspace
  clock: { now(): Instant }
  fetchAccount: FetchAccount
  /** Keeps what Slack answered to a question asked at that moment. */
  keep(workspace: WorkspaceId, account: Account, askedAt: Instant): Promise<void>
}

export const meeting =
  ({ inWorkspace, clock, fetchAccount, keep }: MeetParts): Meet =>
  async (workspace, ids) => {
    const known = await inWorkspace(workspace, (tx) => findMembers(tx, ids))
    // What Slack answers is as old as the question, however long it takes.
    const askedAt = clock.now()
    const stale = [...new Set(ids)].filter((id) => !isFresh(known.get(id), askedAt))
    const answers = await Promise.all(
      stale.map(async (member) => ({ member, answer: await fetchAccount(workspace, member) })),
    )
    const unmet = new Map<MemberId, Refusal>()
    for (const { member, answer } of answers) {
      if (typeof answer === 'object') {
        await keep(workspace, answer, askedAt)
      } else if (!known.has(member)) {
        const reason = answer === 'unknown' ? 'unknown_member' : 'slack_unavailable'
        unmet.set(member, refuse({ reason, member }))
      }
    }
    return unmet
  }

/** The refusal for the first member who could not be met. */
export const firstUnmet = (unmet: ReadonlyMap<MemberId, Refusal>): Refusal | undefined =>
  unmet.values().next().value
