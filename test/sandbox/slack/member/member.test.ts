import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxSeed } from '../../../../src/sandbox/first-day/workspace.ts'
import { escapeCommand } from '../../../../src/sandbox/slack/member/escape-command.ts'
import type { SeedMember } from '../../../../src/sandbox/slack/state/seed.ts'
import { birthOf } from '../../../../src/sandbox/slack/state/state.ts'
import { startRawApp } from '../support/raw-app.ts'
import { button, markdown, plain } from '../support/tiny-app.ts'

const WALL = 1_790_000_000_000
let app: Awaited<ReturnType<typeof startRawApp>>
beforeEach(async () => {
  app = await startRawApp({ wallClock: { now: () => WALL } })
})
afterEach(() => app.stop())

const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() })
const card = {
  channel: 'U0ADA00001',
  text: 'Card',
  blocks: [
    {
      type: 'section',
      text: markdown('*Ben* offers'),
      accessory: { type: 'overflow', action_id: 'more', options: [option('Snooze'), option('Report')] },
    },
    { type: 'actions', elements: [button('Accept', 'accept'), button('Dismiss', 'dismiss')] },
    { type: 'actions', elements: [button('Dismiss', 'dismiss')] },
  ],
}

describe('acting as a member', () => {
  it('fails, if something is not there, with a sentence that says what is', async () => {
    const ada = app.slack.member('@ada')
    await expect(ada.click('Accept')).rejects.toThrow('ada has no message from the app')
    await expect(ada.clickHome('Accept')).rejects.toThrow("ada's Home has not been published")
    await expect(ada.submit()).rejects.toThrow('no open modal to submit')
    await expect(ada.fill('Topic', 'x')).rejects.toThrow('ada has no open modal')
    await app.call('chat.postMessage', card)
    await expect(ada.click('Withdraw')).rejects.toThrow(
      'no button "Withdraw" in a message in directmessage that ada sees; there are: Snooze, Report, Accept, Dismiss, Dismiss',
    )
    await expect(ada.click('Dismiss')).rejects.toThrow('2 times "Dismiss"')
    expect(() => app.slack.member('@zoe')).toThrow('no member @zoe; there are: ada, ben')
  })

  it('presses the second of two equal buttons, and an entry of an overflow menu', async () => {
    await app.call('chat.postMessage', card)
    const ada = app.slack.member('@ada')
    await ada.click('Dismiss', { nth: 1 })
    expect(app.last()).toMatchObject({
      actions: [{ action_id: 'dismiss', block_id: ada.dm()[0]?.blocks[2]?.block_id }],
    })
    await ada.click('Report')
    expect(app.last()).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'report' } }],
    })
  })

  it('neither sees nor clicks another member’s messages', async () => {
    const posted = await app.call('chat.postMessage', card)
    const ben = app.slack.member('@ben')
    expect(ben.dm()).toEqual([])
    await expect(ben.click('Accept', { message: String(posted.ts) })).rejects.toThrow('ben sees no message')
    expect(app.received).toEqual([])
  })

  it('is impossible as a bot or as a member who has left', async () => {
    await expect(app.slack.member('@eli').command('/mentor')).rejects.toThrow(
      'eli is a bot or has been deactivated',
    )
    await expect(app.slack.member('@standup').openHome()).rejects.toThrow('nobody can act as them')
    expect(app.slack.people().map(({ handle }) => handle)).toEqual(['ada', 'ben', 'chandra', 'dana', 'gus'])
  })

  it('reads everything in view as lines', async () => {
    await app.call('chat.postMessage', card)
    expect(app.slack.texts(app.slack.member('@ada').dm().at(-1))).toEqual([
      '*Ben* offers',
      '[Snooze]',
      '[Report]',
      '[Accept]',
      '[Dismiss]',
      '[Dismiss]',
    ])
    expect(app.slack.texts(undefined)).toEqual([])
  })
})

