import { foldTopic } from '../domain/directory/fold.ts'
import { topicTerm, wordsOfTopic } from '../domain/directory/listing.ts'
import { listedAs, type Topic } from '../domain/directory/profile.ts'
import type { TopicId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { addWords } from './directory-words.ts'
import { insertRows } from './sql/insert-rows.ts'
import { integer, text } from './sql/row.ts'
import type { LockedTx } from './sql/tx.ts'

/** Behind the workspace's lock, like everything that changes topics. The name must not be another topic's. */
export const addTopic = (tx: LockedTx, { id, name }: Topic): void => {
  tx.write('insert into topics (workspace_id, id, name) values (:workspace, :id, :name)', { id, name })
  addName(tx, id, name)
}

export const addName = (tx: LockedTx, topic: TopicId, name: string): void => {
  tx.write(
    /* sql */ `
    insert into topic_names (workspace_id, folded, topic_id) values (:workspace, :folded, :topic)
    on conflict (workspace_id, folded) do nothing`,
    { topic, folded: foldTopic(name) },
  )
  const words = wordsOfTopic(name)
  addWords(tx, words)
  insertRows(
    tx,
    'topic_words',
    words.map((word) => ({ word, topic_id: topic })),
    'on conflict do nothing',
  )
}

export const setTopicName = (tx: LockedTx, topic: TopicId, name: string): void =>
  tx.write('update topics set name = :name where workspace_id = :workspace and id = :topic', { topic, name })

export const setRetired = (tx: LockedTx, topic: TopicId, at: Instant | null): void =>
  tx.write('update topics set retired_at = :at where workspace_id = :workspace and id = :topic', {
    topic,
    at: at === null ? null : new Date(at),
  })

/** Rows that hold a name, and what else is in them. */
type Holders = {
  table: string
  rest: readonly string[]
  column: string
  /** Which of them, given `:from`, and `:as` if it says so. */
  where: string
}

const uses: readonly Holders[] = [
  { table: 'profile_topics', rest: ['member_id', 'side', 'place'] },
  { table: 'open_session_topics', rest: ['session_id', 'place'] },
  { table: 'topic_words', rest: ['word'] },
].map((use) => ({ ...use, column: 'topic_id', where: 'topic_id = :from' }))

const listings: Holders = {
  table: 'listings',
  rest: ['listed_as', 'member_id'],
  column: 'term',
  where: 'listed_as = :as and term = :from',
}

/**
 * Moves every use and every name of one topic to another. A member who has both keeps one; what was merged into the first
 * before is the other's now.
 */
export const mergeTopic = async (tx: LockedTx, from: TopicId, into: TopicId): Promise<void> => {
  const topics = { from, into }
  const terms = { from: topicTerm(from), into: topicTerm(into) }
  await Promise.all([
    ...uses.map((use) => rename(tx, use, topics)),
    ...listedAs.map((as) => rename(tx, listings, { as, ...terms })),
  ])
  tx.write(
    'update topic_names set topic_id = :into where workspace_id = :workspace and topic_id = :from',
    topics,
  )
  tx.write(
    'update topics set merged_into = :into where workspace_id = :workspace and (id = :from or merged_into = :from)',
    topics,
  )
}

/** Those rows hold the other name instead; where there is such a row already, it stays. */
const rename = async (
  tx: LockedTx,
  { table, rest, column, where }: Holders,
  names: { as?: string; from: string; into: string },
): Promise<void> => {
  const rows = await tx.rows(
    `select ${rest.join(', ')} from ${table} where workspace_id = :workspace and ${where}`,
    names,
  )
  const renamed = rows.map((row) => ({
    ...Object.fromEntries(
      rest.map((name) => [name, name === 'place' ? integer(row, name) : text(row, name)]),
    ),
    [column]: names.into,
  }))
  insertRows(tx, table, renamed, 'on conflict do nothing')
  tx.write(`delete from ${table} where workspace_id = :workspace and ${where}`, names)
}
