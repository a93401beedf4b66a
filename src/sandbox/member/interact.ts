import { elementsOf } from '../block-kit/surfaces.ts'
import { entryOf, optionsOf, valueKey } from '../input-state.ts'
import {
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  objectsAt,
  parseJson,
  stringsAt,
  textAt,
} from '../json.ts'
import { TROUBLE } from '../modal-acts.ts'
import { actionsPayload, suggestionPayload } from '../payloads.ts'
import type { Block } from '../state.ts'
import { type AppAnswer, failureName, sendInteraction } from '../to-app.ts'
import type { World } from '../world.ts'
import { type Standing, type Surface, standingOf } from './places.ts'

export type Target = { blockId: string; actionId: string }

/**
 * What a member does with an element: nothing for a button; an option's value (or several) for static menus, radios,
 * checkboxes and overflow; a whole option for external menus; an id (or several) for menus of users, channels and
 * conversations; `YYYY-MM-DD`, `HH:mm`, Unix seconds; typed text. `null` empties.
 */
export type Input = Json | undefined

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

const locate = ({ blocks, called }: Standing, { blockId, actionId }: Target) => {
  for (const block of blocks) {
    if (block.block_id !== blockId) continue
    const found = elementsOf(block).find(({ element }) => element.action_id === actionId)
    if (found) return { block, element: found.element }
  }
  throw new Error(`${called} has no element ${actionId} in block ${blockId}`)
}

/**
 * Uses an element as a member would: keeps what it now holds and tells the app where Slack would.
 * @param how `enter`: Enter was pressed in a text input, which is what most dispatching inputs wait for
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
  const value = key === undefined ? undefined : valueFor(world, element, input)
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

/** Elements in an input block stay silent unless it dispatches; text inputs then wait for what their config names. */
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

/** The value as `state.values` keeps it. Throws a sentence for what the element does not offer. */
const valueFor = (world: World, element: JsonObject, input: Input): Json => {
  const type = textAt(element, 'type') ?? ''
  if (input === null || input === undefined || input === '') {
    return type === 'checkboxes' || type.startsWith('multi') ? [] : null
  }
  if (Array.isArray(input)) return severalOf(world, element, input)
  if (type === 'checkboxes' || type.startsWith('multi')) return severalOf(world, element, [input])
  return oneOf(world, element, input)
}

const severalOf = (world: World, element: JsonObject, inputs: Json[]): Json => {
  const most = element.max_selected_items
  if (typeof most === 'number' && inputs.length > most)
    throw new Error(`no more than ${most} can be selected`)
  return inputs.map((input) => oneOf(world, element, input))
}

const oneOf = (world: World, element: JsonObject, input: Json): Json => {
  const type = (textAt(element, 'type') ?? '').replace('multi_', '')
  const { members, channels } = world.state
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'checkboxes':
      return optionOf(element, input)
    case 'external_select':
      if (isObject(input)) return input
      throw new Error('an external menu takes one of the options that it was sent')
    case 'users_select': {
      const member = typeof input === 'string' ? members[input] : undefined
      if (member && !member.deactivated) return member.id
      throw new Error(`a menu of users does not offer ${JSON.stringify(input)}`)
    }
    case 'channels_select':
      if (typeof input === 'string' && channels[input]) return input
      throw new Error(`a menu of channels does not offer ${JSON.stringify(input)}`)
    default:
      return input
  }
}

const optionOf = (element: JsonObject, input: Input): JsonObject => {
  const options = optionsOf(element)
  const found = options.find((option) => option.value === input)
  if (found) return found
  const offered = options.map((option) => textAt(option, 'value')).join(', ')
  throw new Error(`no option ${JSON.stringify(input)}; there are: ${offered}`)
}

/** Asks the app for the options of an external menu. What is not an answer of Slack's kind gives no options. */
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
