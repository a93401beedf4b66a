/** One of every block and element that the page draws, as an app may send them. */
export const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
export const option = (text: string, value = text.toLowerCase()) => ({ text: plain(text), value })
const options = [option('Red'), option('Green'), option('Blue')]

const input = (label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: label.toLowerCase().replaceAll(' ', '_'),
  label: plain(label),
  element: { action_id: 'it', ...element },
  optional: true,
  ...more,
})

export const message = [
  { type: 'header', text: plain('A header') },
  {
    type: 'section',
    text: mrkdwn('*Bold* <@U0BEN00001> `code` :white_check_mark: <https://a.example|a link>'),
  },
  { type: 'section', fields: [mrkdwn('*Left*\none'), mrkdwn('*Right*\ntwo')] },
  {
    type: 'section',
    text: mrkdwn('With an overflow'),
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('First entry'), option('Second entry')],
    },
  },
  { type: 'divider' },
  { type: 'context', elements: [mrkdwn('Small print'), plain('and plain')] },
  {
    type: 'image',
    image_url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
    alt_text: 'A picture',
    title: plain('Its title'),
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'strong', style: { bold: true } },
          { type: 'emoji', name: 'wave' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a point' }] }],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a quote' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'as typed' }] },
    ],
  },
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      { type: 'button', action_id: 'plain', text: plain('Plain') },
      { type: 'button', action_id: 'primary', text: plain('Primary'), style: 'primary' },
      {
        type: 'button',
        action_id: 'danger',
        text: plain('Danger'),
        style: 'danger',
        confirm: {
          title: plain('Sure?'),
          text: plain('It cannot be undone.'),
          confirm: plain('Do it'),
          deny: plain('Leave it'),
        },
      },
      { type: 'static_select', action_id: 'select', placeholder: plain('A colour'), options },
    ],
  },
]

export const modal = {
  type: 'modal',
  callback_id: 'gallery',
  title: plain('Everything'),
  submit: plain('Save'),
  blocks: [
    input('Text', { type: 'plain_text_input' }),
    input('Many lines', { type: 'plain_text_input', multiline: true, initial_value: 'as it was' }),
    input('Email', { type: 'email_text_input' }),
    input('Address', { type: 'url_text_input' }),
    input('Number', { type: 'number_input', is_decimal_allowed: false }),
    input('Grouped', {
      type: 'static_select',
      option_groups: [
        { label: plain('Warm'), options: [option('Orange')] },
        { label: plain('Cold'), options: [option('Teal')] },
      ],
    }),
    input('Several', { type: 'multi_static_select', options }),
    input('Person', { type: 'users_select' }),
    input('People', { type: 'multi_users_select' }),
    input('Channel', { type: 'channels_select' }),
    input('Conversation', { type: 'conversations_select' }),
    input('From outside', { type: 'external_select', min_query_length: 2 }),
    input('Several from outside', {
      type: 'multi_external_select',
      min_query_length: 0,
      max_selected_items: 2,
      initial_options: [option('Here before')],
    }),
    input('One of', { type: 'radio_buttons', options }),
    input('Some of', { type: 'checkboxes', options }),
    input('Date', { type: 'datepicker' }),
    input('Time', { type: 'timepicker' }),
    input('Date and time', { type: 'datetimepicker' }),
  ],
}

/** An emoji code in every text that a message can have; `:tada:` stays a code if the app or its style asks for that. */
export const withCodes = [
  { type: 'header', text: plain(':one: header') },
  { type: 'section', text: mrkdwn('*:two: bold* <https://a.example|:three: link>\n> :four: quoted') },
  { type: 'section', fields: [mrkdwn(':five: field')] },
  { type: 'context', elements: [plain(':six: context')] },
  { type: 'actions', elements: [{ type: 'button', action_id: 'seven', text: plain(':seven: button') }] },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: ':eight: typed', style: { bold: true } },
          { type: 'link', url: 'https://b.example', text: ':nine: link' },
          { type: 'emoji', name: 'wave', skin_tone: 3 },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: ':keycap_ten: quoted at 10:30:00' }] },
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: 'code :tada:', style: { code: true } }],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'as typed :tada:' }] },
    ],
  },
  { type: 'section', text: { ...plain('not wanted :tada:'), emoji: false } },
  { type: 'section', text: mrkdwn('`code :tada:` and :nobody_knows_this:') },
]
