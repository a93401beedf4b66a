import {
  allOf,
  choiceOption,
  confirmation,
  conversationFilter,
  dispatchConfig,
  distinctValues,
  initialAmongOptions,
  menuOption,
  optionGroup,
  optionsOrGroups,
  overflowOption,
} from './composition.ts'
import { richTextRule } from './rich-text.ts'
import {
  boolean,
  choice,
  type Fields,
  list,
  number,
  plain,
  type Rule,
  required,
  type Shapes,
  string,
} from './rule.ts'

const action: Fields = { action_id: string(255, 1) }
const focus: Fields = { focus_on_load: boolean }
const confirm: Fields = { confirm: confirmation }
const placeholder: Fields = { placeholder: plain(150) }
const dispatch: Fields = { dispatch_action_config: dispatchConfig }
const menu: Fields = { ...action, ...focus, ...confirm, ...placeholder }
const several: Fields = { max_selected_items: number(1) }
const typed: Fields = { ...action, ...focus, ...placeholder, ...dispatch }

const date: Rule = { is: 'string', pattern: /^\d{4}-\d{2}-\d{2}$/ }
const time: Rule = { is: 'string', pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }

const staticMenu: Fields = { ...menu, options: list(menuOption, 100), option_groups: list(optionGroup, 100) }

/** Block elements: docs.slack.dev/reference/block-kit/block-elements. */
export const elementShapes: Shapes = {
  button: {
    fields: {
      ...action,
      ...confirm,
      text: required(plain(75)),
      value: string(2000),
      url: string(3000),
      style: choice('primary', 'danger'),
      accessibility_label: string(75),
    },
  },
  overflow: {
    fields: { ...action, ...confirm, options: required(list(overflowOption, 5)) },
    also: distinctValues,
  },
  checkboxes: {
    fields: {
      ...action,
      ...focus,
      ...confirm,
      options: required(list(choiceOption, 10)),
      initial_options: list(choiceOption, 10),
    },
    also: allOf(initialAmongOptions, distinctValues),
  },
  radio_buttons: {
    fields: {
      ...action,
      ...focus,
      ...confirm,
      options: required(list(choiceOption, 10)),
      initial_option: choiceOption,
    },
    also: allOf(initialAmongOptions, distinctValues),
  },
  static_select: {
    fields: { ...staticMenu, initial_option: menuOption },
    also: allOf(optionsOrGroups, initialAmongOptions, distinctValues),
  },
  multi_static_select: {
    fields: { ...staticMenu, ...several, initial_options: list(menuOption, 100) },
    also: allOf(optionsOrGroups, initialAmongOptions, distinctValues),
  },
  external_select: { fields: { ...menu, min_query_length: number(0), initial_option: menuOption } },
  multi_external_select: {
    fields: { ...menu, ...several, min_query_length: number(0), initial_options: list(menuOption, 100) },
  },
  users_select: { fields: { ...menu, initial_user: string() } },
  multi_users_select: { fields: { ...menu, ...several, initial_users: list(string()) } },
  conversations_select: {
    fields: {
      ...menu,
      initial_conversation: string(),
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
    },
  },
  multi_conversations_select: {
    fields: {
      ...menu,
      ...several,
      initial_conversations: list(string()),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
    },
  },
  channels_select: { fields: { ...menu, initial_channel: string(), response_url_enabled: boolean } },
  multi_channels_select: { fields: { ...menu, ...several, initial_channels: list(string()) } },
  datepicker: { fields: { ...menu, initial_date: date } },
  timepicker: { fields: { ...menu, initial_time: time, timezone: string() } },
  datetimepicker: {
    fields: { ...action, ...focus, ...confirm, initial_date_time: number(1_000_000_000, 9_999_999_999) },
    surfaces: ['message', 'modal'],
  },
  plain_text_input: {
    fields: {
      ...typed,
      initial_value: string(3000),
      multiline: boolean,
      min_length: number(0, 3000),
      max_length: number(1, 3000),
    },
    also: (element) =>
      Number(element.min_length ?? 0) > Number(element.max_length ?? 3000)
        ? [{ message: '`min_length` cannot be greater than `max_length`', at: '/min_length' }]
        : [],
  },
  email_text_input: { fields: { ...typed, initial_value: string() } },
  url_text_input: { fields: { ...typed, initial_value: string() } },
  number_input: {
    fields: {
      ...typed,
      is_decimal_allowed: required(boolean),
      initial_value: string(),
      min_value: string(),
      max_value: string(),
    },
  },
  rich_text_input: {
    fields: { ...typed, initial_value: richTextRule, min_lines: number(1, 100), max_lines: number(1, 100) },
  },
  file_input: {
    fields: { ...action, filetypes: list(string()), max_files: number(1, 10) },
    surfaces: ['modal'],
  },
  image: {
    fields: { alt_text: required(string(2000)), image_url: string(3000), slack_file: { is: 'anything' } },
    also: (element) =>
      (element.image_url === undefined) === (element.slack_file === undefined)
        ? [{ message: 'missing required field: image_url' }]
        : [],
  },
  icon_button: {
    fields: {
      ...action,
      ...confirm,
      icon: required(string()),
      text: required(plain(75)),
      accessibility_label: string(75),
      value: string(2000),
      visible_to_user_ids: list(string()),
    },
    surfaces: ['message'],
  },
}

export const inActions = [
  'button',
  'checkboxes',
  'datepicker',
  'datetimepicker',
  'radio_buttons',
  'overflow',
  'timepicker',
  'rich_text_input',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
] as const

export const inSection = [
  ...inActions.filter((type) => type !== 'datetimepicker' && type !== 'rich_text_input'),
  'image',
] as const

export const inInput = [
  ...inActions.filter((type) => type !== 'button' && type !== 'overflow'),
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'file_input',
] as const
