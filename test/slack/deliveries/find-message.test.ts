import { WebClient } from '@slack/web-api'
import { expect, it } from 'vitest'
import { findIn, inDm, inThread } from '../../../src/slack/deliveries/find-message.ts'

/** A Slack with `count` messages in the DM, newest first, of which it returns at most `atOnce` per call. */
const slackWith = (count: number, atOnce: number) => {
  const asked: unknown[] = []
  class Client extends WebClient {
    override async apiCall(_method: string, args: Record<string, unknown> = {}) {
      asked.push(args)
      const from = Number(args.cursor ?? 0)
      const to = Math.min(from + atOnce, count)
      const messages = Array.from({ length: to - from }, (_, n) => ({ ts: `${count - from - n}` }))
      return { ok: true, messages, response_metadata: { next_cursor: to < count ? String(to) : '' } }
    }
  }
  return { client: new Client(), asked }
}

it.each([
  ['an app with the usual limits goes through all pages', 250, 100, 3, '1'],
  ['an app that gets 15 a minute asks once', 40, 15, 1, undefined],
  ['an app that gets 15 a minute finds what is among them', 15, 15, 1, '1'],
] as const)('%s', async (_who, count, atOnce, calls, found) => {
  for (const look of [
    (client: WebClient) => inDm(client, 'D1'),
    (client: WebClient) => inThread(client, { channel: 'D1', ts: '0.1' }),
  ]) {
    const { client, asked } = slackWith(count, atOnce)
    expect((await findIn(look(client), 1_000_000, ({ ts }) => ts === '1'))?.ts).toBe(found)
    expect(asked).toHaveLength(calls)
  }
})
