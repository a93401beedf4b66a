import type { Checkboxes, InputBlock, NumberInput, PlainTextInput, RadioButtons } from '@slack/types'
import { clip, limits } from '../limits.ts'
import { option, plainText } from './blocks.ts'

/** A field of a form. `asks`: using it tells the app at once. */
export const input = (
  blockId: string,
  label: string,
  element: InputBlock['element'],
  { optional = false, asks = false, hint }: { optional?: boolean; asks?: boolean; hint?: string } = {},
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plainText(label, limits.label),
  element,
  ...(optional && { optional }),
  ...(asks && { dispatch_action: true }),
  ...(hint && { hint: plainText(hint, limits.label) }),
})

/** A text field. Slack refuses to open a form whose initial value is longer than `max`. */
export const textField = (
  actionId: string,
  { max, placeholder, multiline }: { max: number; placeholder?: string; multiline?: boolean },
  initial: string,
): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: actionId,
  max_length: max,
  ...(multiline && { multiline }),
  ...(placeholder && { placeholder: plainText(placeholder, limits.placeholder) }),
  ...(initial !== '' && { initial_value: clip(initial, max) }),
})

/** A field for a whole number. */
export const numberField = (
  actionId: string,
  { min, max }: { min: number; max: number },
  initial: number | null,
): NumberInput => ({
  type: 'number_input',
  action_id: actionId,
  is_decimal_allowed: false,
  min_value: String(min),
  max_value: String(max),
  ...(initial !== null && { initial_value: String(initial) }),
})

/** Of which one is on from the start. */
export const radios = <Value extends string>(
  actionId: string,
  values: readonly Value[],
  text: Readonly<Record<Value, string>>,
  chosen: Value,
): RadioButtons => {
  const choice = (value: Value) => option(text[value], value)
  return {
    type: 'radio_buttons',
    action_id: actionId,
    options: values.map(choice),
    initial_option: choice(chosen),
  }
}

/** Something to tick, and a sentence on what that does where the text does not say it all. */
export type Tick = { value: string; text: string; more?: string; isOn: boolean }

export const ticks = (actionId: string, choices: readonly Tick[]): Checkboxes => {
  const drawn = choices.map(({ value, text, more, isOn }) => ({
    isOn,
    choice: {
      ...option(text, value),
      ...(more && { description: plainText(more, limits.optionText) }),
    },
  }))
  const on = drawn.flatMap(({ isOn, choice }) => (isOn ? [choice] : []))
  return {
    type: 'checkboxes',
    action_id: actionId,
    options: drawn.map(({ choice }) => choice),
    ...(on.length > 0 && { initial_options: on }),
  }
}
