import { foldTopic } from '../domain/directory/fold.ts'
import { topicTerm, wordsOfTopic } from '../domain/directory/listing.ts'
import { listedAs, type Topic } from '../domain/directory/profile.ts'
import type { TopicId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { addWords } from './directory-words.ts'
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
  tx.write(
    /* sql */ `
    insert into topic_words (workspace_id, word, topic_id)
    select :workspace, word, :topic from unnest(cast(:words as text[])) word on conflict do nothing`,
    { topic, words },
  )
}

export const setTopicName = (tx: LockedTx, topic: TopicId, name: string): void =>
  tx.write('update topics set name = :name where workspace_id = :workspace and id = :topic', { topic, name })

export const setRetired = (tx: LockedTx, topic: TopicId, at: Instant | null): void =>
  tx.write('update topics set retired_at = :at where workspace_id = :workspace and id = :topic', {
    topic,
    at: at === null ? null : new Date(at),
  })

/**
 * Moves every use and every name of one topic to another. A member who has both keeps one; what was merged into the first
 * before is the other's now.
 */
export const mergeTopic = (tx: LockedTx, from: TopicId, into: TopicId): void => {
  const topics = { from, into }
  const moves = [
    /* sql */ `
    insert into profile_topics (workspace_id, member_id, side, topic_id, place)
    select workspace_id, member_id, side, :into, place from profile_topics
    where workspace_id = :workspace and topic_id = :from
    on conflict (workspace_id, member_id, side, topic_id) do nothing`,
    'delete from profile_topics where workspace_id = :workspace and topic_id = :from',
    /* sql */ `
    insert into open_session_topics (workspace_id, session_id, topic_id, place)
    select workspace_id, session_id, :into, place from open_session_topics
    where workspace_id = :workspace and topic_id = :from
    on conflict (workspace_id, session_id, topic_id) do nothing`,
    'delete from open_session_topics where workspace_id = :workspace and topic_id = :from',
    /* sql */ `
    insert into topic_words (workspace_id, word, topic_id)
    select workspace_id, word, :into from topic_words where workspace_id = :workspace and topic_id = :from
    on conflict do nothing`,
    'delete from topic_words where workspace_id = :workspace and topic_id = :from',
    'update topic_names set topic_id = :into where workspace_id = :workspace and topic_id = :from',
    'update topics set merged_into = :into where workspace_id = :workspace and (id = :from or merged_into = :from)',
  ]
  for (const move of moves) tx.write(move, topics)
  const terms = { from: topicTerm(from), into: topicTerm(into) }
  for (const as of listedAs) {
    tx.write(
      /* sql */ `
      insert into listings (workspace_id, listed_as, term, member_id)
      select workspace_id, listed_as, :into, member_id from listings
      where workspace_id = :workspace and listed_as = :as and term = :from
      on conflict do nothing`,
      { as, ...terms },
    )
    tx.write('delete from listings where workspace_id = :workspace and listed_as = :as and term = :from', {
      as,
      ...terms,
    })
  }
}
