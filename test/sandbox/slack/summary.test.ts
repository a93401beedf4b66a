import { expect, it } from 'vitest'
import { summarise } from '../../../src/sandbox/slack/summary.ts'

const form = (fields: { [name: string]: string }) => new URLSearchParams(fields).toString()
const interaction = (payload: object) => form({ payload: JSON.stringify(payload) })

it.each([
  [form({ user_name: 'ben', command: '/mentor', text: 'offer' }), 'ben · /mentor · “offer”'],
  [interaction({ user: { username: 'ada' }, actions: [{ action_id: 'accept' }] }), 'ada · accept'],
  [
    interaction({ user: { username: 'ada' }, view: { callback_id: 'book', blocks: [{}, {}] } }),
    'ada · book · 2 blocks',
  ],
  [JSON.stringify({ event: { type: 'app_home_opened', user: 'U1' } }), 'app_home_opened · U1'],
  [
    form({ channel: 'U1', text: 'x'.repeat(70), blocks: '[{"type":"divider"}]' }),
    `channel U1 · “${'x'.repeat(60)}…” · 1 block`,
  ],
  [form({ user_id: 'U1', view: '{"type":"home","blocks":[{},{}]}' }), 'home · user_id U1 · 2 blocks'],
  ['', ''],
  ['null', ''],
])('the request %j is summed up as %j', (body, line) => {
  expect(summarise(body)).toBe(line)
})
