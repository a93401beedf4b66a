import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxSeed } from '../../../../src/sandbox/first-day/workspace.ts'
import { type LocalSlack, startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts'
import type { AppManifest } from '../../../../src/sandbox/slack/manifest.ts'
import type { SeedChannel } from '../../../../src/sandbox/slack/state/seed.ts'
import { createTestClock } from '../support/tiny-app.ts'

const ADA = 'U0ADA00001'
const BEN = 'U0BEN00001'

const channels: SeedChannel[] = [
  { id: 'C0GENERAL1', name: 'general' },
  { id: 'C0LUNCH001', name: 'lunch', topic: 'Noon', purpose: 'Talks', appIsMember: true },
  { id: 'C0SECRET01', name: 'secret', isPrivate: true, members: [ADA] },
  { id: 'C0LEADS001', name: 'leads', isPrivate: true, members: [ADA], appIsMember: true },
  { id: 'C0OLD00001', name: 'old', isArchived: true, appIsMember: true },
  { id: 'C0NEWS0001', name: 'news', isReadOnly: true, appIsMember: true },
]
const scoped = (...bot: string[]): { manifest: AppManifest } => ({
  manifest: { oauth_config: { scopes: { bot } } },
})

const open: LocalSlack[] = []
const start = async (options: { manifest?: AppManifest; withheldScopes?: string[] } = {}) => {
  const clock = createTestClock()
  const slack = await startLocalSlack({
    seed: { ...sandboxSeed, channels },
    clock,
    salt: 'channels',
    ...options,
  })
  open.push(slack)
  return { slack, client: new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl }) }
}
afterEach(async () => {
  for (const slack of open.splice(0)) await slack.stop()
})

let slack: LocalSlack
let client: WebClient
beforeEach(async () => {
  ;({ slack, client } = await start())
})
/** What a call was refused with, or `ok`. */
const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'ok',
    (error: { data: { error: string } }) => error.data.error,
  )

describe('conversations.info', () => {
  it('describes a channel as Slack does', async () => {
    const { channel } = await client.conversations.info({ channel: 'C0LUNCH001', include_num_members: true })
    expect(channel).toMatchObject({
      id: 'C0LUNCH001',
      name: 'lunch',
      name_normalized: 'lunch',
      is_channel: true,
      is_group: false,
      is_im: false,
      is_private: false,
      is_general: false,
      is_member: true,
      is_archived: false,
      is_read_only: false,
      topic: { value: 'Noon' },
      purpose: { value: 'Talks' },
      // Five people and the app.
      num_members: 6,
    })
  })

  it.each([
    ['C0GENERAL1', { is_general: true, is_member: false }],
    ['C0LEADS001', { is_private: true, is_channel: true, is_member: true }],
    ['C0OLD00001', { is_archived: true }],
    ['C0NEWS0001', { is_read_only: true }],
  ])('says of %s what is special about it', async (id, expected) => {
    expect((await client.conversations.info({ channel: id })).channel).toMatchObject(expected)
  })

  it('knows no private channel that the app is not in, and none by its name', async () => {
    expect(await outcome(client.conversations.info({ channel: 'C0SECRET01' }))).toBe('channel_not_found')
    expect(await outcome(client.conversations.info({ channel: '#lunch' }))).toBe('channel_not_found')
    expect(await outcome(client.conversations.info({ channel: '' }))).toBe('invalid_arguments')
  })

  it.each([
    ['channels:read', 'C0LUNCH001', 'ok'],
    ['channels:read', 'C0LEADS001', 'missing_scope'],
    // That it is there at all is no news for this app.
    ['channels:read', 'C0SECRET01', 'channel_not_found'],
    ['groups:read', 'C0LEADS001', 'ok'],
    ['groups:read', 'C0LUNCH001', 'missing_scope'],
    ['chat:write', 'C0LUNCH001', 'missing_scope'],
  ])('with %s answers for %s: %s', async (scope, channel, expected) => {
    const narrow = await start(scoped(scope))
    expect(await outcome(narrow.client.conversations.info({ channel }))).toBe(expected)
  })
})

