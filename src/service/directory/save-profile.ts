import { profileFault } from '../../domain/directory/check-profile.ts'
import { type KeptOutBy, keptOutBy } from '../../domain/directory/listing.ts'
import type { Profile, SubmittedProfile } from '../../domain/directory/profile.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { avoidedBy, writeAvoided } from '../../store/avoidances.ts'
import { findProfile, writeProfile } from '../../store/profiles.ts'
import { suggestionsTo } from '../../store/suggestions.ts'
import { addTopic } from '../../store/topic-changes.ts'
import { lockWorkspace, workspaceSettings } from '../../store/workspaces.ts'
import type { Act } from '../act.ts'
import { homeNotices, suggestionNotice } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { resolveTopics } from './chosen-topics.ts'
import { relist } from './relist.ts'

export type ProfileSaved = {
  outcome: 'saved'
  profile: Profile
  /** Why they are not listed, whatever the profile says. */
  keptOutBy: KeptOutBy | null
}

type Saving = { workspace: WorkspaceId; actor: MemberId; profile: SubmittedProfile }

/** Replaces the whole profile, with what it is found by and whom the member avoids. */
export const saveProfile = async (
  act: Act,
  { actor, profile: submitted }: Saving,
): Promise<ProfileSaved | Refusal> => {
  const fault = profileFault(submitted)
  if (fault) return refuse(fault)
  return act({ members: [actor] }, async (tx): Promise<ProfileSaved | Refusal> => {
    const [members, , had, avoidedBefore, policy] = await Promise.all([
      tx.held,
      lockWorkspace(tx),
      findProfile(tx, actor),
      avoidedBy(tx, actor),
      workspaceSettings(tx),
    ])
    const member = members.get(actor)
    if (!member) return tx.unmet(actor)
    const resolved = await resolveTopics(tx, submitted, had.profile, tx.nextId)
    if (resolved.outcome === 'refused') return resolved
    for (const topic of resolved.added) addTopic(tx, topic)
    const { avoided, ...said } = submitted
    const profile: Profile = {
      ...said,
      headline: said.headline.trim(),
      about: said.about.trim(),
      ...resolved.topics,
    }
    writeProfile(tx, actor, profile, tx.now())
    writeAvoided(
      tx,
      actor,
      [...new Set(avoided)].filter((one) => one !== actor),
    )
    await relist(tx, member, profile)
    // What was suggested to others is left as it is: nobody may see when they began to be avoided.
    const suggested = await suggestionsTo(tx, actor, [...avoidedBefore, ...avoided], tx.now())
    tx.tell([...suggested.map((id) => suggestionNotice(id, actor, false)), ...homeNotices(actor)])
    return { outcome: 'saved', profile, keptOutBy: keptOutBy(member, policy) }
  })
}
