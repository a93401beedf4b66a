import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../../src/sandbox/slack/json.ts'
import {
  checkBlocks,
  checkView,
  isTooLargeForView,
  isTooLongForMessage,
} from '../../../../src/sandbox/slack/rules/surfaces.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const x = (length: number) => 'x'.repeat(length)
const option = (value: string, text = value) => ({ text: plain(text), value })
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`))
const button = (more: JsonObject = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more })
const section = (text: Json) => ({ type: 'section', text })
const actions = (...elements: Json[]) => ({ type: 'actions', elements })
const input = (element: Json, more: JsonObject = {}) => ({
  type: 'input',
  label: plain('L'),
  element,
  ...more,
})
const field = { type: 'plain_text_input', action_id: 'a' }
const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }))
const confirm = { title: plain('T'), text: mrkdwn('Sure?'), confirm: plain('Yes'), deny: plain('No') }

const messages = (blocks: Json, surface: 'message' | 'home' | 'modal' = 'message') =>
  checkBlocks(blocks, surface, '/blocks').map(({ message, pointer }) => `${message} ${pointer}`)

describe('blocks that Slack accepts', () => {
  it.each<[string, Json]>([
    ['50 blocks in a message', dividers(50)],
    ['a section of 3,000 characters', [section(mrkdwn(x(3000)))]],
    [
      'ten fields of 2,000 characters',
      [{ type: 'section', fields: Array.from({ length: 10 }, () => mrkdwn(x(2000))) }],
    ],
    ['a header of 150 characters', [{ type: 'header', text: plain(x(150)) }]],
    ['a context of ten', [{ type: 'context', elements: Array.from({ length: 10 }, () => mrkdwn('c')) }]],
    [
      '25 buttons',
      [actions(...Array.from({ length: 25 }, (_, index) => button({ action_id: `a${index}` })))],
    ],
    [
      'a button at its limits',
      [actions(button({ text: plain(x(75)), value: x(2000), url: x(3000), style: 'danger', confirm }))],
    ],
    [
      '100 options of 75 and 150 characters',
      [
        section(mrkdwn('s')),
        actions({
          type: 'static_select',
          action_id: 's',
          options: options(99).concat(option(x(150), x(75))),
        }),
      ],
    ],
    [
      'menus of channels, with the conversation that they begin with',
      [
        input({
          type: 'conversations_select',
          action_id: 'c',
          initial_conversation: 'C0GENERAL1',
          placeholder: plain('Nowhere'),
          filter: {
            include: ['public', 'private'],
            exclude_bot_users: true,
            exclude_external_shared_channels: true,
          },
        }),
        section(mrkdwn('s')),
        actions({ type: 'channels_select', action_id: 'd', initial_channel: 'C0GENERAL1', confirm }),
      ],
    ],
    [
      'what asks for confirmation, in an input and beside a text',
      [
        ...['static_select', 'radio_buttons', 'checkboxes'].map((type) =>
          input({ type, action_id: 'a', options: options(2), confirm }),
        ),
        ...['multi_users_select', 'datepicker', 'timepicker'].map((type) =>
          input({ type, action_id: 'a', confirm }),
        ),
        input({ type: 'number_input', action_id: 'a', is_decimal_allowed: false, min_value: '1' }),
        {
          ...section(mrkdwn('s')),
          accessory: { type: 'overflow', action_id: 'o', options: options(5), confirm },
        },
        { ...section(mrkdwn('s')), accessory: { type: 'multi_users_select', action_id: 'm' } },
        { ...section(mrkdwn('s')), accessory: button({ confirm }) },
      ],
    ],
    ['one action_id in two blocks', [actions(button()), actions(button())]],
    [
      'a datetimepicker in an actions block',
      [actions({ type: 'datetimepicker', action_id: 'd', initial_date_time: 1_790_000_000 })],
    ],
    [
      'an image accessory',
      [
        {
          type: 'section',
          text: mrkdwn('s'),
          accessory: { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'c' },
        },
      ],
    ],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'a', style: { bold: true } },
                { type: 'user', user_id: 'U1' },
              ],
            },
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [{ type: 'rich_text_section', elements: [] }],
            },
          ],
        },
      ],
    ],
    [
      'an input with a hint',
      [
        input(
          { ...field, placeholder: plain(x(150)), max_length: 3000 },
          { hint: plain('h'), optional: true, dispatch_action: true },
        ),
      ],
    ],
    ['a markdown block of 12,000 characters', [{ type: 'markdown', text: x(12_000) }]],
  ])('%s', (_, blocks) => {
    expect(messages(blocks)).toEqual([])
  })
})

describe('blocks that Slack refuses, in its words and with the place', () => {
  it.each<[string, Json, string]>([
    ['51 blocks', dividers(51), 'no more than 50 items allowed /blocks'],
    ['no array', { type: 'divider' }, 'must provide an array /blocks'],
    ['an unknown block', [{ type: 'fanfare' }], 'unsupported type: fanfare /blocks/0/type'],
    ['a block without type', [{}], 'missing required field: type /blocks/0'],
    [
      'a section of 3,001 characters',
      [section(mrkdwn(x(3001)))],
      'must be less than 3001 characters /blocks/0/text/text',
    ],
    [
      'a filter of conversations that filters nothing',
      [input({ type: 'conversations_select', action_id: 'c', filter: {} })],
      'must define at least one field of the filter /blocks/0/element/filter',
    ],
    [
      'a filter that includes no kind of conversation',
      [input({ type: 'conversations_select', action_id: 'c', filter: { include: [] } })],
      'no fewer than 1 items allowed /blocks/0/element/filter/include',
    ],
    [
      'a filter in a menu of channels',
      [input({ type: 'channels_select', action_id: 'c', filter: { include: ['public'] } })],
      'invalid additional property: filter /blocks/0/element',
    ],
    ['an empty text', [section(mrkdwn(''))], 'must be more than 0 characters /blocks/0/text/text'],
    ['a text that is a string', [section('hello')], 'must provide an object /blocks/0/text'],
    ['a section of nothing', [{ type: 'section' }], 'must define either `text` or `fields` /blocks/0/type'],
    [
      'eleven fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('f')) }],
      'no more than 10 items allowed /blocks/0/fields',
    ],
    [
      'a field of 2,001',
      [{ type: 'section', fields: [mrkdwn(x(2001))] }],
      'must be less than 2001 characters /blocks/0/fields/0/text',
    ],
    [
      'a header of 151',
      [{ type: 'header', text: plain(x(151)) }],
      'must be less than 151 characters /blocks/0/text/text',
    ],
    [
      'a header in markup',
      [{ type: 'header', text: mrkdwn('*H*') }],
      'unsupported type: mrkdwn /blocks/0/text/type',
    ],
    ['a header without text', [{ type: 'header' }], 'missing required field: text /blocks/0'],
    [
      'emoji on markup',
      [section({ ...mrkdwn('a'), emoji: true })],
      'invalid additional property: emoji /blocks/0/text',
    ],
    [
      'an invented property',
      [{ type: 'divider', colour: 'red' }],
      'invalid additional property: colour /blocks/0',
    ],
    [
      'eleven context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('c')) }],
      'no more than 10 items allowed /blocks/0/elements',
    ],
    [
      'a button in a context',
      [{ type: 'context', elements: [button()] }],
      'unsupported type: button /blocks/0/elements/0/type',
    ],
    ['no elements', [actions()], 'no fewer than 1 items allowed /blocks/0/elements'],
    [
      '26 elements',
      [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
      'no more than 25 items allowed /blocks/0/elements',
    ],
    [
      'a text input among actions',
      [actions(field)],
      'unsupported type: plain_text_input /blocks/0/elements/0/type',
    ],
    ['a button as an input', [input(button())], 'unsupported type: button /blocks/0/element/type'],
    [
      'a button text of 76',
      [actions(button({ text: plain(x(76)) }))],
      'must be less than 76 characters /blocks/0/elements/0/text/text',
    ],
    [
      'a button value of 2,001',
      [actions(button({ value: x(2001) }))],
      'must be less than 2001 characters /blocks/0/elements/0/value',
    ],
    [
      'a button value that is a number',
      [actions(button({ value: 7 }))],
      'must provide a string /blocks/0/elements/0/value',
    ],
    [
      'an invented style',
      [actions(button({ style: 'loud' }))],
      'value is not one of: primary, danger /blocks/0/elements/0/style',
    ],
    [
      'an action_id of 256',
      [actions(button({ action_id: x(256) }))],
      'must be less than 256 characters /blocks/0/elements/0/action_id',
    ],
    [
      'a block_id of 256',
      [{ type: 'divider', block_id: x(256) }],
      'must be less than 256 characters /blocks/0/block_id',
    ],
    [
      'one action_id twice in a block',
      [actions(button(), button())],
      '`action_id` "go" already exists /blocks/0/elements/1/action_id',
    ],
    [
      'one block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '`block_id` "b" already exists /blocks/1/block_id',
    ],
    [
      'a confirmation title of 101',
      [actions(button({ confirm: { ...confirm, title: plain(x(101)) } }))],
      'must be less than 101 characters /blocks/0/elements/0/confirm/title/text',
    ],
    [
      'a confirmation text of 301',
      [actions(button({ confirm: { ...confirm, text: mrkdwn(x(301)) } }))],
      'must be less than 301 characters /blocks/0/elements/0/confirm/text/text',
    ],
    [
      'a confirming button of 31',
      [actions(button({ confirm: { ...confirm, confirm: plain(x(31)) } }))],
      'must be less than 31 characters /blocks/0/elements/0/confirm/confirm/text',
    ],
    [
      '101 options',
      [actions({ type: 'static_select', options: options(101) })],
      'no more than 100 items allowed /blocks/0/elements/0/options',
    ],
    [
      'an option text of 76',
      [actions({ type: 'static_select', options: [option('v', x(76))] })],
      'must be less than 76 characters /blocks/0/elements/0/options/0/text/text',
    ],
    [
      'an option value of 151',
      [actions({ type: 'static_select', options: [option(x(151), 't')] })],
      'must be less than 151 characters /blocks/0/elements/0/options/0/value',
    ],
    [
      'a select with options and groups',
      [
        actions({
          type: 'static_select',
          options: options(1),
          option_groups: [{ label: plain('g'), options: options(1) }],
        }),
      ],
      'must define either `options` or `option_groups` /blocks/0/elements/0',
    ],
    [
      'an initial option that is not offered',
      [actions({ type: 'static_select', options: options(2), initial_option: option('other') })],
      'initial option must match one of the provided options /blocks/0/elements/0/initial_option',
    ],
    [
      'two options of one value',
      [actions({ type: 'static_select', options: [option('a', '1'), option('a', '2')] })],
      'duplicate option value: a /blocks/0/elements/0/options/1/value',
    ],
    [
      'six overflow options',
      [actions({ type: 'overflow', options: options(6) })],
      'no more than 5 items allowed /blocks/0/elements/0/options',
    ],
    [
      'eleven radio buttons',
      [actions({ type: 'radio_buttons', options: options(11) })],
      'no more than 10 items allowed /blocks/0/elements/0/options',
    ],
    [
      'eleven checkboxes',
      [actions({ type: 'checkboxes', options: options(11) })],
      'no more than 10 items allowed /blocks/0/elements/0/options',
    ],
    [
      'a placeholder of 151',
      [input({ ...field, placeholder: plain(x(151)) })],
      'must be less than 151 characters /blocks/0/element/placeholder/text',
    ],
    [
      'a date in another order',
      [actions({ type: 'datepicker', initial_date: '24/12/2026' })],
      'failed to match the required format /blocks/0/elements/0/initial_date',
    ],
    [
      'a time past midnight',
      [actions({ type: 'timepicker', initial_time: '24:00' })],
      'failed to match the required format /blocks/0/elements/0/initial_time',
    ],
    [
      'milliseconds for seconds',
      [actions({ type: 'datetimepicker', initial_date_time: 1_790_000_000_000 })],
      'must be less than or equal to 9999999999 /blocks/0/elements/0/initial_date_time',
    ],
    [
      'a datetimepicker as an accessory',
      [{ type: 'section', text: mrkdwn('s'), accessory: { type: 'datetimepicker' } }],
      'unsupported type: datetimepicker /blocks/0/accessory/type',
    ],
    [
      'an image without alt_text',
      [{ type: 'image', image_url: 'https://a.b/c.png' }],
      'missing required field: alt_text /blocks/0',
    ],
    [
      'an image of nothing',
      [{ type: 'image', alt_text: 'a' }],
      'missing required field: image_url /blocks/0',
    ],
    [
      'a label of 2,001',
      [input(field, { label: plain(x(2001)) })],
      'must be less than 2001 characters /blocks/0/label/text',
    ],
    [
      'a max_length of 3,001',
      [input({ ...field, max_length: 3001 })],
      'must be less than or equal to 3000 /blocks/0/element/max_length',
    ],
    [
      'a min_length over max_length',
      [input({ ...field, min_length: 9, max_length: 3 })],
      '`min_length` cannot be greater than `max_length` /blocks/0/element/min_length',
    ],
    [
      'two elements in focus',
      [input({ ...field, focus_on_load: true }), input({ ...field, focus_on_load: true })],
      'only one element can have `focus_on_load` set to true /blocks/1/element/focus_on_load',
    ],
    [
      'an alert in a message',
      [{ type: 'alert', text: plain('a') }],
      'unsupported type: alert /blocks/0/type',
    ],
    [
      'a markdown block of 12,001',
      [{ type: 'markdown', text: x(12_001) }],
      'must be less than 12001 characters /blocks/0/text',
    ],
    [
      'a style on a rich text list item',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', style: 'bold', elements: [] }] }],
      'invalid additional property: style /blocks/0/elements/0',
    ],
  ])('%s', (_, blocks, refusal) => {
    expect(messages(blocks)).toEqual([refusal])
  })

  it.each<[string, 'message' | 'home' | 'modal', Json, string[]]>([
    [
      'a datetimepicker on Home',
      'home',
      [actions({ type: 'datetimepicker' })],
      ['unsupported type: datetimepicker /blocks/0/elements/0/type'],
    ],
    ['a datetimepicker input in a modal', 'modal', [input({ type: 'datetimepicker' })], []],
    [
      'a markdown block on Home',
      'home',
      [{ type: 'markdown', text: 'm' }],
      ['unsupported type: markdown /blocks/0/type'],
    ],
    [
      'a table in a modal',
      'modal',
      [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }],
      ['unsupported type: table /blocks/0/type'],
    ],
    ['an alert in a modal', 'modal', [{ type: 'alert', text: plain('a'), level: 'warning' }], []],
    [
      'a file input in a message',
      'message',
      [input({ type: 'file_input' })],
      ['unsupported type: file_input /blocks/0/element/type'],
    ],
    ['100 blocks on Home', 'home', dividers(100), []],
    ['101 blocks in a modal', 'modal', dividers(101), ['no more than 100 items allowed /blocks']],
  ])('%s', (_, surface, blocks, refusals) => {
    expect(messages(blocks, surface)).toEqual(refusals)
  })
})

describe('views', () => {
  const modal = (more: JsonObject = {}): JsonObject => ({
    type: 'modal',
    title: plain('T'),
    blocks: [],
    ...more,
  })
  it.each<[string, JsonObject, string[]]>([
    ['a title of 24 characters', modal({ title: plain(x(24)) }), []],
    ['a title of 25', modal({ title: plain(x(25)) }), ['must be less than 25 characters /view/title/text']],
    [
      'a submit of 25',
      modal({ submit: plain(x(25)) }),
      ['must be less than 25 characters /view/submit/text'],
    ],
    ['a close of 25', modal({ close: plain(x(25)) }), ['must be less than 25 characters /view/close/text']],
    ['no title', { type: 'modal', blocks: [] }, ['missing required field: title /view']],
    ['no blocks', { type: 'modal', title: plain('T') }, ['missing required field: blocks /view']],
    [
      'private_metadata of 3,001',
      modal({ private_metadata: x(3001) }),
      ['must be less than 3001 characters /view/private_metadata'],
    ],
    [
      'a callback_id of 256',
      modal({ callback_id: x(256) }),
      ['must be less than 256 characters /view/callback_id'],
    ],
    ['an invented property', modal({ size: 'xl' }), ['invalid additional property: size /view']],
    [
      'an input without submit',
      modal({ blocks: [input(field)] }),
      ['must define `submit` to use an `input` block in modals /view/blocks/0/input'],
    ],
    ['an input with submit', modal({ blocks: [input(field)], submit: plain('Go') }), []],
    ['a Home view', { type: 'home', blocks: [] }, ['unsupported type: home /view/type']],
  ])('a modal with %s', (_, view, refusals) => {
    expect(checkView(view, 'modal').map(({ message, pointer }) => `${message} ${pointer}`)).toEqual(refusals)
  })

  it('a Home may hold inputs without a submit button, and no title', () => {
    expect(checkView({ type: 'home', blocks: [input(field)] }, 'home')).toEqual([])
    expect(checkView({ type: 'home', title: plain('T'), blocks: [] }, 'home')).toHaveLength(1)
  })

  it('a view of more than 250 kB is too large, a message of more than 13,000 characters too long', () => {
    const of = (length: number) => ({
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: x(length) } }],
    })
    expect(isTooLargeForView(of(249_900))).toBe(false)
    expect(isTooLargeForView(of(250_000))).toBe(true)
    expect(isTooLongForMessage(of(13_000))).toBe(false)
    expect(isTooLongForMessage(of(13_001))).toBe(true)
  })
})
