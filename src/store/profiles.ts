import { emptyProfile, type Profile, type Topic } from '../domain/directory/profile.ts'
import { type MemberId, memberId, topicId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { insertRows } from './sql/insert-rows.ts'
import { flag, integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const toProfile = (row: Row, topics: Pick<Profile, 'helpsWith' | 'learns'>): Profile => ({
  mentors: flag(row, 'mentors'),
  seeks: flag(row, 'seeks'),
  headline: text(row, 'headline'),
  about: text(row, 'about'),
  menteeLimit: orNull(integer, row, 'mentee_limit'),
  takesSuggestions: flag(row, 'takes_suggestions'),
  ...topics,
})

const NO_TOPICS = { helpsWith: [], learns: [] }

/** The members' profiles, of those who have one. */
export const findProfiles = async (
  tx: Tx,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, Profile>> => {
  const [rows, topics] = await Promise.all([
    tx.rows(
      /* sql */ `
      select member_id, mentors, seeks, headline, about, mentee_limit, takes_suggestions from profiles
      where workspace_id = :workspace and member_id = any(:members)`,
      { members },
    ),
    topicsOf(tx, members),
  ])
  return new Map(
    rows.map((row) => {
      const member = memberId(text(row, 'member_id'))
      return [member, toProfile(row, topics.get(member) ?? NO_TOPICS)]
    }),
  )
}

/** One member's profile: the empty one if they have none. */
export const findProfile = async (
  tx: Tx,
  member: MemberId,
): Promise<{ profile: Profile; isSet: boolean }> => {
  const profile = (await findProfiles(tx, [member])).get(member)
  return { profile: profile ?? emptyProfile, isSet: profile !== undefined }
}

const topicsOf = async (tx: Tx, members: readonly MemberId[]) => {
  const rows = await tx.rows(
    /* sql */ `
    select p.member_id, p.side, p.topic_id,
      (select t.name from topics t where t.workspace_id = :workspace and t.id = p.topic_id) as name
    from profile_topics p where p.workspace_id = :workspace and p.member_id = any(:members)
    order by p.member_id, p.side, p.place`,
    { members },
  )
  const topics = new Map<MemberId, { helpsWith: Topic[]; learns: Topic[] }>()
  for (const row of rows) {
    const member = memberId(text(row, 'member_id'))
    const own = topics.get(member) ?? { helpsWith: [], learns: [] }
    const side = oneOf(row, 'side', ['helps', 'learns']) === 'helps' ? own.helpsWith : own.learns
    side.push({ id: topicId(text(row, 'topic_id')), name: text(row, 'name') })
    topics.set(member, own)
  }
  return topics
}

export const writeProfile = (tx: LockedTx, member: MemberId, profile: Profile, now: Instant): void => {
  const { helpsWith, learns, ...own } = profile
  tx.write(
    /* sql */ `
    insert into profiles (workspace_id, member_id, mentors, seeks, headline, about, mentee_limit, takes_suggestions,
      updated_at)
    values (:workspace, :member, :mentors, :seeks, :headline, :about, :menteeLimit, :takesSuggestions, :now)
    on conflict (workspace_id, member_id) do update set mentors = excluded.mentors, seeks = excluded.seeks,
      headline = excluded.headline, about = excluded.about, mentee_limit = excluded.mentee_limit,
      takes_suggestions = excluded.takes_suggestions, updated_at = excluded.updated_at`,
    { member, ...own, now: new Date(now) },
  )
  tx.write('delete from profile_topics where workspace_id = :workspace and member_id = :member', { member })
  const chosen = (side: 'helps' | 'learns', topics: Profile['helpsWith']) =>
    topics.map(({ id }, place) => ({ member_id: member, side, topic_id: id, place }))
  insertRows(tx, 'profile_topics', [...chosen('helps', helpsWith), ...chosen('learns', learns)])
}
