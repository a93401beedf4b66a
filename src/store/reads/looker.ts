import type { Profile } from '../../domain/directory/profile.ts'
import { type MemberId, type TopicId, topicId } from '../../domain/ids.ts'
import type { Member, Standing } from '../../domain/member.ts'
import { readSettings, type Settings } from '../../domain/settings.ts'
import { flag, integer, orNull, text, texts } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'

/** A member who looks at their Home or around in the directory: how they are listed, and what the order depends on. */
export type Looker = Standing &
  Pick<Member, 'id' | 'zone' | 'isPaused'> &
  Pick<Profile, 'mentors' | 'seeks' | 'menteeLimit'> & {
    /** Members are numbered in the order in which the app met them. */
    number: number
    /** False until they save a profile; until then nothing of it is set. */
    hasProfile: boolean
    helpsWith: readonly TopicId[]
    learns: readonly TopicId[]
    /** How they last browsed their Home, as the Slack side encoded it. */
    browsed: string | null
    settings: Settings
  }

const topics = (side: 'helps' | 'learns') => /* sql */ `
  array(select t.topic_id from profile_topics t
    where t.workspace_id = :workspace and t.member_id = m.id and t.side = '${side}' order by t.place)`

const LOOKER = /* sql */ `
  select m.zone, m.number, m.home_state, m.is_deactivated, m.is_guest, m.is_stranger, w.settings,
    coalesce((select a.paused from availabilities a
      where a.workspace_id = :workspace and a.member_id = m.id), false) as is_paused,
    p.member_id is not null as has_profile, coalesce(p.mentors, false) as mentors, coalesce(p.seeks, false) as seeks,
    p.mentee_limit, ${topics('helps')} as helps_with, ${topics('learns')} as learns
  from members m
  join workspaces w on w.workspace_id = :workspace
  left join profiles p on p.workspace_id = :workspace and p.member_id = m.id
  where m.workspace_id = :workspace and m.id = :member`

/** In one statement, since every Home begins with it. @returns undefined if the app has not met the member */
export const findLooker = async (tx: Tx, member: MemberId): Promise<Looker | undefined> => {
  const [row] = await tx.rows(LOOKER, { member })
  return (
    row && {
      id: member,
      zone: text(row, 'zone'),
      number: integer(row, 'number'),
      isDeactivated: flag(row, 'is_deactivated'),
      isGuest: flag(row, 'is_guest'),
      isStranger: flag(row, 'is_stranger'),
      isPaused: flag(row, 'is_paused'),
      hasProfile: flag(row, 'has_profile'),
      mentors: flag(row, 'mentors'),
      seeks: flag(row, 'seeks'),
      menteeLimit: orNull(integer, row, 'mentee_limit'),
      helpsWith: texts(row, 'helps_with').map(topicId),
      learns: texts(row, 'learns').map(topicId),
      browsed: orNull(text, row, 'home_state'),
      settings: readSettings(row.settings),
    }
  )
}
