import { type AskedTerm, WORTH } from '../../domain/directory/asked.ts'
import { EVERYBODY, topicTerm, wordTerm } from '../../domain/directory/listing.ts'
import type { ListedAs, Topic } from '../../domain/directory/profile.ts'
import { type Query, readQuery } from '../../domain/directory/words.ts'
import type { TopicId } from '../../domain/ids.ts'
import { type Alike, wordsAlike } from '../../store/directory-words.ts'
import type { Looker } from '../../store/reads/looker.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { findTopics, topicsNamed, topicsWithWords } from '../../store/topics.ts'

/** What a search looks for. `topic`: the chosen one, which everybody found has. */
export type AskedFor = { terms: readonly AskedTerm[]; topic: Topic | null }

/** Of the topics that a query names nearly. */
const MOST_NEAR = 24

/**
 * The terms that words and a chosen topic stand for: whole topics, topics whose names share a word with the query, and
 * the words themselves. Null: they name nothing, so anybody is asked for.
 */
export const namedIn = async (tx: Tx, words: string, chosen: TopicId | null): Promise<AskedFor | null> => {
  if (words.trim() === '' && chosen === null) return null
  const query = readQuery(words)
  const [topics, named, alike] = await Promise.all([
    chosen ? findTopics(tx, [chosen]) : new Map<TopicId, Topic>(),
    query.names.length > 0
      ? topicsNamed(
          tx,
          query.names.map(({ folded }) => folded),
        )
      : new Map<string, Topic>(),
    query.words.length > 0 ? wordsAlike(tx, query.words) : [],
  ])
  const topic = (chosen && topics.get(chosen)) ?? null
  const known = nearest(alike)
  const outright = namedOutright(query, named)
  const open = known.filter(({ typed }) => !outright.words.has(typed))
  const near = open.length > 0 ? await topicsWithWords(tx, [...new Set(open.map(({ word }) => word))]) : []
  const nearly = [...new Set(near.map(({ id }) => id))].filter((id) => !outright.topics.has(id))
  const topicTerms = (ids: Iterable<TopicId>, worth: number): AskedTerm[] =>
    [...ids].map((id) => ({ term: topicTerm(id), topic: id, worth }))
  return {
    topic: topic && { id: topic.id, name: topic.name },
    terms: [
      ...topicTerms(topic ? new Set([topic.id, ...outright.topics]) : outright.topics, WORTH.outright),
      ...topicTerms(nearly.filter((id) => id !== topic?.id).slice(0, MOST_NEAR), WORTH.nearly),
      ...known.map(({ typed, word, nearness }) => ({
        ...{ term: wordTerm(word), word: typed },
        worth: nearness === 'same' ? WORTH.outright : WORTH.nearly,
      })),
    ],
  }
}

/** Where nobody in particular is asked for: everybody, those first who share a topic with the reader. */
export const anybody = (listedAs: ListedAs, own: Pick<Looker, 'helpsWith' | 'learns'>): AskedFor => ({
  topic: null,
  terms: [
    { term: EVERYBODY, everybody: true },
    ...(listedAs === 'mentor' ? own.learns : own.helpsWith).map((id) => ({
      ...{ term: topicTerm(id), topic: id },
      worth: WORTH.outright,
    })),
  ],
})

/** A slip is forgiven only where nothing begins as it was typed. */
const nearest = (alike: readonly Alike[]): readonly Alike[] => {
  const typedWell = new Set(alike.filter(({ nearness }) => nearness !== 'slip').map(({ typed }) => typed))
  return alike.filter(({ typed, nearness }) => nearness !== 'slip' || !typedWell.has(typed))
}

/** The topics that the query names, the longest names first; the words of a name name nothing else. */
const namedOutright = (query: Query, named: ReadonlyMap<string, Topic>) => {
  const topics = new Set<TopicId>()
  const words = new Set<string>()
  for (const name of query.names) {
    const topic = named.get(name.folded)
    if (!topic || (name.words.length > 0 && name.words.every((word) => words.has(word)))) continue
    topics.add(topic.id)
    for (const word of name.words) words.add(word)
  }
  return { topics, words }
}
