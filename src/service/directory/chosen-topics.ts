import { topicName } from '../../domain/directory/check-profile.ts'
import { foldTopic } from '../../domain/directory/fold.ts'
import type { ChosenTopic, Profile, Topic } from '../../domain/directory/profile.ts'
import { topicId } from '../../domain/ids.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { findTopics, type KnownTopic, topicsNamed } from '../../store/topics.ts'
import { type Refusal, refuse } from '../outcome.ts'

type Sides = Pick<Profile, 'helpsWith' | 'learns'>
type Chosen = Record<keyof Sides, readonly ChosenTopic[]>

/** The topics chosen, each once and in their order; `added` are those of them that are new. */
export type Resolved = { outcome: 'resolved'; topics: Sides; added: readonly Topic[] }

/**
 * Behind the workspace's lock, so that two members who type one name at once get one topic. What was merged since the
 * form was opened is the topic that it became. A retired one is refused, unless the member has it already.
 */
export const resolveTopics = async (
  tx: Tx,
  chosen: Chosen,
  had: Sides,
  nextId: () => string,
): Promise<Resolved | Refusal> => {
  const all = [...chosen.helpsWith, ...chosen.learns]
  const [byId, byName] = await Promise.all([
    findTopics(
      tx,
      all.flatMap((one) => ('topic' in one ? [one.topic] : [])),
    ),
    topicsNamed(
      tx,
      all.flatMap((one) => ('add' in one ? [foldTopic(one.add)] : [])),
    ),
  ])
  const known = new Map(byName)
  const added: Topic[] = []
  const topicOf = (one: ChosenTopic): KnownTopic | undefined => {
    if ('topic' in one) return byId.get(one.topic)
    const folded = foldTopic(one.add)
    if (folded === '') return undefined
    const before = known.get(folded)
    if (before) return before
    const topic = { id: topicId(nextId()), name: topicName(one.add) }
    added.push(topic)
    known.set(folded, { ...topic, isRetired: false })
    return { ...topic, isRetired: false }
  }
  const topics: Record<keyof Sides, Topic[]> = { helpsWith: [], learns: [] }
  for (const field of ['helpsWith', 'learns'] as const) {
    const kept = new Set(had[field].map(({ id }) => id))
    for (const topic of chosen[field].map(topicOf)) {
      // One that no longer exists was taken off every profile.
      if (!topic || topics[field].some(({ id }) => id === topic.id)) continue
      if (topic.isRetired && !kept.has(topic.id))
        return refuse({ reason: 'topic_retired', field, name: topic.name })
      topics[field].push({ id: topic.id, name: topic.name })
    }
  }
  return { outcome: 'resolved', topics, added }
}
