import { type Json, type JsonObject, objectAt, stringsAt, textAt } from '../json.ts'
import { actionsPayload } from '../outbound/payloads.ts'
import { type AppAnswer, failureName, sendInteraction } from '../outbound/to-app.ts'
import { elementsOf } from '../rules/surfaces.ts'
import { entryOf, valueKey } from '../state/input-state.ts'
import type { Block } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { type Input, optionOf, valueFor } from './element-values.ts'
import { TROUBLE } from './modal-acts.ts'
import { type Standing, type Surface, standingOf } from './places.ts'

export type Target = { blockId: string; actionId: string }

/** How the app took a request. `told`: what Slack shows the member about a failure. */
export type Delivery = { sent: boolean; status?: number; ms?: number; failure?: string; told?: string }

export const deliveryOf = (answer: AppAnswer): Delivery => {
  const failure = failureName(answer)
  return {
    sent: true,
    ms: answer.ms,
    ...(answer.status !== undefined && { status: answer.status }),
    ...(failure !== undefined && { failure, told: TROUBLE }),
  }
}

/** The element with these ids, and its block. Throws a sentence if there is none. */
export const locate = ({ blocks, called }: Standing, { blockId, actionId }: Target) => {
  for (const block of blocks) {
    if (block.block_id !== blockId) continue
    const found = elementsOf(block).find(({ element }) => element.action_id === actionId)
    if (found) return { block, element: found.element }
  }
  throw new Error(`${called} has no element ${actionId} in block ${blockId}`)
}

/**
 * Uses an element as a member would: keeps what it now holds, and tells the app if Slack would.
 * @param how `enter`: Enter was pressed in a text input, as most dispatching inputs wait for
 */
export const interact = async (
  world: World,
  memberId: string,
  surface: Surface,
  target: Target,
  input: Input,
  how: { enter?: boolean } = {},
): Promise<Delivery> => {
  const standing = standingOf(world, memberId, surface)
  const { block, element } = locate(standing, target)
  const key = valueKey(element)
  const value = key === undefined ? undefined : valueFor(world, memberId, element, input)
  if (value !== undefined) {
    keepValue(standing, target, element, value)
    if (block.type === 'input' && 'view' in standing.place) delete standing.place.view.errors[block.block_id]
    announce(world, memberId, standing)
  }
  if (!isDispatched(block, element, how.enter === true)) return { sent: false }
  const action = actionOf(element, target, key, value, input)
  const payload = actionsPayload(world, memberId, standing.place, action)
  const answer = await sendInteraction(world, payload, `block_actions ${target.actionId}`)
  const delivery = deliveryOf(answer)
  if (delivery.failure && 'view' in standing.place && standing.place.view.type === 'modal') {
    standing.place.view.notice = TROUBLE
    announce(world, memberId, standing)
  }
  return delivery
}

const keepValue = ({ inputs }: Standing, { blockId, actionId }: Target, element: JsonObject, value: Json) => {
  inputs[blockId] = { ...inputs[blockId], [actionId]: entryOf(element, value) }
}

const announce = (world: World, memberId: string, { place }: Standing) => {
  if ('message' in place) world.changed({ what: 'messages', channel: place.message.channel })
  else if ('ephemeral' in place) world.changed({ what: 'ephemerals', memberId })
  else world.changed({ what: place.view.type === 'home' ? 'home' : 'modals', memberId })
}

const TYPED = new Set([
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
])

/** Elements in an input block tell the app only if it dispatches; text inputs then wait for what their config names. */
const isDispatched = (block: Block, element: JsonObject, enter: boolean) => {
  if (block.type === 'input' && block.dispatch_action !== true) return false
  if (!TYPED.has(textAt(element, 'type') ?? '')) return true
  const on = stringsAt(objectAt(element, 'dispatch_action_config'), 'trigger_actions_on')
  const awaited = on.length > 0 ? on : ['on_enter_pressed']
  return awaited.includes('on_character_entered') || (enter && awaited.includes('on_enter_pressed'))
}

const actionOf = (
  element: JsonObject,
  { blockId, actionId }: Target,
  key: string | undefined,
  value: Json | undefined,
  input: Input,
): JsonObject => {
  const { options: _options, option_groups: _groups, dispatch_action_config: _config, ...rest } = element
  const base = { ...rest, action_id: actionId, block_id: blockId }
  if (element.type === 'overflow') return { ...base, selected_option: optionOf(element, input) }
  return key === undefined || value === undefined ? base : { ...base, ...entryOf(element, value) }
}
