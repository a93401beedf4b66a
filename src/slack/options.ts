import type { PlainTextElement, PlainTextOption } from '@slack/types'
import { topicChoice } from './directory-values.ts'
import { actionIds } from './ids.ts'
import { clip, limits } from './limits.ts'
import type { Signed, SlackParts } from './reply.ts'
import { option, plainText } from './views/blocks.ts'
import { retiredOption, topicOption } from './views/topic-menus.ts'

type Options =
  | { options: PlainTextOption[] }
  | { option_groups: { label: PlainTextElement; options: PlainTextOption[] }[] }

type Asking = Signed & { actionId: string; typed: string }

/** The answer to a menu that asks the app for its options. @param typed the text in its search field */
export const optionsFor = async (parts: SlackParts, asking: Asking): Promise<Options> => {
  switch (asking.actionId) {
    case actionIds.findZone:
      return zones(parts, asking)
    case actionIds.chooseTopics:
      return topics(parts, asking, { canAdd: true })
    case actionIds.pickAnyTopic:
      return topics(parts, asking, { canAdd: false, retired: true })
    case actionIds.findTopic:
    case actionIds.filterOpenSessions:
    case actionIds.chooseOpenTopics:
      return topics(parts, asking, { canAdd: false })
    default:
      return { options: [] }
  }
}

const zones = ({ words, services }: SlackParts, { typed }: Asking): Options => {
  const { zones, isGuess, now } = services.zones(typed, limits.options)
  const options = zones.map((zone) => option(words.zoneOption(zone, now), zone))
  if (!isGuess || options.length === 0) return { options }
  const label = plainText(words.notKnown(clip(typed, MOST_QUOTED)), limits.optionText)
  return { option_groups: [{ label, options }] }
}

/** Of what was typed, so that the sentence around it fits. */
const MOST_QUOTED = 30

/** The workspace's topics, and last the typed name, if it can become one. */
const topics = async (
  { words, services }: SlackParts,
  { workspace, typed }: Asking,
  { canAdd, retired = false }: { canAdd: boolean; retired?: boolean },
): Promise<Options> => {
  const { topics, add } = await services.topicOptions({ workspace, typed, retired })
  const added = canAdd && add !== null ? [option(words.addTopic(add), topicChoice.encode({ add }))] : []
  return {
    options: [
      ...topics.map((topic) => (topic.isRetired ? retiredOption(words, topic) : topicOption(topic))),
      ...added,
    ],
  }
}
