import { isObject, type JsonObject, objectsAt, parseJson } from '../json.ts'
import { suggestionPayload } from '../outbound/payloads.ts'
import { sendInteraction } from '../outbound/to-app.ts'
import { optionsOf } from '../state/input-state.ts'
import type { World } from '../state/world.ts'
import { locate, type Target } from './interact.ts'
import { type Surface, standingOf } from './places.ts'

/** Asks the app for the options of an external menu. An answer that Slack would not understand gives none. */
export const suggest = async (
  world: World,
  memberId: string,
  surface: Surface,
  target: Target,
  typed: string,
): Promise<JsonObject[]> => {
  const standing = standingOf(world, memberId, surface)
  locate(standing, target)
  const payload = suggestionPayload(world, memberId, standing.place, { ...target, value: typed })
  const { body } = await sendInteraction(world, payload, `block_suggestion ${target.actionId}`)
  const answer = parseJson(body)
  if (!isObject(answer)) return []
  const options = optionsOf(answer)
  if (options.length > 100 || objectsAt(answer, 'option_groups').length > 100) {
    world.log.breach(world.clock.now(), 'block_suggestion', 'no more than 100 options allowed')
    return []
  }
  return options
}
