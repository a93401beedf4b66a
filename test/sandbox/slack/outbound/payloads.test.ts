import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startRawApp } from '../support/raw-app.ts'
import { button, markdown, plain } from '../support/tiny-app.ts'

let app: Awaited<ReturnType<typeof startRawApp>>
beforeEach(async () => {
  app = await startRawApp({ wallClock: { now: () => 1_790_000_000_000 } })
})
afterEach(() => app.stop())

const common = {
  team: { id: 'T0SANDBOX', domain: 'sandbox' },
  user: { id: 'U0BEN00001', username: 'ben', name: 'ben', team_id: 'T0SANDBOX' },
  api_app_id: 'A0MENTOR01',
  token: 'local-slack-verification',
  enterprise: null,
  is_enterprise_install: false,
}
const anyText = expect.any(String)
const card = {
  channel: 'U0BEN00001',
  text: 'Card',
  blocks: [
    {
      type: 'section',
      block_id: 's',
      text: markdown('Hello'),
      accessory: { type: 'datepicker', action_id: 'day', initial_date: '2026-09-01' },
    },
    { type: 'actions', block_id: 'a', elements: [{ ...button('Accept', 'accept', 'v1'), style: 'primary' }] },
  ],
}
const modal = {
  type: 'modal',
  callback_id: 'cb',
  private_metadata: 'pm',
  title: plain('T'),
  submit: plain('Go'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'i',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'name' },
    },
    { type: 'actions', block_id: 'a', elements: [button('Push', 'push')] },
  ],
}
const openModal = async (view: object = modal) => {
  await app.slack.member('@ben').shortcut('any')
  return app.call('views.open', { trigger_id: String(app.last().trigger_id), view: { ...view } })
}

