import { isObject, type JsonObject, parseJson } from '../json.ts'
import { suggestionPayload } from '../outbound/payloads.ts'
import { sendInteraction } from '../outbound/to-app.ts'
import { check } from '../rules/check.ts'
import { menuOption, optionGroup } from '../rules/composition.ts'
import { list, object } from '../rules/rule.ts'
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
  const findings = check(answer, menu, '', 'modal')
  for (const { message, pointer } of findings) {
    world.log.breach(world.clock.now(), 'block_suggestion', `${message} [json-pointer:${pointer}]`)
  }
  return findings.length > 0 ? {} : answer
}

/** docs.slack.dev/reference/block-kit/block-elements/select-menu-element, External data source. */
const menu = object({ options: list(menuOption, 100, 0), option_groups: list(optionGroup, 100, 0) })