describe('every kind of input', () => {
  const input = (id: string, element: object, optional = true) => ({
    type: 'input',
    block_id: id,
    optional,
    label: plain(id),
    element: { action_id: 'x', ...element },
  })
  const choices = { options: [option('One'), option('Two')] }
  const open = async (...blocks: object[]) => {
    const ben = app.slack.member('@ben')
    await ben.shortcut('any')
    const view = { type: 'modal', title: plain('T'), submit: plain('Go'), blocks }
    await app.call('views.open', {
      trigger_id: String(app.last().trigger_id),
      view: JSON.parse(JSON.stringify(view)),
    })
    return ben
  }
  const one = { text: { type: 'plain_text', text: 'One', emoji: true }, value: 'one' }
  const two = { text: { type: 'plain_text', text: 'Two', emoji: true }, value: 'two' }

  it.each<[object, string | number | string[], object, object]>([
    [{ type: 'static_select', ...choices }, 'Two', { selected_option: null }, { selected_option: two }],
    [
      { type: 'multi_static_select', ...choices },
      ['One', 'Two'],
      { selected_options: [] },
      { selected_options: [one, two] },
    ],
    [{ type: 'radio_buttons', ...choices }, 'Two', { selected_option: null }, { selected_option: two }],
    [{ type: 'checkboxes', ...choices }, ['Two'], { selected_options: [] }, { selected_options: [two] }],
    [{ type: 'users_select' }, '@ada', { selected_user: null }, { selected_user: 'U0ADA00001' }],
    [
      { type: 'multi_users_select' },
      ['@ada', '@ben'],
      { selected_users: [] },
      { selected_users: ['U0ADA00001', 'U0BEN00001'] },
    ],
    [{ type: 'channels_select' }, '#general', { selected_channel: null }, { selected_channel: 'C0GENERAL1' }],
    [
      { type: 'conversations_select' },
      '#general',
      { selected_conversation: null },
      { selected_conversation: 'C0GENERAL1' },
    ],
    [{ type: 'datepicker' }, '2026-10-01', { selected_date: null }, { selected_date: '2026-10-01' }],
    [
      { type: 'timepicker', timezone: 'Asia/Tokyo' },
      '09:30',
      { selected_time: null, timezone: 'Asia/Tokyo' },
      { selected_time: '09:30', timezone: 'Asia/Tokyo' },
    ],
    [
      { type: 'datetimepicker' },
      1_790_000_000,
      { selected_date_time: null },
      { selected_date_time: 1_790_000_000 },
    ],
    [{ type: 'plain_text_input' }, 'Hello', { value: null }, { value: 'Hello' }],
    [{ type: 'number_input', is_decimal_allowed: false }, '7', { value: null }, { value: '7' }],
    [{ type: 'email_text_input' }, 'a@b.example', { value: null }, { value: 'a@b.example' }],
    [{ type: 'url_text_input' }, 'https://b.example', { value: null }, { value: 'https://b.example' }],
  ])('%j holds nothing at first, then what was chosen', async (element, choice, empty, filled) => {
    const type = Object.entries(element).find(([name]) => name === 'type')?.[1]
    const ben = await open(input('Field', element))
    expect(ben.modal()?.inputs).toEqual({ Field: { x: { type, ...empty } } })
    await ben.choose('Field', choice)
    expect(ben.modal()?.inputs).toEqual({ Field: { x: { type, ...filled } } })
    await ben.choose('Field', null)
    expect(ben.modal()?.inputs).toEqual({ Field: { x: { type, ...empty } } })
  })

  it('untouched inputs submit their initial values', async () => {
    const ben = await open(
      input('select', { type: 'static_select', ...choices, initial_option: option('One') }, false),
      input('date', { type: 'datepicker', initial_date: '2026-10-02' }, false),
      input('text', { type: 'plain_text_input', initial_value: 'as it was' }, false),
    )
    await ben.submit()
    expect(app.last()).toMatchObject({
      view: {
        state: {
          values: {
            select: { x: { selected_option: one } },
            date: { x: { selected_date: '2026-10-02' } },
            text: { x: { value: 'as it was' } },
          },
        },
      },
    })
  })

  it.each<[string, object, string | number | null, string]>([
    ['nothing', { type: 'plain_text_input' }, null, 'Please complete this required field.'],
    [
      'too little',
      { type: 'plain_text_input', min_length: 3 },
      'ab',
      'This entry must be at least 3 characters.',
    ],
    [
      'too much',
      { type: 'plain_text_input', max_length: 3 },
      'abcd',
      'This entry must be at most 3 characters.',
    ],
    ['no address', { type: 'email_text_input' }, 'ada', 'Please enter a valid email address.'],
    ['no link', { type: 'url_text_input' }, 'ada', 'Please enter a valid URL.'],
    ['no number', { type: 'number_input', is_decimal_allowed: false }, '1.5', 'Please enter a valid number.'],
    [
      'too small a number',
      { type: 'number_input', is_decimal_allowed: true, min_value: '2' },
      '1.5',
      'Enter 2 or more.',
    ],
    ['no box ticked', { type: 'checkboxes', ...choices }, null, 'Please complete this required field.'],
  ])('%s is held back by the client and never sent', async (_, element, choice, told) => {
    const ben = await open(input('Field', element, false))
    await ben.choose('Field', choice)
    const before = app.received.length
    expect(await ben.submit()).toEqual({ sent: false, errors: { Field: told } })
    expect(app.slack.texts(ben.modal())).toContain(told)
    expect(app.received).toHaveLength(before)
  })

  it('an option that is not offered cannot be chosen', async () => {
    const ben = await open(input('Field', { type: 'static_select', ...choices }))
    await expect(ben.choose('Field', 'Three')).rejects.toThrow('no option "Three"; there are: One, Two')
    await expect(ben.choose('Other', 'One')).rejects.toThrow(
      'no input "Other" in ben\'s modal; there are: Field',
    )
  })
})

