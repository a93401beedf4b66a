import type { PlainTextElement, PlainTextOption } from '@slack/types'
import type { Services } from '../service/services.ts'
import { actionIds } from './ids.ts'
import { clip, limits } from './limits.ts'
import type { Words } from './text/words.ts'
import { option, plainText } from './views/blocks.ts'

type Options =
  | { options: PlainTextOption[] }
  | { option_groups: { label: PlainTextElement; options: PlainTextOption[] }[] }

/** The answer to a menu that asks the app for its options. @param typed the text in its search field */
export const optionsFor = (words: Words, services: Services, actionId: string, typed: string): Options => {
  if (actionId !== actionIds.findZone) return { options: [] }
  const { zones, isGuess, now } = services.zones(typed, limits.options)
  const options = zones.map((zone) => option(words.zoneOption(zone, now), zone))
  if (!isGuess || options.length === 0) return { options }
  const label = plainText(words.notKnown(clip(typed, MOST_QUOTED)), limits.optionText)
  return { option_groups: [{ label, options }] }
}

/** Of what was typed, so that the sentence around it fits. */
const MOST_QUOTED = 30
