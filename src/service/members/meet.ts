import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { HOUR } from '../../domain/time/time.ts'
import { findMembers, type KnownMember, type Profile } from '../../store/members.ts'
import type { Parts } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { meet as keep } from './learn.ts'

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
  /**
   * Does work with members, whom it reads anyway and shows to `acquainted`: where the app does not know one of them, or
   * asked too long ago, all is taken back, and done anew once they were met.
   */
  among<T>(
    workspace: WorkspaceId,
    members: readonly MemberId[],
    work: (acquainted: Acquainted) => Promise<T>,
  ): Promise<T | Refusal>
}

export type Acquainted = (known: ReadonlyMap<MemberId, KnownMember>) => void

/** Takes a transaction back that began among members of whom too little is known. */
class Unacquainted extends Error {}

export const directory = (parts: Parts, fetchProfile: FetchProfile): Directory => {
  const isFresh = (member: KnownMember | undefined) =>
    member !== undefined && parts.clock.now() - member.seenAt < FRESH_FOR

  const meet: Directory['meet'] = async (workspace, ids) => {
    const known = await parts.inWorkspace(workspace, (tx) => findMembers(tx, ids))
    // What Slack answers is as old as the question, however long it takes.
    const askedAt = parts.clock.now()
    const stale = [...new Set(ids)].filter((id) => !isFresh(known.get(id)))
    const answers = await Promise.all(
      stale.map(async (member) => ({ member, answer: await fetchProfile(workspace, member) })),
    )
    for (const { member, answer } of answers) {
      if (typeof answer === 'object') {
        await keep(parts)(workspace, answer, askedAt)
      } else if (!known.has(member)) {
        const reason = answer === 'unknown' ? 'unknown_member' : 'slack_unavailable'
        return refuse({ reason, member })
      }
    }
    return undefined
  }

  return {
    meet,
    among: async (workspace, ids, work) => {
      try {
        return await work((known) => {
          if (!ids.every((id) => isFresh(known.get(id)))) throw new Unacquainted()
        })
      } catch (error) {
        if (!(error instanceof Unacquainted)) throw error
        return (await meet(workspace, ids)) ?? work(() => {})
      }
    },
  }
}
