import { emptyProfile, type ListedAs, type Profile } from '../../domain/directory/profile.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { Settings } from '../../domain/settings.ts'
import { findMembers, type KnownMember, memberNumber } from '../../store/members.ts'
import { findProfiles } from '../../store/profiles.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'

/** Who looks around in the directory, and what the order that they see depends on. */
export type Looker = {
  outcome: 'looker'
  member: KnownMember
  /** Members are numbered in the order in which the app met them. */
  number: number
  profile: Profile
  settings: Settings
  /** Listed as a mentor, and so may see who looks for one. */
  isMentor: boolean
}

/** Refused to somebody who may not take part, or may not see who is listed so. One round trip. */
export const lookerOf = async (
  tx: Tx,
  actor: MemberId,
  listedAs: ListedAs = 'mentor',
): Promise<Looker | Refusal> => {
  const [members, number, profiles, settings] = await Promise.all([
    findMembers(tx, [actor]),
    memberNumber(tx, actor),
    findProfiles(tx, [actor]),
    workspaceSettings(tx),
  ])
  const member = members.get(actor)
  if (!member) return refuse({ reason: 'unknown_member', member: actor })
  const unfit = refuseActor(member, settings)
  if (unfit) return unfit
  const profile = profiles.get(actor) ?? emptyProfile
  const isMentor = profile.mentors && !member.isPaused
  if (listedAs === 'seeker' && !isMentor) return refuse({ reason: 'mentors_only' })
  return { outcome: 'looker', member, number, profile, settings, isMentor }
}