describe('a command’s text', () => {
  const state = birthOf(sandboxSeed, 'salt')
  it.each([
    ['offer @ada hi', 'offer <@U0ADA00001|ada> hi'],
    ['@ADA', '<@U0ADA00001|ada>'],
    ['@ada, @ben.', '<@U0ADA00001|ada>, <@U0BEN00001|ben>.'],
    ['@adam', '@adam'],
    ['a@ada', 'a@ada'],
    ['@eli', '<@U0ELI00001|eli>'],
    ['@standup @mentorship', '<@U0ROBOT001|standup> <@U0MENTORBT|mentorship>'],
    ['#general #none', '<#C0GENERAL1|general> #none'],
    ['<@U0BEN00001> a&b', '&lt;@U0BEN00001&gt; a&amp;b'],
    ['see https://a.example/?b=1&c=2', 'see <https://a.example/?b=1&amp;c=2>'],
    ['two  spaces\nand lines', 'two  spaces\nand lines'],
  ])('%j arrives as %j', (typed, sent) => {
    expect(escapeCommand(state, typed)).toBe(sent)
  })
})

describe('the workspace', () => {
  it('works with 500 members as with five', async () => {
    const members: SeedMember[] = Array.from({ length: 500 }, (_, index) => ({
      id: `U0M${String(index).padStart(6, '0')}`,
      handle: `m${index}`,
      realName: `Member ${index}`,
      zone: 'Europe/Berlin',
    }))
    const big = await startRawApp({ seed: { ...sandboxSeed, members } })
    for (const { id } of members) await big.call('chat.postMessage', { channel: id, text: `To ${id}` })
    expect(big.slack.member('@m499').dm()).toMatchObject([{ text: 'To U0M000499' }])
    await big.stop()
  })

  it('has plain JSON as its snapshot, and goes on from it with new ids', async () => {
    await app.call('chat.postMessage', card)
    await app.slack.member('@ada').click('Accept')
    const saved = JSON.parse(JSON.stringify(app.slack.snapshot()))
    expect(saved).toEqual(app.slack.snapshot())
    const later = await startRawApp({ snapshot: saved })
    const ada = later.slack.member('@ada')
    expect(ada.dm()).toEqual(app.slack.member('@ada').dm())
    const posted = await later.call('chat.postMessage', card)
    expect(ada.dm().map(({ ts }) => ts)).toHaveLength(2)
    expect(String(posted.ts) > String(ada.dm()[0]?.ts)).toBe(true)
    await later.stop()
  })

  it('tells its subscribers what changed, and for whom', async () => {
    const changes: unknown[] = []
    const end = app.slack.subscribe((change) => {
      if (change.what !== 'log') changes.push(change)
    })
    const posted = await app.call('chat.postMessage', card)
    await app.call('views.publish', { user_id: 'U0ADA00001', view: { type: 'home', blocks: [] } })
    end()
    await app.call('chat.postMessage', card)
    expect(changes).toEqual([
      { what: 'messages', channel: posted.channel },
      { what: 'home', memberId: 'U0ADA00001' },
    ])
  })

  it('never gives out the same ids as a workspace with another salt', async () => {
    const [one, other] = [await startRawApp({ salt: 'a' }), await startRawApp({ salt: 'b' })]
    const channels = [await one.call('chat.postMessage', card), await other.call('chat.postMessage', card)]
    expect(channels[0]?.channel).not.toBe(channels[1]?.channel)
    await one.stop()
    await other.stop()
  })
})

