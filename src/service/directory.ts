import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import { HOUR } from '../domain/time.ts'
import { findMembers, type Profile } from '../store/members.ts'
import { learn } from './leave.ts'
import { type Refusal, refuse } from './outcome.ts'
import type { Parts } from './parts.ts'

/** Asks Slack who a member is. `unavailable`: Slack did not answer in the time that a waiting person has. */
export type FetchProfile = (
  workspace: WorkspaceId,
  member: MemberId,
) => Promise<Profile | 'unknown' | 'unavailable'>

/** How old a profile may be before Slack is asked again; `user_change` events bring changes sooner. */
const FRESH_FOR = HOUR

export type Directory = {
  /** Makes sure that the app has met the members, asking Slack outside any transaction; an old answer beats none. */
  meet(workspace: WorkspaceId, members: readonly MemberId[]): Promise<Refusal | undefined>
}

export const directory = (parts: Parts, fetchProfile: FetchProfile): Directory => ({
  meet: async (workspace, members) => {
    const known = await parts.inWorkspace(workspace, (tx) => findMembers(tx, members))
    const fresh = new Set(
      known.filter(({ fetchedAt }) => parts.clock.now() - fetchedAt < FRESH_FOR).map(({ id }) => id),
    )
    const stale = [...new Set(members)].filter((member) => !fresh.has(member))
    const answers = await Promise.all(
      stale.map(async (member) => ({ member, answer: await fetchProfile(workspace, member) })),
    )
    for (const { member, answer } of answers) {
      if (typeof answer === 'object') {
        await learn(parts)(workspace, answer)
      } else if (!known.some(({ id }) => id === member)) {
        const reason = answer === 'unknown' ? 'unknown_member' : 'slack_unavailable'
        return refuse({ reason, member })
      }
    }
    return undefined
  },
})
