import type { Profile } from '../../domain/directory/profile.ts'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { avoidedBy } from '../../store/avoidances.ts'
import { findProfile } from '../../store/profiles.ts'
import type { Read } from '../act.ts'

/** One's own profile; `isSet` is false until it is first saved. */
export type OwnProfile = { profile: Profile; isSet: boolean; avoided: readonly MemberId[] }

export const ownProfile = (
  read: Read,
  { actor }: { workspace: WorkspaceId; actor: MemberId },
): Promise<OwnProfile> =>
  read(async (tx) => {
    const [own, avoided] = await Promise.all([findProfile(tx, actor), avoidedBy(tx, actor)])
    return { ...own, avoided }
  })