describe('An optional scope', () => {
  const oauth_config = { scopes: { bot: ['chat:write'], bot_optional: ['channels:read', 'groups:read'] } }
  const info = ({ client }: { client: WebClient }, channel = 'C0LUNCH001') =>
    outcome(client.conversations.info({ channel }))

  it('is granted', async () => {
    expect(await info(await start({ manifest: { oauth_config } }))).toBe('ok')
  })

  it('is missing if the workspace withheld it, which breaks no rule of Slack’s', async () => {
    const narrow = await start({ manifest: { oauth_config }, withheldScopes: ['channels:read'] })
    expect([await info(narrow), await info(narrow, 'C0LEADS001')]).toEqual(['missing_scope', 'ok'])
    expect(narrow.slack.breaches).toEqual([])
    await outcome(narrow.client.conversations.history({ channel: 'C0LUNCH001' }))
    expect(narrow.slack.breaches.map(({ rule }) => rule)).toEqual([
      expect.stringContaining('missing_scope: conversations.history needs channels:history'),
    ])
  })
})

it('The history of a channel needs the scope of its kind, and the app in it', async () => {
  const narrow = await start(scoped('im:history'))
  expect(await outcome(narrow.client.conversations.history({ channel: 'C0LUNCH001' }))).toBe('missing_scope')
  expect(await outcome(client.conversations.history({ channel: 'C0LUNCH001' }))).toBe('ok')
  expect(await outcome(client.conversations.history({ channel: 'C0GENERAL1' }))).toBe('not_in_channel')
  expect(await outcome(client.conversations.history({ channel: 'C0SECRET01' }))).toBe('channel_not_found')
})

describe('An app posts', () => {
  it.each([
    ['C0LUNCH001', 'ok'],
    ['#lunch', 'ok'],
    ['C0LEADS001', 'ok'],
    ['C0GENERAL1', 'not_in_channel'],
    ['C0SECRET01', 'channel_not_found'],
    ['C0NOWHERE1', 'channel_not_found'],
    ['C0OLD00001', 'is_archived'],
    ['C0NEWS0001', 'restricted_action_read_only_channel'],
  ])('to %s: %s', async (channel, expected) => {
    expect(await outcome(client.chat.postMessage({ channel, text: 'Hello' }))).toBe(expected)
    expect(slack.breaches).toEqual([])
  })

  it('and updates what it posted, unless the channel has been archived or it has been removed', async () => {
    const channel = 'C0LUNCH001'
    const ts = (await client.chat.postMessage({ channel, text: '3 seats left' })).ts ?? ''
    const update = (at = ts) => outcome(client.chat.update({ channel, ts: at, text: '2 seats left' }))
    expect(await update()).toBe('ok')
    expect(await update('1.000001')).toBe('message_not_found')
    expect(await update(slack.member('@ben').post('mine', { channel: 'lunch' }))).toBe('cant_update_message')
    const ben = slack.member('@ben')
    await ben.changeChannel('lunch', 'read-only')
    expect(await update()).toBe('ok')
    await ben.changeChannel('lunch', 'archive')
    expect(await update()).toBe('is_inactive')
    await ben.changeChannel('lunch', 'unarchive')
    await ben.changeChannel('lunch', 'remove-app')
    expect(await update()).toBe('not_in_channel')
    expect(slack.texts(ben.channel('lunch')[0])).toEqual(['2 seats left'])
  })

  it('to a private channel that it was removed from as if there were none', async () => {
    const channel = 'C0LEADS001'
    const ts = (await client.chat.postMessage({ channel, text: 'Hello' })).ts ?? ''
    await slack.member('@ada').changeChannel('leads', 'remove-app')
    expect(await outcome(client.chat.postMessage({ channel, text: 'Hello' }))).toBe('channel_not_found')
    expect(await outcome(client.chat.update({ channel, ts, text: 'x' }))).toBe('channel_not_found')
    expect(await outcome(client.chat.delete({ channel, ts }))).toBe('channel_not_found')
  })

  it('for one reader of a channel alone', async () => {
    const told = (channel: string, user: string) =>
      outcome(client.chat.postEphemeral({ channel, user, text: 'Only for you' }))
    expect(await told('C0LUNCH001', BEN)).toBe('ok')
    expect(await told('C0LEADS001', BEN)).toBe('user_not_in_channel')
    expect(slack.member('@ben').ephemerals()).toMatchObject([{ channel: 'C0LUNCH001' }])
    expect(slack.member('@ada').ephemerals()).toEqual([])
  })

  it('a channel that rate limits strike, and goes on afterwards', async () => {
    slack.faults.on({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSeconds: 1, times: 1 })
    const strict = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, rejectRateLimitedCalls: true })
    const post = () => strict.chat.postMessage({ channel: 'C0LUNCH001', text: 'Hello' })
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 })
    expect((await post()).ok).toBe(true)
  })
})
