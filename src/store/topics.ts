import type { Topic } from '../domain/directory/profile.ts'
import { type TopicId, topicId } from '../domain/ids.ts'
import { flag, type Row, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

/** A retired topic stays on profiles, but is no longer offered. */
export type KnownTopic = Topic & { isRetired: boolean }

const toTopic = (row: Row): KnownTopic => ({
  id: topicId(text(row, 'id')),
  name: text(row, 'name'),
  isRetired: flag(row, 'is_retired'),
})

const columns = 't.id, t.name, t.retired_at is not null as is_retired'

/** The topics by ids, each under the id that was asked for; one that was merged is the one that it became part of. */
export const findTopics = async (
  tx: Tx,
  ids: readonly TopicId[],
): Promise<ReadonlyMap<TopicId, KnownTopic>> => {
  const rows = await tx.rows(
    /* sql */ `
    select t.id as asked, ${columns} from topics t
    where t.workspace_id = :workspace and t.id = any(:ids) and t.merged_into is null
    union all
    select asked.id, ${columns} from (
      select a.id, a.merged_into from topics a where a.workspace_id = :workspace and a.id = any(:ids) offset 0) asked
    cross join lateral (
      select t.id, t.name, t.retired_at from topics t
      where t.workspace_id = :workspace and t.id = asked.merged_into offset 0) t`,
    { ids },
  )
  return new Map(rows.map((row) => [topicId(text(row, 'asked')), toTopic(row)]))
}

/** The same topics as they are today: what was merged since is the one that it became part of, and none comes twice. */
export const topicsToday = async (tx: Tx, ids: readonly TopicId[]): Promise<readonly TopicId[]> => {
  const found = await findTopics(tx, ids)
  return [...new Set(ids.flatMap((id) => found.get(id)?.id ?? []))]
}

/** The topics with one of these folded names or synonyms. */
export const topicsNamed = async (
  tx: Tx,
  folded: readonly string[],
): Promise<ReadonlyMap<string, KnownTopic>> => {
  const rows = await tx.rows(
    /* sql */ `
    select n.folded, ${columns} from topic_names n cross join lateral (
      select t.id, t.name, t.retired_at from topics t where t.workspace_id = :workspace and t.id = n.topic_id offset 0) t
    where n.workspace_id = :workspace and n.folded = any(:folded)`,
    { folded },
  )
  return new Map(rows.map((row) => [text(row, 'folded'), toTopic(row)]))
}

/** Of the topics by one word. */
const MOST_BY_WORD = 12

/** The topics whose names contain one of these words, a few for each. */
export const topicsWithWords = async (
  tx: Tx,
  words: readonly string[],
): Promise<readonly (KnownTopic & { word: string })[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select asked.word, ${columns} from unnest(cast(:words as text[])) asked (word) cross join lateral (
      select w.topic_id from topic_words w
      where w.workspace_id = :workspace and w.word = asked.word order by w.topic_id limit ${MOST_BY_WORD}) w
    cross join lateral (
      select t.id, t.name, t.retired_at from topics t where t.workspace_id = :workspace and t.id = w.topic_id offset 0) t`,
    { words },
  )
  return rows.map((row) => ({ ...toTopic(row), word: text(row, 'word') }))
}

/** Those whose names begin so, in the order of their spelling. */
export const topicsBeginning = async (
  tx: Tx,
  folded: string,
  most: number,
): Promise<readonly KnownTopic[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select ${columns} from (
      select n.folded, n.topic_id from topic_names n
      where n.workspace_id = :workspace and n.folded >= :folded and n.folded < :ends order by n.folded limit :most) n
    cross join lateral (
      select t.id, t.name, t.retired_at from topics t where t.workspace_id = :workspace and t.id = n.topic_id offset 0) t
    order by n.folded`,
    { folded, ends: `${folded}\u{10ffff}`, most },
  )
  return rows.map(toTopic)
}
