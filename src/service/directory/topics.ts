import { topicName } from '../../domain/directory/check-profile.ts'
import { foldTopic } from '../../domain/directory/fold.ts'
import { PROFILE_LIMITS } from '../../domain/directory/profile.ts'
import type { MemberId, TopicId, WorkspaceId } from '../../domain/ids.ts'
import { addName, mergeTopic, setRetired, setTopicName } from '../../store/topic-changes.ts'
import { findTopics, type KnownTopic, topicsNamed } from '../../store/topics.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { organise } from '../programme/organising.ts'

type OfTopic = { workspace: WorkspaceId; actor: MemberId; topic: TopicId }
type Changed = { outcome: 'changed' | 'unchanged' }

const may = 'changeSettings'

/** The topic that was picked, if it is one still: what is done with it must not be done with one that it was merged into. */
const pickedIn = (found: ReadonlyMap<TopicId, KnownTopic>, topic: TopicId): KnownTopic | undefined => {
  const known = found.get(topic)
  return known?.id === topic ? known : undefined
}

/** Its former names stay synonyms. Refused if the name is another topic's: those two can be merged. */
export const renameTopic = (
  act: Act,
  { actor, topic, name: typed }: OfTopic & { name: string },
): Promise<Changed | Refusal> =>
  organise(act, { actor, may }, async (tx): Promise<Changed | Refusal> => {
    const [name, limit] = [topicName(typed), PROFILE_LIMITS.topicName]
    if (name.length > limit) return refuse({ reason: 'topic_too_long', limit })
    const [found, named] = await Promise.all([findTopics(tx, [topic]), topicsNamed(tx, [foldTopic(name)])])
    const known = pickedIn(found, topic)
    if (!known) return refuse({ reason: 'not_found' })
    if (foldTopic(name) === '') return refuse({ reason: 'topic_unnamed' })
    const other = named.get(foldTopic(name))
    if (other && other.id !== known.id) return refuse({ reason: 'topic_exists', name: other.name })
    if (known.name === name) return { outcome: 'unchanged' }
    setTopicName(tx, known.id, name)
    addName(tx, known.id, name)
    tx.record({ kind: 'topic', what: 'renamed', names: [known.name, name] })
    return { outcome: 'changed' }
  })

/** Every use of the topic moves to the other one, and its names become synonyms of that. */
export const mergeTopics = (
  act: Act,
  { actor, topic, into }: OfTopic & { into: TopicId },
): Promise<Changed | Refusal> =>
  organise(act, { actor, may }, async (tx): Promise<Changed | Refusal> => {
    const found = await findTopics(tx, [topic, into])
    const [from, to] = [found.get(topic), found.get(into)]
    if (!from || !to) return refuse({ reason: 'not_found' })
    if (from.id === to.id) return { outcome: 'unchanged' }
    if (!pickedIn(found, topic)) return refuse({ reason: 'not_found' })
    await mergeTopic(tx, from.id, to.id)
    tx.record({ kind: 'topic', what: 'merged', names: [from.name, to.name] })
    return { outcome: 'changed' }
  })

/** A retired topic is no longer offered; profiles that have it keep it. It can be brought back. */
export const retireTopic = (
  act: Act,
  { actor, topic, isRetired }: OfTopic & { isRetired: boolean },
): Promise<Changed | Refusal> =>
  organise(act, { actor, may }, async (tx): Promise<Changed | Refusal> => {
    const known = pickedIn(await findTopics(tx, [topic]), topic)
    if (!known) return refuse({ reason: 'not_found' })
    if (known.isRetired === isRetired) return { outcome: 'unchanged' }
    setRetired(tx, known.id, isRetired ? tx.now() : null)
    tx.record({ kind: 'topic', what: isRetired ? 'retired' : 'brought_back', names: [known.name] })
    return { outcome: 'changed' }
  })
