import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/sandbox/slack/json.ts'
import { visibleTexts } from '../../../../src/sandbox/slack/member/visible-text.ts'
import { checkBlocks } from '../../../../src/sandbox/slack/rules/surfaces.ts'
import { button, markdown, plain } from '../support/tiny-app.ts'

const image = { type: 'image', image_url: 'https://a.example/b.png', alt_text: 'A plan' }
const options = [{ text: plain('One'), value: '1' }]

describe('what a reader sees of', () => {
  it.each<[string, JsonObject, string[]]>([
    ['a header', { type: 'header', text: plain('Head') }, ['Head']],
    [
      'a section with fields and a menu',
      {
        type: 'section',
        text: markdown('*T*'),
        fields: [plain('F')],
        accessory: { type: 'static_select', action_id: 'a', placeholder: plain('Choose'), options },
      },
      ['*T*', 'F', '[Choose]'],
    ],
    ['a section with an image', { type: 'section', text: markdown('T'), accessory: image }, ['T', 'A plan']],
    ['a context', { type: 'context', elements: [image, markdown('small')] }, ['A plan', 'small']],
    [
      'actions',
      { type: 'actions', elements: [button('Go', 'go'), { type: 'radio_buttons', action_id: 'r', options }] },
      ['[Go]', 'One', '()'],
    ],
    [
      'an input',
      {
        type: 'input',
        label: plain('Name'),
        hint: plain('Yours'),
        element: { type: 'plain_text_input', action_id: 'a' },
      },
      ['Name:', 'Yours'],
    ],
    ['an image', { ...image, title: plain('Title') }, ['Title', 'A plan']],
    ['a divider', { type: 'divider' }, []],
    ['markdown', { type: 'markdown', text: '**M**' }, ['**M**']],
    [
      'a table',
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'a' },
            { type: 'raw_text', text: 'b' },
          ],
        ],
      },
      ['a | b'],
    ],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Hi ' },
              { type: 'user', user_id: 'U1' },
              { type: 'emoji', name: 'wave' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://a.example' }] }],
          },
        ],
      },
      ['Hi <@U1>:wave:', 'https://a.example'],
    ],
  ])('%s', (_, block, lines) => {
    expect(checkBlocks([block], 'message', '/blocks')).toEqual([])
    expect(visibleTexts({ blocks: [{ type: 'divider', block_id: 'b', ...block }] })).toEqual(lines)
  })

  it('a message is its text if it has no blocks, and the name of its file if it has one', () => {
    expect(visibleTexts({ text: 'Hi', blocks: [] })).toEqual(['Hi'])
    expect(visibleTexts({ text: '', blocks: [], files: [{ title: 'Session' }] })).toEqual(['[file Session]'])
  })
})
