import { type KeptOutBy, keptOutBy } from '../../domain/directory/listing.ts'
import { emptyProfile, type Profile } from '../../domain/directory/profile.ts'
import type { MemberId } from '../../domain/ids.ts'
import { readSettings } from '../../domain/settings.ts'
import { flag, integer, orNull, text } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'

/** As what the member wants to be listed, and what keeps them out; `isSet` is false until they save a profile. */
export type OwnListing = Pick<Profile, 'mentors' | 'seeks'> & {
  isSet: boolean
  keptOutBy: KeptOutBy | null
  /** A mentor with as many mentees as they want. */
  isFull: boolean
}

/** `browsed`: how they last browsed their Home, as the Slack side encoded it. */
export type HomeOwner = Omit<OwnListing, 'isFull'> & Pick<Profile, 'menteeLimit'> & { browsed: string | null }

/** What a Home needs to know of its owner, in one statement. */
export const homeOwner = async (tx: Tx, member: MemberId): Promise<HomeOwner> => {
  const [row] = await tx.rows(
    /* sql */ `
    select m.home_state, m.is_deactivated, m.is_guest, m.is_stranger, w.settings,
      coalesce((select a.paused from availabilities a
        where a.workspace_id = :workspace and a.member_id = m.id), false) as is_paused,
      p.member_id is not null as is_set, coalesce(p.mentors, false) as mentors, coalesce(p.seeks, false) as seeks,
      p.mentee_limit
    from members m
    join workspaces w on w.workspace_id = :workspace
    left join profiles p on p.workspace_id = :workspace and p.member_id = m.id
    where m.workspace_id = :workspace and m.id = :member`,
    { member },
  )
  if (!row) return { ...emptyProfile, browsed: null, isSet: false, keptOutBy: null }
  const owner = {
    isDeactivated: flag(row, 'is_deactivated'),
    isGuest: flag(row, 'is_guest'),
    isStranger: flag(row, 'is_stranger'),
    isPaused: flag(row, 'is_paused'),
  }
  return {
    browsed: orNull(text, row, 'home_state'),
    isSet: flag(row, 'is_set'),
    mentors: flag(row, 'mentors'),
    seeks: flag(row, 'seeks'),
    menteeLimit: orNull(integer, row, 'mentee_limit'),
    keptOutBy: keptOutBy(owner, readSettings(row.settings)),
  }
}
