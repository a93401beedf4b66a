import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE } from '../../../../src/domain/time/time.ts'
import type { JsonObject } from '../../../../src/sandbox/slack/json.ts'
import { startRawApp } from '../support/raw-app.ts'
import { button } from '../support/tiny-app.ts'

let app: Awaited<ReturnType<typeof startRawApp>>
beforeEach(async () => {
  app = await startRawApp()
})
afterEach(() => app.stop())

const respond = async (url: unknown, answer: JsonObject) => {
  const response = await fetch(String(url), { method: 'POST', body: JSON.stringify(answer) })
  return [response.status, await response.text()]
}
const card = { text: 'Card', blocks: [{ type: 'actions', elements: [button('Press', 'press')] }] }
const texts = (messages: { text: string }[]) => messages.map(({ text }) => text)

describe('a response_url', () => {
  it('of a command speaks to the member who typed it, or to the channel', async () => {
    const ben = app.slack.member('@ben')
    await ben.command('/mentor')
    const url = app.last().response_url
    expect(await respond(url, { text: 'for you' })).toEqual([200, 'ok'])
    expect(await respond(url, { text: 'for all', response_type: 'in_channel' })).toEqual([200, 'ok'])
    expect(texts(ben.ephemerals())).toEqual(['for you'])
    expect(texts(ben.channel('general'))).toEqual(['for all'])
    expect(app.slack.member('@ada').ephemerals()).toEqual([])
  })

  it('accepts five messages in thirty minutes', async () => {
    await app.slack.member('@ben').command('/mentor')
    const url = app.last().response_url
    for (let use = 0; use < 5; use += 1) expect(await respond(url, { text: 'a' })).toEqual([200, 'ok'])
    expect(await respond(url, { text: 'a' })).toEqual([404, '{"ok":false,"error":"used_url"}'])
    await app.slack.member('@ben').command('/mentor')
    app.clock.forward(30 * MINUTE + 1)
    expect(await respond(app.last().response_url, { text: 'a' })).toEqual([
      404,
      '{"ok":false,"error":"expired_url"}',
    ])
    expect(await respond(`${app.slack.url}/response/none`, { text: 'a' })).toEqual([
      404,
      '{"ok":false,"error":"expired_url"}',
    ])
    expect(app.slack.breaches).toHaveLength(3)
  })

  it('of a click replaces or removes the message, or adds an ephemeral one', async () => {
    await app.call('chat.postMessage', { channel: 'U0BEN00001', ...card })
    const ben = app.slack.member('@ben')
    await ben.click('Press')
    const url = app.last().response_url
    await respond(url, { text: 'beside' })
    expect([texts(ben.dm()), texts(ben.ephemerals())]).toEqual([['Card'], ['beside']])
    await respond(url, { text: 'instead', replace_original: true })
    expect(ben.dm()).toMatchObject([{ text: 'instead', blocks: [], edited: expect.anything() }])
    await respond(url, { delete_original: true })
    expect(ben.dm()).toEqual([])
  })

  it('of a click on an ephemeral message replaces or removes that one', async () => {
    await app.call('chat.postEphemeral', { channel: 'U0BEN00001', user: 'U0BEN00001', ...card })
    const ben = app.slack.member('@ben')
    await ben.clickEphemeral('Press')
    const url = app.last().response_url
    await respond(url, { text: 'second face', replace_original: true })
    expect(texts(ben.ephemerals())).toEqual(['second face'])
    await respond(url, { delete_original: true })
    expect(ben.ephemerals()).toEqual([])
  })

  it('refuses blocks that Slack would refuse', async () => {
    await app.slack.member('@ben').command('/mentor')
    const [status, body] = await respond(app.last().response_url, { text: 'a', blocks: [{ type: 'x' }] })
    expect([status, body]).toEqual([400, expect.stringContaining('invalid_blocks')])
    expect(app.slack.member('@ben').ephemerals()).toEqual([])
  })

  it('is unreachable like the rest of Slack', async () => {
    await app.slack.member('@ben').command('/mentor')
    app.slack.faults.on({ method: '*', kind: 'reset' })
    await expect(respond(app.last().response_url, { text: 'a' })).rejects.toThrow()
    expect(app.slack.member('@ben').ephemerals()).toEqual([])
  })
})
