import { topicName } from '../../domain/directory/check-profile.ts'
import { foldTopic } from '../../domain/directory/fold.ts'
import { PROFILE_LIMITS } from '../../domain/directory/profile.ts'
import { readQuery } from '../../domain/directory/words.ts'
import type { WorkspaceId } from '../../domain/ids.ts'
import { type Alike, wordsAlike } from '../../store/directory-words.ts'
import { type KnownTopic, topicsBeginning, topicsNamed, topicsWithWords } from '../../store/topics.ts'
import type { Read } from '../act.ts'

/** `add`: the typed name, if it is no topic yet and could become one. */
export type TopicOptions = { topics: readonly KnownTopic[]; add: string | null }

/** A menu of Slack's holds a hundred; the last is for adding. */
const MOST = 99

/**
 * Topics to choose from while somebody types: nearest first, by spelling, then by a word of the name.
 * @param retired whether retired ones are among them
 */
export const topicOptions = (
  read: Read,
  { typed, retired = false }: { workspace: WorkspaceId; typed: string; retired?: boolean },
): Promise<TopicOptions> =>
  read(async (tx) => {
    const name = topicName(typed.slice(0, 2 * PROFILE_LIMITS.topicName))
    const folded = foldTopic(name)
    const { words } = readQuery(name)
    const [named, beginning, alike] = await Promise.all([
      topicsNamed(tx, [folded]),
      topicsBeginning(tx, folded, MOST),
      words.length > 0 ? wordsAlike(tx, words) : [],
    ])
    const isSlip = ({ nearness }: Alike) => Number(nearness === 'slip')
    const slipsLast = alike.toSorted((a, b) => isSlip(a) - isSlip(b))
    const inside = await topicsWithWords(tx, [...new Set(slipsLast.map(({ word }) => word))])
    const topics = new Map(
      [...named.values(), ...beginning, ...inside]
        .filter(({ isRetired }) => retired || !isRetired)
        .map((topic) => [topic.id, topic]),
    )
    const canBeAdded = folded !== '' && !named.has(folded) && name.length <= PROFILE_LIMITS.topicName
    return { topics: [...topics.values()].slice(0, MOST), add: canBeAdded ? name : null }
  })
