import { type Json, type JsonObject, objectsAt, textAt } from '../json.ts'
import { elementsOf } from '../rules/surfaces.ts'
import type { Block, InputState } from './state.ts'

/** For each element type: its key in `state.values`, the field that gives its initial value, and its empty value. */
const stateful: { [type: string]: { key: string; initial: string; empty: Json } } = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { key: 'files', initial: 'initial_files', empty: [] },
}

/** Where a stateful element keeps its value; undefined for buttons, overflow menus and images. */
export const valueKey = (element: JsonObject) => stateful[textAt(element, 'type') ?? '']?.key

/** The entry of one element in `state.values`. */
export const entryOf = (element: JsonObject, value: Json): JsonObject => {
  const type = textAt(element, 'type') ?? ''
  const zone = type === 'timepicker' ? textAt(element, 'timezone') : undefined
  return { type, [stateful[type]?.key ?? 'value']: value, ...(zone && { timezone: zone }) }
}

const initialEntry = (element: JsonObject): JsonObject | undefined => {
  const shape = stateful[textAt(element, 'type') ?? '']
  return shape && entryOf(element, element[shape.initial] ?? shape.empty)
}

/**
 * What the surface's inputs hold: the initial value, or what `before` holds under the same block_id, action_id
 * and type. So a typed text survives an update of its view, unless the app gives the input a new id.
 */
export const inputsOf = (blocks: Block[], before: InputState = {}): InputState => {
  const inputs: InputState = {}
  for (const block of blocks) {
    for (const { element } of elementsOf(block)) {
      const entry = initialEntry(element)
      const actionId = textAt(element, 'action_id')
      if (!entry || actionId === undefined) continue
      const kept = before[block.block_id]?.[actionId]
      inputs[block.block_id] = {
        ...inputs[block.block_id],
        [actionId]: kept && kept.type === entry.type ? kept : entry,
      }
    }
  }
  return inputs
}

const isEmpty = (value: Json | undefined) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The errors that Slack's client shows under inputs, by block_id. It sends nothing while there is one. */
export const inputErrors = (blocks: Block[], inputs: InputState): { [blockId: string]: string } =>
  Object.fromEntries(
    blocks
      .filter((block) => block.type === 'input')
      .flatMap((block) => {
        const element = elementsOf(block)[0]?.element
        if (!element) return []
        const value = inputs[block.block_id]?.[textAt(element, 'action_id') ?? '']?.[valueKey(element) ?? '']
        const fault = isEmpty(value)
          ? block.optional === true
            ? undefined
            : 'Please complete this required field.'
          : typeof value === 'string'
            ? textFault(element, value)
            : undefined
        return fault === undefined ? [] : [[block.block_id, fault] as const]
      }),
  )

const textFault = (element: JsonObject, value: string): string | undefined => {
  switch (element.type) {
    case 'plain_text_input': {
      const [min, max] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)]
      if (value.length < min) return `This entry must be at least ${min} characters.`
      return value.length > max ? `This entry must be at most ${max} characters.` : undefined
    }
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Please enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.'
    case 'number_input':
      return numberFault(element, value)
    default:
      return undefined
  }
}

const numberFault = (element: JsonObject, value: string): string | undefined => {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
  if (!pattern.test(value)) return 'Please enter a valid number.'
  if (Number(value) < Number(element.min_value ?? -Infinity)) return `Enter ${element.min_value} or more.`
  return Number(value) > Number(element.max_value ?? Infinity)
    ? `Enter ${element.max_value} or less.`
    : undefined
}

/** The options that a static element offers, groups flattened. */
export const optionsOf = (element: JsonObject) => [
  ...objectsAt(element, 'options'),
  ...objectsAt(element, 'option_groups').flatMap((group) => objectsAt(group, 'options')),
]
