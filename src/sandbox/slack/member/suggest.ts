import { isObject, type JsonObject, objectsAt, parseJson } from '../json.ts'
import { suggestionPayload } from '../outbound/payloads.ts'
import { sendInteraction } from '../outbound/to-app.ts'
import { optionsOf } from '../state/input-state.ts'
import type { World } from '../state/world.ts'
import { locate, type Target } from './interact.ts'
import { type Surface, standingOf } from './places.ts'

/** Asks the app for an external menu's options or groups of them. An answer that Slack would not understand has none. */
export const suggest = async (
  world: World,
  memberId: string,
  surface: Surface,
  target: Target,
  typed: string,
): Promise<JsonObject> => {
  const standing = standingOf(world, memberId, surface)
  locate(standing, target)
  const payload = suggestionPayload(world, memberId, standing.place, { ...target, value: typed })
  const { body } = await sendInteraction(world, payload, `block_suggestion ${target.actionId}`)
  const answer = parseJson(body)
  if (!isObject(answer)) return {}
  if (optionsOf(answer).length > 100 || objectsAt(answer, 'option_groups').length > 100) {
    world.log.breach(world.clock.now(), 'block_suggestion', 'no more than 100 options allowed')
    return {}
  }
  return answer
}
