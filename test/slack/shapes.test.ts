import { expect, it } from 'vitest'
import { actor } from '../support/actor.ts'
import { journey } from '../support/app.ts'
import { command, FORM, JSON_TYPE, post, statementsDuring } from '../support/raw-http.ts'

const interaction = (payload: unknown) => `payload=${encodeURIComponent(JSON.stringify(payload))}`
const press = { type: 'block_actions', user: { id: 'U0ADA00001' }, team: { id: 'T0' }, trigger_id: '1' }
const submission = { ...press, type: 'view_submission' }
const view = { id: 'V', type: 'modal', callback_id: 'send.submit', private_metadata: '' }
const event = (fields: string) => `{"type":"event_callback","team_id":"T0","event_id":"Ev1"${fields}}`

const malformed: [string, string, string][] = [
  ['null', JSON_TYPE, 'null'],
  ['a number', JSON_TYPE, '7'],
  ['a list', JSON_TYPE, '[{"type":"event_callback"}]'],
  ['no JSON', JSON_TYPE, '{"type":'],
  ['nothing as JSON', JSON_TYPE, ''],
  ['nothing as a form', FORM, ''],
  ['an object without a type', JSON_TYPE, '{}'],
  ['an event without an event', JSON_TYPE, event('')],
  ['an event that is null', JSON_TYPE, event(',"event":null')],
  ['an event that is a text', JSON_TYPE, event(',"event":"app_home_opened"')],
  ['Home opened by nobody', JSON_TYPE, event(',"event":{"type":"app_home_opened","tab":"home"}')],
  ['a changed user who is null', JSON_TYPE, event(',"event":{"type":"user_change","user":null}')],
  ['a payload of null', FORM, 'payload=null'],
  ['a payload that is a list', FORM, 'payload=%5B%5D'],
  ['a payload that is no JSON', FORM, 'payload=%7B'],
  ['two payloads', FORM, 'payload=%7B%7D&payload=%7B%7D'],
  ['an empty payload', FORM, 'payload=%7B%7D'],
  ['a form that is neither command nor interaction', FORM, 'a=b'],
  ['a command of nobody', FORM, 'command=%2Fmentor&text=help'],
  ['a command by a name that is no id', FORM, 'command=%2Fmentor&text=help&trigger_id=1&user_id=ada'],
  ['a press of nothing', FORM, interaction({ ...press, actions: [] })],
  ['a press without a list', FORM, interaction({ ...press, actions: 'all' })],
  ['a press of null', FORM, interaction({ ...press, actions: [null] })],
  [
    'a press by a number',
    FORM,
    interaction({ ...press, user: 7, actions: [{ action_id: 'request.accept' }] }),
  ],
  [
    'a press without a trigger',
    FORM,
    interaction({ ...press, trigger_id: undefined, actions: [{ action_id: 'request.accept' }] }),
  ],
  ['a submission without a view', FORM, interaction(submission)],
  ['a submission of null', FORM, interaction({ ...submission, view: null })],
  [
    'a submission whose inputs are a text',
    FORM,
    interaction({ ...submission, view: { ...view, state: 'full' } }),
  ],
  ['a shortcut without a name', FORM, interaction({ ...press, type: 'shortcut' })],
  ['plain text', 'text/plain', 'payload={}'],
  ['a body of many parts', 'multipart/form-data; boundary=x', '--x--'],
]

it('a signed body that makes no sense is refused at once, before any query, and breaks nothing', async () => {
  const j = await journey()
  const statements = await statementsDuring(async () => {
    for (const [what, type, body] of malformed) {
      const { status, ms } = await post(j, type, body)
      expect.soft(status, what).toBe(400)
      expect.soft(ms, what).toBeLessThan(2000)
    }
  })
  expect(statements).toEqual([])
  expect((await post(j, FORM, command(j))).status).toBe(200)
})

it('payloads that the app does not listen to are answered at once', async () => {
  const j = await journey()
  for (const [type, body] of [
    [JSON_TYPE, '{"type":"surprise"}'],
    [JSON_TYPE, event(',"event":{"type":"surprise"}')],
    [FORM, interaction({ ...press, type: 'surprise' })],
    [FORM, interaction({ ...submission, type: 'view_closed', view })],
    [FORM, 'command=%2Fother&text=help&trigger_id=1&user_id=U0ADA00001'],
  ] as const) {
    const { status, ms } = await post(j, type, body)
    expect.soft([200, 400], body).toContain(status)
    expect.soft(ms, body).toBeLessThan(2000)
  }
})

const GARBAGE: unknown[] = [undefined, null, 7, [null]]

/** Copies of the object in which one field, or a field of a field, is something else. */
function* garbled(whole: Record<string, unknown>): Generator<[string, Record<string, unknown>]> {
  for (const [key, value] of Object.entries(whole)) {
    for (const other of GARBAGE) yield [`${key}: ${JSON.stringify(other)}`, { ...whole, [key]: other }]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    for (const inner of Object.keys(value)) {
      yield [`${key}.${inner}: null`, { ...whole, [key]: { ...value, [inner]: null } }]
    }
  }
}

const asForm = (fields: Record<string, unknown>) => {
  const form = new URLSearchParams()
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) form.set(key, String(value))
  return form.toString()
}

it('whichever field of a genuine request is missing or wrong, the answer comes at once and is not a 5xx', async () => {
  const j = await journey()
  const [ada, ben] = [actor(j, 'ada'), actor(j, 'ben')]
  await ada.openHome()
  await ben.types('offer @ada I can help')
  await ada.click('Accept')
  await ada.clickModal('Send a session request instead')
  await ada.submit()
  await ben.shortcut('offer_to_mentor')
  await ada.messageShortcut('ask_author', 'general', ben.member.post('Indexes are easy'))
  const genuine = new Map(
    j.slack.requests.flatMap(({ direction, name, sent }) =>
      direction === 'slack-to-app' && sent ? [[name.replace(/ .*/, ''), sent] as const] : [],
    ),
  )
  expect([...genuine.keys()].sort()).toEqual(
    ['/mentor', 'app_home_opened', 'block_actions', 'message_action', 'shortcut', 'view_submission'].sort(),
  )
  let tried = 0
  for (const [name, { body, contentType }] of genuine) {
    const isEvent = contentType === JSON_TYPE
    const payload = isEvent ? body : new URLSearchParams(body).get('payload')
    const whole = payload ? JSON.parse(payload) : Object.fromEntries(new URLSearchParams(body))
    const encode = isEvent ? JSON.stringify : payload ? interaction : asForm
    for (const [what, changed] of garbled(whole)) {
      const { status, ms } = await post(j, contentType, encode(changed))
      if (status === undefined || status >= 500 || ms > 2000) {
        expect.soft([status, ms], `${name} ${what}`).toBeNull()
      }
      tried += 1
    }
  }
  await j.settle()
  expect(tried).toBeGreaterThan(200)
  // Invented triggers open no modal, but nothing else may go wrong.
  const errors = j
    .takeErrors()
    .filter(({ what }) => !JSON.stringify(what).includes('Slack did not accept an answer'))
  expect(errors).toEqual([])
  j.slack.clearLog()
}, 60_000)
