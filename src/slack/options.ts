import type { PlainTextOption } from '@slack/types'
import type { Services } from '../service/services.ts'
import { actionIds } from './ids.ts'
import { limits } from './limits.ts'
import type { Words } from './text/words.ts'
import { option } from './views/blocks.ts'

/** The answer to a menu that asks the app for its options. @param typed the text in its search field */
export const optionsFor = (
  words: Words,
  services: Services,
  actionId: string,
  typed: string,
): PlainTextOption[] => {
  if (actionId !== actionIds.findZone) return []
  const { zones, now } = services.zones(typed, limits.options)
  return zones.map((zone) => option(words.zoneOption(zone, now), zone))
}
