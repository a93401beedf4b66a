import { isObject, type Json, type JsonObject, textAt } from '../json.ts'
import { offersConversation } from '../rules/offered-conversations.ts'
import { channelsOf } from '../state/channels.ts'
import { optionsOf } from '../state/input-state.ts'
import type { World } from '../state/world.ts'

/**
 * What a member does with an element: nothing for a button; an option's value (or several) for static menus, radios,
 * checkboxes and overflow; a whole option for external menus; an id (or several) for menus of users, channels and
 * conversations; `YYYY-MM-DD`, `HH:mm`, Unix seconds; typed text. `null` clears it.
 */
export type Input = Json | undefined

/** The value as `state.values` keeps it. Throws a sentence if the element does not offer it. */
export const valueFor = (world: World, memberId: string, element: JsonObject, input: Input): Json => {
  const type = textAt(element, 'type') ?? ''
  if (input === null || input === undefined || input === '') {
    return type === 'checkboxes' || type.startsWith('multi') ? [] : null
  }
  if (Array.isArray(input)) return severalOf(world, memberId, element, input)
  if (type === 'checkboxes' || type.startsWith('multi')) return severalOf(world, memberId, element, [input])
  return oneOf(world, memberId, element, input)
}

const severalOf = (world: World, memberId: string, element: JsonObject, inputs: Json[]): Json => {
  const most = element.max_selected_items
  if (typeof most === 'number' && inputs.length > most)
    throw new Error(`no more than ${most} can be selected`)
  return inputs.map((input) => oneOf(world, memberId, element, input))
}

const oneOf = (world: World, memberId: string, element: JsonObject, input: Json): Json => {
  const type = (textAt(element, 'type') ?? '').replace('multi_', '')
  const { members } = world.state
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
    case 'conversations_select': {
      const offered = conversationsFor(world, memberId, element)
      if (offered.some(({ id }) => id === input)) return input
      const names = offered.map(({ name }) => name).join(', ') || 'none'
      throw new Error(`a menu of channels does not offer ${JSON.stringify(input)}; there are: ${names}`)
    }
    default:
      return input
  }
}

const conversationsFor = ({ state }: World, memberId: string, element: JsonObject) => {
  const dm = state.dms[memberId]
  return [
    ...channelsOf(state, memberId)
      .filter((channel) => offersConversation(element, { kind: 'channel', ...channel }))
      .map(({ id, name }) => ({ id, name: `#${name}` })),
    ...(dm && offersConversation(element, { kind: 'app' }) ? [{ id: dm, name: state.app.name }] : []),
  ]
}

/** The option with that value. Throws a sentence if it is not offered. */
export const optionOf = (element: JsonObject, input: Input): JsonObject => {
  const options = optionsOf(element)
  const found = options.find((option) => option.value === input)
  if (found) return found
  const offered = options.map((option) => textAt(option, 'value')).join(', ')
  throw new Error(`no option ${JSON.stringify(input)}; there are: ${offered}`)
}