describe('what the app is sent', () => {
  it('is signed with the real time, under Slack’s scheme v0', async () => {
    await app.slack.member('@ben').command('/mentor')
    const { headers, body } = app.received[0] ?? { headers: {}, body: '' }
    const digest = createHmac('sha256', app.slack.signingSecret).update(`v0:1790000000:${body}`).digest('hex')
    expect(headers).toMatchObject({
      'x-slack-request-timestamp': '1790000000',
      'x-slack-signature': `v0=${digest}`,
      'content-type': 'application/x-www-form-urlencoded',
    })
  })

  it('a command, as a flat form', async () => {
    await app.slack.member('@ben').command('/mentor', 'help me', { channel: '#general' })
    expect(app.last()).toEqual({
      token: 'local-slack-verification',
      team_id: 'T0SANDBOX',
      team_domain: 'sandbox',
      channel_id: 'C0GENERAL1',
      channel_name: 'general',
      user_id: 'U0BEN00001',
      user_name: 'ben',
      command: '/mentor',
      text: 'help me',
      api_app_id: 'A0MENTOR01',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(`${app.slack.url}/response/`),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
    })
  })

  it('a click on a message', async () => {
    const posted = await app.call('chat.postMessage', card)
    await app.slack.member('@ben').click('Accept')
    expect(app.last()).toEqual({
      type: 'block_actions',
      ...common,
      container: { type: 'message', message_ts: posted.ts, channel_id: posted.channel, is_ephemeral: false },
      channel: { id: posted.channel, name: 'directmessage' },
      message: posted.message,
      state: { values: { s: { day: { type: 'datepicker', selected_date: '2026-09-01' } } } },
      trigger_id: anyText,
      response_url: anyText,
      actions: [
        {
          type: 'button',
          action_id: 'accept',
          block_id: 'a',
          text: { type: 'plain_text', text: 'Accept', emoji: true },
          value: 'v1',
          style: 'primary',
          action_ts: anyText,
        },
      ],
    })
  })

  it('a date picked on a message, kept for the member who picked it', async () => {
    await app.call('chat.postMessage', card)
    await app.slack.member('@ben').choose('day', '2026-10-05', { on: 'dm' })
    expect(app.last()).toMatchObject({
      actions: [{ type: 'datepicker', selected_date: '2026-10-05', initial_date: '2026-09-01' }],
      state: { values: { s: { day: { selected_date: '2026-10-05' } } } },
    })
  })

  it('a click on an ephemeral message, without the message', async () => {
    await app.call('chat.postEphemeral', { ...card, user: 'U0BEN00001' })
    await app.slack.member('@ben').clickEphemeral('Accept')
    expect(app.last()).toMatchObject({ container: { is_ephemeral: true }, response_url: anyText })
    expect(app.last()).not.toHaveProperty('message')
  })

  it('a click in a modal, and its submission', async () => {
    const opened = await openModal()
    const view = {
      ...(typeof opened.view === 'object' ? opened.view : {}),
      id: anyText,
      team_id: 'T0SANDBOX',
      type: 'modal',
      callback_id: 'cb',
      private_metadata: 'pm',
      app_id: 'A0MENTOR01',
      bot_id: 'B0MENTOR01',
      app_installed_team_id: 'T0SANDBOX',
      external_id: '',
      previous_view_id: null,
      clear_on_close: false,
      notify_on_close: true,
      close: null,
      title: { type: 'plain_text', text: 'T', emoji: true },
      submit: { type: 'plain_text', text: 'Go', emoji: true },
      state: { values: { i: { name: { type: 'plain_text_input', value: null } } } },
    }
    const ben = app.slack.member('@ben')
    await ben.clickModal('Push')
    expect(app.last()).toEqual({
      type: 'block_actions',
      ...common,
      container: { type: 'view', view_id: ben.modal()?.id },
      view,
      trigger_id: anyText,
      actions: [expect.objectContaining({ action_id: 'push', block_id: 'a', value: 'Push' })],
    })
    await ben.fill('Name', 'Bea')
    expect(app.last()).toMatchObject({ type: 'block_actions' })
    await ben.submit()
    expect(app.last()).toEqual({
      type: 'view_submission',
      ...common,
      view: { ...view, state: { values: { i: { name: { type: 'plain_text_input', value: 'Bea' } } } } },
      trigger_id: anyText,
      response_urls: [],
    })
    expect(ben.modal()).toBeUndefined()
  })

  it('the close of a modal that asked to be told', async () => {
    await openModal()
    await app.slack.member('@ben').close()
    expect(app.last()).toMatchObject({
      type: 'view_closed',
      ...common,
      is_cleared: false,
      view: { callback_id: 'cb' },
    })
    expect(app.slack.member('@ben').modal()).toBeUndefined()
  })

  it('global and message shortcuts', async () => {
    const ben = app.slack.member('@ben')
    await ben.shortcut('offer')
    expect(app.last()).toEqual({
      type: 'shortcut',
      ...common,
      action_ts: anyText,
      callback_id: 'offer',
      trigger_id: anyText,
    })
    const ts = app.slack.member('@ada').post('I know this')
    await ben.messageShortcut('ask', 'general', ts)
    expect(app.last()).toEqual({
      type: 'message_action',
      ...common,
      action_ts: anyText,
      callback_id: 'ask',
      trigger_id: anyText,
      response_url: anyText,
      message_ts: ts,
      channel: { id: 'C0GENERAL1', name: 'general' },
      message: { type: 'message', user: 'U0ADA00001', text: 'I know this', ts, team: 'T0SANDBOX' },
    })
  })

  it('the opening of Home, first without a view, then with it', async () => {
    const ben = app.slack.member('@ben')
    await ben.openHome()
    expect(app.last()).toEqual({
      token: 'local-slack-verification',
      team_id: 'T0SANDBOX',
      context_team_id: 'T0SANDBOX',
      context_enterprise_id: null,
      api_app_id: 'A0MENTOR01',
      event: {
        type: 'app_home_opened',
        user: 'U0BEN00001',
        channel: expect.stringMatching(/^D/),
        tab: 'home',
        event_ts: anyText,
      },
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev[A-Z0-9]{10}$/),
      event_time: 1_788_253_200,
      authorizations: [
        {
          enterprise_id: null,
          team_id: 'T0SANDBOX',
          user_id: 'U0MENTORBT',
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    })
    expect(app.received.at(-1)?.headers['content-type']).toBe('application/json')
    await app.call('views.publish', {
      user_id: 'U0BEN00001',
      view: { type: 'home', callback_id: 'h', blocks: [] },
    })
    await ben.openHome()
    expect(app.last()).toMatchObject({ event: { view: { type: 'home', callback_id: 'h' } } })
  })

  it('a changed profile, and the removal of the app', async () => {
    await app.slack.changeMember('@ben', { zone: 'Asia/Tokyo' })
    expect(app.last()).toMatchObject({
      event: { type: 'user_change', user: { id: 'U0BEN00001', tz: 'Asia/Tokyo' } },
    })
    await app.slack.uninstall()
    expect(app.received.slice(-2).map(({ payload }) => payload.event)).toMatchObject([
      { type: 'tokens_revoked', tokens: { bot: ['U0MENTORBT'] } },
      { type: 'app_uninstalled' },
    ])
  })

  it('a request for the options of an external menu, and a pick from them', async () => {
    await openModal({
      ...modal,
      blocks: [
        {
          type: 'input',
          block_id: 'x',
          label: plain('Whom'),
          element: { type: 'external_select', action_id: 'whom', min_query_length: 1 },
        },
      ],
    })
    app.answerJson({ options: [{ text: plain('Ada'), value: 'ada' }] })
    const ben = app.slack.member('@ben')
    await ben.choose('Whom', 'Ada')
    expect(app.last()).toMatchObject({
      type: 'block_suggestion',
      action_id: 'whom',
      block_id: 'x',
      value: 'Ada',
      container: { type: 'view' },
    })
    expect(app.slack.texts(ben.modal())).toContain('Whom: Ada')
  })
})

describe('an external menu that takes several', () => {
  const several = {
    ...modal,
    blocks: [
      {
        type: 'input',
        block_id: 'x',
        label: plain('Topics'),
        element: { type: 'multi_external_select', action_id: 't', max_selected_items: 2 },
      },
    ],
  }
  const offer = (name: string) =>
    app.answerJson({ options: [{ text: plain(name), value: name.toLowerCase() }] })

  it('asks for options with what was typed for each, and sends all that were picked', async () => {
    await openModal(several)
    const ben = app.slack.member('@ben')
    offer('SQL')
    await ben.choose('Topics', ['SQL', 'sql too'])
    expect(app.last()).toMatchObject({ type: 'block_suggestion', action_id: 't', value: 'sql too' })
    expect(ben.modal()?.inputs).toMatchObject({
      x: { t: { type: 'multi_external_select', selected_options: [{ value: 'sql' }, { value: 'sql' }] } },
    })
    await expect(ben.choose('Topics', ['a', 'b', 'c'])).rejects.toThrow('no more than 2')
  })

  it('offers nothing that Slack would refuse, which is a breach', async () => {
    await openModal(several)
    const ben = app.slack.member('@ben')
    offer('x'.repeat(76))
    await expect(ben.choose('Topics', ['SQL'])).rejects.toThrow('no option')
    expect(app.slack.breaches.map(({ rule }) => rule)).toEqual([
      expect.stringContaining('must be less than 76 characters'),
    ])
    app.slack.clearLog()
  })
})

describe('a submission’s response_urls', () => {
  it('has one entry for each menu of conversations that asks for it', async () => {
    await openModal({
      ...modal,
      blocks: [
        {
          type: 'input',
          block_id: 'where',
          label: plain('Where'),
          element: { type: 'conversations_select', action_id: 'c', response_url_enabled: true },
        },
      ],
    })
    const ben = app.slack.member('@ben')
    await ben.choose('Where', '#general')
    await ben.submit()
    expect(app.last().response_urls).toEqual([
      { block_id: 'where', action_id: 'c', channel_id: 'C0GENERAL1', response_url: anyText },
    ])
  })
})

describe('what stays unsent', () => {
  it('includes events that the manifest does not subscribe to, and commands that it does not list', async () => {
    const quiet = await startRawApp({
      manifest: {
        features: { slash_commands: [{ command: '/mentor' }] },
        settings: { event_subscriptions: { bot_events: [] } },
      },
    })
    const ben = quiet.slack.member('@ben')
    await ben.openHome()
    const outcome = await ben.command('/nothing')
    expect(outcome).toMatchObject({ failure: 'unknown_command', ephemeral: { from: 'slack' } })
    expect(quiet.received).toEqual([])
    await ben.command('/mentor', 'hi @ada')
    expect(quiet.last().text).toBe('hi @ada')
    await expect(ben.shortcut('any')).rejects.toThrow('no global shortcut any')
    await quiet.stop()
  })
})
