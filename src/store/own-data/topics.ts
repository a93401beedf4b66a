import { foldTopic } from '../../domain/directory/fold.ts'
import { type MemberId, type TopicId, topicId } from '../../domain/ids.ts'
import { dropUnused } from '../directory-words.ts'
import { text } from '../sql/row.ts'
import type { LockedTx, Tx } from '../sql/tx.ts'

/** The topics of a member's profile and open sessions. */
export const topicsUsedBy = async (tx: Tx, member: MemberId): Promise<readonly TopicId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select topic_id from profile_topics where workspace_id = :workspace and member_id = :member
    union
    select ot.topic_id from open_sessions o
    cross join lateral (
      select topic_id from open_session_topics where workspace_id = :workspace and session_id = o.session_id) ot
    where o.workspace_id = :workspace and o.mentor_id = :member
    order by topic_id`,
    { member },
  )
  return rows.map((row) => topicId(text(row, 'topic_id')))
}

/**
 * Deletes those of the topics that nobody else uses: their names may be words that only this member typed. Behind the
 * workspace's lock, and once the member's own uses are gone.
 */
export const dropUnusedTopics = async (tx: LockedTx, topics: readonly TopicId[]): Promise<void> => {
  if (topics.length === 0) return
  const rows = await tx.rows(
    /* sql */ `
    select asked.id from unnest(cast(:ids as text[])) asked (id)
    where (select p.member_id from profile_topics p
        where p.workspace_id = :workspace and p.topic_id = asked.id limit 1) is null
      and (select o.session_id from open_session_topics o
        where o.workspace_id = :workspace and o.topic_id = asked.id limit 1) is null
      and (select t.id from topics t
        where t.workspace_id = :workspace and t.merged_into = asked.id limit 1) is null`,
    { ids: topics },
  )
  const unused = rows.map((row) => topicId(text(row, 'id')))
  if (unused.length === 0) return
  const words = await tx.rows(
    'select distinct word from topic_words where workspace_id = :workspace and topic_id = any(:unused)',
    { unused },
  )
  await dropFromRecord(tx, unused)
  tx.write('delete from topics where workspace_id = :workspace and id = any(:unused)', { unused })
  await dropUnused(
    tx,
    words.map((row) => text(row, 'word')),
  )
}

/** Takes their names, former ones too, out of the record of what organisers did with them. */
const dropFromRecord = async (tx: LockedTx, unused: readonly TopicId[]): Promise<void> => {
  const [names, changes] = await Promise.all([
    tx.rows('select folded from topic_names where workspace_id = :workspace and topic_id = any(:unused)', {
      unused,
    }),
    tx.rows(`select id, value from programme_changes where workspace_id = :workspace and kind = 'topic'`),
  ])
  const folded = new Set(names.map((row) => text(row, 'folded')))
  const told = changes.filter(
    ({ value }) => Array.isArray(value) && value.some((name) => folded.has(foldTopic(String(name)))),
  )
  if (told.length === 0) return
  tx.write(
    /* sql */ `
    update programme_changes set value = cast('[]' as jsonb) where workspace_id = :workspace and id = any(:ids)`,
    { ids: told.map((row) => text(row, 'id')) },
  )
}
