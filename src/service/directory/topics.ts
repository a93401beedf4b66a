import { topicName } from '../../domain/directory/check-profile.ts'
import { foldTopic } from '../../domain/directory/fold.ts'
import { PROFILE_LIMITS } from '../../domain/directory/profile.ts'
import type { TopicId, WorkspaceId } from '../../domain/ids.ts'
import { addName, mergeTopic, setRetired, setTopicName } from '../../store/topic-changes.ts'
import { findTopics, topicsNamed } from '../../store/topics.ts'
import { lockWorkspace } from '../../store/workspaces.ts'
import type { Change } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'

type OfTopic = { workspace: WorkspaceId; topic: TopicId }
type Changed = { outcome: 'changed' | 'unchanged' }

/** Its former names stay synonyms. Refused if the name is another topic's: those two can be merged. */
export const renameTopic = async (
  change: Change,
  { topic, name: typed }: OfTopic & { name: string },
): Promise<Changed | Refusal> => {
  const [name, limit] = [topicName(typed), PROFILE_LIMITS.topicName]
  if (name.length > limit) return refuse({ reason: 'topic_too_long', limit })
  return change(lockWorkspace, async (tx): Promise<Changed | Refusal> => {
    const [found, named] = await Promise.all([findTopics(tx, [topic]), topicsNamed(tx, [foldTopic(name)])])
    const known = found.get(topic)
    if (!known || foldTopic(name) === '') return refuse({ reason: 'not_found' })
    const other = named.get(foldTopic(name))
    if (other && other.id !== known.id) return refuse({ reason: 'topic_exists', name: other.name })
    if (known.name === name) return { outcome: 'unchanged' }
    setTopicName(tx, known.id, name)
    addName(tx, known.id, name)
    return { outcome: 'changed' }
  })
}

/** Every use of the topic moves to the other one, and its names become synonyms of that. */
export const mergeTopics = (
  change: Change,
  { topic, into }: OfTopic & { into: TopicId },
): Promise<Changed | Refusal> =>
  change(lockWorkspace, async (tx): Promise<Changed | Refusal> => {
    const found = await findTopics(tx, [topic, into])
    const [from, to] = [found.get(topic), found.get(into)]
    if (!from || !to) return refuse({ reason: 'not_found' })
    if (from.id === to.id) return { outcome: 'unchanged' }
    mergeTopic(tx, from.id, to.id)
    return { outcome: 'changed' }
  })

/** A retired topic is no longer offered; profiles that have it keep it. It can be brought back. */
export const retireTopic = (
  change: Change,
  { topic, isRetired }: OfTopic & { isRetired: boolean },
): Promise<Changed | Refusal> =>
  change(lockWorkspace, async (tx): Promise<Changed | Refusal> => {
    const known = (await findTopics(tx, [topic])).get(topic)
    if (!known) return refuse({ reason: 'not_found' })
    if (known.isRetired === isRetired) return { outcome: 'unchanged' }
    setRetired(tx, known.id, isRetired ? tx.now() : null)
    return { outcome: 'changed' }
  })