describe('waiting', () => {
  it('ends with the awaited change, or says what did not come', async () => {
    const ada = app.slack.member('@ada')
    const waiting = app.slack.until(() => ada.dm().length === 1)
    await app.call('chat.postMessage', card)
    await waiting
    await expect(app.slack.until(() => ada.dm().length === 2, { withinMs: 5 })).rejects.toThrow(
      'not so within 5 ms',
    )
  })
})

describe('what Slack would not send can be forged:', () => {
  it('clicks on another member’s message or an old card, and changed payloads', async () => {
    await app.call('chat.postMessage', card)
    const ada = app.slack.member('@ada')
    const old = structuredClone(ada.dm()[0])
    await app.call('chat.update', { channel: old?.channel ?? '', ts: old?.ts ?? '', text: 'Gone' })
    expect(await app.slack.forgeClick('@dana', { message: old, button: 'Accept' })).toMatchObject({
      status: 200,
    })
    expect(app.last()).toMatchObject({ user: { id: 'U0DANA0001' }, actions: [{ action_id: 'accept' }] })
    await app.slack.forgeClick('@dana', { message: old, button: 'Accept' }, (payload) => ({
      ...payload,
      team: null,
    }))
    expect(app.last().team).toBeNull()
  })

  it('missing, wrong and old signatures, and requests without a payload', async () => {
    await app.slack.forge({ payload: null, signature: 'none' })
    expect(app.received.at(-1)?.headers).not.toHaveProperty('x-slack-signature')
    expect(app.received.at(-1)?.body).toBe('payload=null')
    await app.slack.forge({ event: null, signature: 'stale' })
    const sent = app.received.at(-1)?.headers['x-slack-request-timestamp']
    expect(WALL / 1000 - Number(sent)).toBeGreaterThan(300)
    app.answerWith((_, response) => response.writeHead(401).end())
    expect(await app.slack.forge({ form: { command: '/mentor' }, signature: 'wrong' })).toMatchObject({
      status: 401,
    })
    expect(app.slack.breaches).toEqual([])
  })

  it('an earlier request, repeated byte for byte or signed again', async () => {
    await app.slack.member('@ben').command('/mentor', 'offer @ada')
    const [first] = app.slack.requests
    if (!first) throw new Error('nothing was sent')
    await app.slack.replay(first)
    const [original, again] = app.received
    expect(again?.body).toBe(original?.body)
    expect(again?.headers['x-slack-signature']).toBe(original?.headers['x-slack-signature'])
    await app.slack.replay(first, { resign: true })
    expect(app.received[2]?.body).toBe(original?.body)
  })

  it('and is logged with its answer, like every request in both directions', async () => {
    app.answerJson({ text: 'Hi' })
    await app.slack.member('@ben').command('/mentor')
    await app.call('auth.test', {})
    expect(app.slack.requests).toMatchObject([
      { direction: 'slack-to-app', name: '/mentor', status: 200, answer: '{"text":"Hi"}', breaches: [] },
      {
        direction: 'app-to-slack',
        name: 'auth.test',
        status: 200,
        answer: expect.stringContaining('"ok":true'),
      },
    ])
    expect(app.slack.requests[0]?.summary).toContain('ben · /mentor')
    expect(app.slack.requests[0]?.ms).toBeGreaterThanOrEqual(0)
    app.slack.clearLog()
    expect(app.slack.requests).toEqual([])
  })
})
