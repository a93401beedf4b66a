import { objectsAt, textAt } from '../json.ts'
import {
  type AlsoRule,
  anyText,
  boolean,
  choice,
  list,
  object,
  plain,
  type Rule,
  required,
  string,
} from './rule.ts'

/** Composition objects: docs.slack.dev/reference/block-kit/composition-objects. */
export const confirmation = object({
  title: required(plain(100)),
  text: required(anyText(300)),
  confirm: required(plain(30)),
  deny: required(plain(30)),
  style: choice('primary', 'danger'),
})

const optionFields = (text: Rule, valueMax: number) => ({
  text: required(text),
  value: required(string(valueMax)),
  description: plain(75),
})

export const menuOption = object(optionFields(plain(75), 150))
/** Radio buttons and checkboxes may use markup. */
export const choiceOption = object({ ...optionFields(anyText(75), 150), description: anyText(75) })
export const overflowOption = object({
  ...optionFields(plain(75), 150),
  value: string(150),
  url: string(3000),
})

export const optionGroup = object({ label: required(plain(75)), options: required(list(menuOption, 100)) })

export const dispatchConfig = object({
  trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), 2),
})

/** None of its fields is required, yet one of them must be there. */
export const conversationFilter = object(
  {
    include: list(choice('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  (filter) =>
    Object.keys(filter).length > 0 ? [] : [{ message: 'must define at least one field of the filter' }],
)

const sameOption = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** `initial_option(s)` must match one of the options exactly. */
export const initialAmongOptions: AlsoRule = (element) => {
  const offered = [
    ...objectsAt(element, 'options'),
    ...objectsAt(element, 'option_groups').flatMap((group) => objectsAt(group, 'options')),
  ]
  const chosen = [
    ...(element.initial_option === undefined
      ? []
      : [{ option: element.initial_option, at: '/initial_option' }]),
    ...objectsAt(element, 'initial_options').map((option, index) => ({
      option,
      at: `/initial_options/${index}`,
    })),
  ]
  return chosen
    .filter(({ option }) => !offered.some((other) => sameOption(normal(other), normal(option))))
    .map(({ at }) => ({ message: 'initial option must match one of the provided options', at }))
}

const normal = (option: unknown) => {
  if (typeof option !== 'object' || option === null || !('text' in option)) return option
  const { text, value } = { value: undefined, ...option }
  return { text: textOf(text), value }
}

const textOf = (text: unknown) =>
  typeof text === 'object' && text !== null && 'text' in text ? text.text : text

/** Two options of one element may not share a value: Slack could not tell which was picked. */
export const distinctValues: AlsoRule = (element) => {
  const seen = new Set<string>()
  return objectsAt(element, 'options').flatMap((option, index) => {
    const value = textAt(option, 'value')
    if (value === undefined || !seen.has(value)) {
      if (value !== undefined) seen.add(value)
      return []
    }
    return [{ message: `duplicate option value: ${value}`, at: `/options/${index}/value` }]
  })
}

export const optionsOrGroups: AlsoRule = (element) =>
  (element.options === undefined) === (element.option_groups === undefined)
    ? [{ message: 'must define either `options` or `option_groups`' }]
    : []

export const allOf =
  (...rules: AlsoRule[]): AlsoRule =>
  (element) =>
    rules.flatMap((rule) => rule(element))
