import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalSlackOptions } from '../../../src/sandbox/slack/local-slack.ts'
import { button, markdown, plain, startTinyApp } from './support/tiny-app.ts'

let running: Awaited<ReturnType<typeof startTinyApp>> | undefined
const start = async (register: (app: App) => void, options?: LocalSlackOptions) => {
  running = await startTinyApp(register, options)
  return running
}
afterEach(() => running?.stop())

const bookingModal = {
  type: 'modal' as const,
  callback_id: 'book',
  private_metadata: 'meta',
  title: plain('Book'),
  submit: plain('Book it'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'topic',
      label: plain('Topic'),
      element: { type: 'plain_text_input' as const, action_id: 'topic', initial_value: 'Careers' },
    },
    {
      type: 'input' as const,
      block_id: 'slot',
      label: plain('When'),
      element: {
        type: 'static_select' as const,
        action_id: 'slot',
        options: [
          { text: plain('Mon 09:00'), value: 'mon' },
          { text: plain('Tue 10:00'), value: 'tue' },
        ],
      },
    },
  ],
}

describe('a Bolt app on the local Slack', () => {
  it('gets a command with escaped mentions and sends a card to the other member only', async () => {
    const texts: string[] = []
    const { slack } = await start((app) => {
      app.command('/mentor', async ({ ack, command, client }) => {
        texts.push(command.text)
        await client.chat.postMessage({
          channel: 'U0ADA00001',
          text: 'An offer',
          blocks: [
            { type: 'section', text: markdown(`*Offer* from <@${command.user_id}>`) },
            { type: 'actions', elements: [button('Accept', 'accept'), button('Dismiss', 'dismiss')] },
          ],
        })
        await ack('Sent.')
      })
    })
    const ben = slack.member('@ben')
    const outcome = await ben.command('/mentor', 'offer @ada, or @nobody & <you> #general')
    expect(outcome).toMatchObject({ status: 200, ephemeral: { text: 'Sent.', from: 'app' } })
    expect(texts).toEqual(['offer <@U0ADA00001|ada>, or @nobody &amp; &lt;you&gt; <#C0GENERAL1|general>'])
    const ada = slack.member('@ada')
    expect(slack.texts(ada.dm().at(-1))).toEqual(['*Offer* from <@U0BEN00001>', '[Accept]', '[Dismiss]'])
    expect(ben.dm()).toEqual([])
    expect(ada.ephemerals()).toEqual([])
    expect(slack.breaches).toEqual([])
  })

  it('opens a modal from a button, shows the app’s errors and closes on a good submission', async () => {
    const submitted: unknown[] = []
    const { slack } = await start((app) => {
      app.command('/card', async ({ ack, client, command }) => {
        await client.chat.postMessage({
          channel: command.user_id,
          text: 'Card',
          blocks: [{ type: 'actions', elements: [button('Accept', 'accept', 'v1')] }],
        })
        await ack()
      })
      app.action('accept', async ({ ack, body, client }) => {
        await client.views.open({
          trigger_id: 'trigger_id' in body ? body.trigger_id : '',
          view: bookingModal,
        })
        await ack()
      })
      app.view('book', async ({ ack, view }) => {
        submitted.push(view.state.values)
        if (submitted.length === 1) {
          await ack({ response_action: 'errors', errors: { slot: 'Just taken.' } })
        } else await ack()
      })
    })
    const ben = slack.member('@ben')
    await ben.command('/card')
    await ben.click('Accept')
    expect(slack.texts(ben.modal())).toEqual(['Book', 'Topic: Careers', 'When:', '[Book it]'])
    expect(await ben.submit()).toEqual({
      sent: false,
      errors: { slot: 'Please complete this required field.' },
    })
    await ben.choose('When', 'Tue 10:00')
    expect(await ben.submit()).toMatchObject({ sent: true, status: 200, errors: { slot: 'Just taken.' } })
    expect(slack.texts(ben.modal())).toContain('Just taken.')
    await ben.submit()
    expect(ben.modal()).toBeUndefined()
    expect(submitted[0]).toEqual({
      topic: { topic: { type: 'plain_text_input', value: 'Careers' } },
      slot: {
        slot: {
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'Tue 10:00', emoji: true }, value: 'tue' },
        },
      },
    })
    expect(slack.breaches).toEqual([])
  })

  it('publishes Home when it is opened, and again after a press there', async () => {
    let clicks = 0
    const home = () => ({
      type: 'home' as const,
      blocks: [
        { type: 'header' as const, text: plain(`Clicked ${clicks}`) },
        { type: 'actions' as const, elements: [button('More', 'more')] },
      ],
    })
    const { slack } = await start((app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: home() })
      })
      app.action('more', async ({ ack, body, client }) => {
        clicks += 1
        await client.views.publish({ user_id: body.user.id, view: home() })
        await ack()
      })
    })
    const dana = slack.member('@dana')
    expect(dana.home()).toBeUndefined()
    await dana.openHome()
    expect(slack.texts(dana.home())).toEqual(['Clicked 0', '[More]'])
    await dana.clickHome('More')
    expect(slack.texts(dana.home())).toEqual(['Clicked 1', '[More]'])
    expect(slack.member('@ada').home()).toBeUndefined()
    expect(slack.breaches).toEqual([])
  })

  it('keeps one message in a channel current for all, and answers each who presses alone', async () => {
    const channel = 'C0LUNCH001'
    const joined = new Set<string>()
    const blocks = () => [
      { type: 'section' as const, text: markdown(`${3 - joined.size} seats left`) },
      { type: 'actions' as const, elements: [button('Join', 'join')] },
    ]
    const { slack, clock, app } = await start((app) => {
      app.action('join', async ({ ack, body, client, respond }) => {
        await ack()
        joined.add(body.user.id)
        const ts = 'message' in body ? (body.message?.ts ?? '') : ''
        await client.chat.update({ channel, ts, text: 'Seats', blocks: blocks() })
        await respond({ text: `You have seat ${joined.size}.`, replace_original: false })
      })
    })
    const { ts = '' } = await app.client.chat.postMessage({ channel, text: 'Seats', blocks: blocks() })
    const [ada, ben, chandra] = [slack.member('@ada'), slack.member('@ben'), slack.member('@chandra')]
    const told = (member: typeof ada) => member.ephemerals().map(({ text }) => text)
    await ada.click('Join', { message: ts })
    await ben.click('Join', { message: ts })
    expect(slack.texts(chandra.channel('#lunch-and-learn').at(-1))).toEqual(['1 seats left', '[Join]'])
    expect([told(ada), told(ben), told(chandra)]).toEqual([['You have seat 1.'], ['You have seat 2.'], []])

    clock.forward(2500)
    await chandra.click('Join', { message: ts })
    const second = Number(ts.split('.')[0])
    expect(slack.callsEachSecond({ method: 'chat.update', channel, ts })).toEqual([
      { second, calls: 2 },
      { second: second + 2, calls: 1 },
    ])
    expect(slack.callsEachSecond({ method: 'chat.postMessage', channel })).toEqual([{ second, calls: 1 }])
    expect(slack.callsEachSecond({ method: 'chat.update', channel: 'C0GENERAL1' })).toEqual([])
    expect(slack.breaches).toEqual([])
  })
})
