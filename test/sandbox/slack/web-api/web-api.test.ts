import { ErrorCode, LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxSeed } from '../../../../src/sandbox/first-day/workspace.ts'
import {
  isObject,
  type JsonObject,
  objectAt,
  objectsAt,
  parseJson,
} from '../../../../src/sandbox/slack/json.ts'
import { type LocalSlack, startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts'
import { createTestClock } from '../support/tiny-app.ts'

const ADA = 'U0ADA00001'
const BEN = 'U0BEN00001'
const ELI = 'U0ELI00001'
const ROBOT = 'U0ROBOT001'
const GENERAL = 'C0GENERAL1'
const section = [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }]
const modal = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [] }
const home = { type: 'home', blocks: section }

const clock = createTestClock()
let slack: LocalSlack
beforeEach(async () => {
  slack = await startLocalSlack({ seed: sandboxSeed, clock, salt: 'api' })
})
afterEach(() => slack.stop())

const call = async (method: string, args: JsonObject = {}, token: string | null = slack.botToken) => {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(args),
  })
  const answer = parseJson(await response.text())
  return isObject(answer) ? answer : {}
}
const ts = async (args: JsonObject = {}) =>
  String((await call('chat.postMessage', { channel: ADA, text: 'Hi', ...args })).ts)
const dmOfAda = async () => String((await call('chat.postMessage', { channel: ADA, text: 'Hi' })).channel)
/** A trigger from a member's shortcut; nobody answers, which does not matter here. */
const trigger = async (handle = '@ada') => {
  await slack.member(handle).shortcut('any')
  return Object.keys(slack.state.triggers).at(-1) ?? ''
}

describe('refusals by name', () => {
  it.each<[string, string, JsonObject, string]>([
    ['users.info of nobody', 'users.info', { user: 'U0NOBODY' }, 'user_not_found'],
    ['users.info without user', 'users.info', {}, 'invalid_arguments'],
    ['users.list with a wrong cursor', 'users.list', { cursor: 'zzz' }, 'invalid_cursor'],
    ['conversations.open without users', 'conversations.open', {}, 'users_list_not_supplied'],
    ['conversations.open with nobody', 'conversations.open', { users: 'U0NOBODY' }, 'user_not_found'],
    ['conversations.open with a deactivated member', 'conversations.open', { users: ELI }, 'user_disabled'],
    ['conversations.open with a bot', 'conversations.open', { users: ROBOT }, 'cannot_dm_bot'],
    ['conversations.info of nothing', 'conversations.info', { channel: 'C0NONE' }, 'channel_not_found'],
    ['conversations.history of nothing', 'conversations.history', { channel: 'C0NONE' }, 'channel_not_found'],
    [
      'conversations.history where the app is no member',
      'conversations.history',
      { channel: GENERAL },
      'not_in_channel',
    ],
    [
      'chat.postMessage to nothing',
      'chat.postMessage',
      { channel: 'C0NONE', text: 'a' },
      'channel_not_found',
    ],
    ['chat.postMessage to a bot', 'chat.postMessage', { channel: ROBOT, text: 'a' }, 'cannot_dm_bot'],
    [
      'chat.postMessage to Slackbot',
      'chat.postMessage',
      { channel: 'USLACKBOT', text: 'a' },
      'cannot_dm_bot',
    ],
    [
      'chat.postMessage to a deactivated member',
      'chat.postMessage',
      { channel: ELI, text: 'a' },
      'channel_not_found',
    ],
    [
      'chat.postMessage where the app is no member',
      'chat.postMessage',
      { channel: GENERAL, text: 'a' },
      'not_in_channel',
    ],
    ['chat.postMessage of nothing', 'chat.postMessage', { channel: ADA }, 'no_text'],
    [
      'chat.postMessage with a string for blocks',
      'chat.postMessage',
      { channel: ADA, blocks: '"x"' },
      'invalid_blocks_format',
    ],
    [
      'chat.postMessage with a bad block',
      'chat.postMessage',
      { channel: ADA, text: 'a', blocks: [{ type: 'x' }] },
      'invalid_blocks',
    ],
    [
      'chat.postMessage with 14,000 characters in blocks',
      'chat.postMessage',
      {
        channel: ADA,
        text: 'a',
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'mrkdwn', text: 'x'.repeat(2800) },
        })),
      },
      'msg_blocks_too_long',
    ],
    [
      'chat.postMessage with odd metadata',
      'chat.postMessage',
      { channel: ADA, text: 'a', metadata: { kind: 1 } },
      'invalid_metadata_format',
    ],
    ['chat.postMessage without channel', 'chat.postMessage', { text: 'a' }, 'invalid_arguments'],
    [
      'chat.update in nothing',
      'chat.update',
      { channel: 'D0NONE', ts: '1.0', text: 'a' },
      'channel_not_found',
    ],
    [
      'chat.postEphemeral to one outside the channel',
      'chat.postEphemeral',
      { channel: ADA, user: BEN, text: 'a' },
      'user_not_in_channel',
    ],
    [
      'chat.getPermalink of nothing',
      'chat.getPermalink',
      { channel: GENERAL, message_ts: '1.0' },
      'message_not_found',
    ],
    [
      'views.open with an invented trigger',
      'views.open',
      { trigger_id: '1.2.3', view: modal },
      'invalid_trigger_id',
    ],
    [
      'views.open with a trigger that every object has',
      'views.open',
      { trigger_id: '__proto__', view: modal },
      'invalid_trigger_id',
    ],
    ['views.open without trigger', 'views.open', { view: modal }, 'invalid_arguments'],
    ['views.open with a Home', 'views.open', { trigger_id: '1.2.3', view: home }, 'invalid_arguments'],
    [
      'views.open with 250 kB',
      'views.open',
      { trigger_id: '1.2.3', view: { ...modal, private_metadata: 'x'.repeat(250_001) } },
      'view_too_large',
    ],
    ['views.update of nothing', 'views.update', { view_id: 'V0NONE', view: modal }, 'not_found'],
    ['views.update without id', 'views.update', { view: modal }, 'invalid_arguments'],
    ['views.publish to nobody', 'views.publish', { user_id: 'U0NOBODY', view: home }, 'invalid_arguments'],
    [
      'views.publish with an invented hash',
      'views.publish',
      { user_id: ADA, view: home, hash: '1.a' },
      'hash_conflict',
    ],
    [
      'views.publish with an empty hash',
      'views.publish',
      { user_id: ADA, view: home, hash: '' },
      'hash_conflict',
    ],
    ['views.publish of a modal', 'views.publish', { user_id: ADA, view: modal }, 'invalid_arguments'],
    [
      'files.getUploadURLExternal of nothing',
      'files.getUploadURLExternal',
      { filename: 'a.ics', length: 0 },
      'missing_argument',
    ],
    [
      'files.completeUploadExternal of nothing',
      'files.completeUploadExternal',
      { files: [{ id: 'F0' }] },
      'file_not_found',
    ],
    ['a method that there is not', 'chat.shout', {}, 'unknown_method'],
  ])('%s', async (_, method, args, error) => {
    expect(await call(method, args)).toMatchObject({ ok: false, error })
  })

  it('no token is not_authed, a wrong one invalid_auth, one of a removed app account_inactive', async () => {
    expect(await call('auth.test', {}, null)).toEqual(expect.objectContaining({ error: 'not_authed' }))
    expect(await call('auth.test', {}, 'xoxb-other')).toEqual(
      expect.objectContaining({ error: 'invalid_auth' }),
    )
    await slack.uninstall()
    expect(await call('auth.test')).toEqual({ ok: false, error: 'account_inactive' })
  })

  it('malformed blocks are named one by one, with pointers, and listed as breaches', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }, { type: 'what' }]
    expect(await call('chat.postMessage', { channel: ADA, text: 'a', blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [
        'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
        'unsupported type: what [json-pointer:/blocks/1/type]',
      ],
      response_metadata: {
        messages: [
          '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
          '[ERROR] unsupported type: what [json-pointer:/blocks/1/type]',
        ],
      },
    })
    expect(slack.breaches.map(({ where, rule }) => `${where}: ${rule}`)).toEqual([
      'chat.postMessage: invalid_blocks: must be less than 151 characters [json-pointer:/blocks/0/text/text]',
      'chat.postMessage: invalid_blocks: unsupported type: what [json-pointer:/blocks/1/type]',
    ])
    expect(slack.member('@ada').dm()).toEqual([])
  })

  it('blocks without a text fallback are accepted and listed as a breach', async () => {
    expect(await call('chat.postMessage', { channel: ADA, blocks: section })).toMatchObject({ ok: true })
    expect(slack.breaches.map(({ rule }) => rule)).toEqual([
      'no `text`: screen readers and notifications have nothing to say',
    ])
  })

  it('a scope that the manifest does not ask for is missing', async () => {
    const narrow = await startLocalSlack({
      seed: sandboxSeed,
      clock,
      manifest: { oauth_config: { scopes: { bot: ['users:read'] } } },
    })
    const client = new WebClient(narrow.botToken, { slackApiUrl: narrow.apiUrl })
    await expect(client.chat.postMessage({ channel: ADA, text: 'a' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: 'users:read' },
    })
    await narrow.stop()
  })
})

describe('messages', () => {
  it('a message to a member goes to the DM with the app, whose id the answer names', async () => {
    const answer = await call('chat.postMessage', {
      channel: ADA,
      text: 'Hi',
      blocks: section,
      metadata: { event_type: 'card', event_payload: { id: 1 } },
    })
    expect(answer).toMatchObject({
      ok: true,
      channel: expect.stringMatching(/^D[A-Z0-9]{10}$/),
      ts: expect.stringMatching(/^1788253200\.\d{6}$/),
      message: { type: 'message', user: 'U0MENTORBT', bot_id: 'B0MENTOR01', text: 'Hi' },
    })
    const open = await call('conversations.open', { users: ADA })
    expect(objectAt(open, 'channel')?.id).toBe(answer.channel)
    const history = await call('conversations.history', {
      channel: answer.channel,
      include_all_metadata: true,
    })
    expect(history).toMatchObject({ messages: [{ ts: answer.ts, metadata: { event_type: 'card' } }] })
  })

  it('ts are unique and rise while the clock stands still', async () => {
    const all = [await ts(), await ts(), await ts()]
    expect(new Set(all).size).toBe(3)
    expect(all.toSorted()).toEqual(all)
  })

  it('chat.update replaces text and blocks and marks the message as edited; deleting it is final', async () => {
    const channel = await dmOfAda()
    const at = await ts({ blocks: section })
    expect(await call('chat.update', { channel, ts: at, text: 'New' })).toMatchObject({
      ok: true,
      text: 'New',
      ts: at,
    })
    expect(slack.member('@ada').dm().at(-1)).toMatchObject({
      text: 'New',
      blocks: [],
      edited: { user: 'U0MENTORBT' },
    })
    expect(await call('chat.delete', { channel, ts: at })).toEqual({ ok: true, channel, ts: at })
    expect(await call('chat.update', { channel, ts: at, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    })
    expect(await call('chat.delete', { channel, ts: at })).toMatchObject({ error: 'message_not_found' })
  })

  it('replies stand in the thread of their message alone, which a deletion leaves in place', async () => {
    const channel = await dmOfAda()
    const top = await ts()
    const replies = [await ts({ thread_ts: top }), await ts({ thread_ts: top })]
    const tsOf = async (method: string, args: Parameters<typeof call>[1]) =>
      objectsAt(await call(method, { channel, ...args }), 'messages').map((one) => one.ts)
    expect((await tsOf('conversations.history', {}))[0]).toBe(top)
    expect(await tsOf('conversations.replies', { ts: top })).toEqual([top, ...replies])
    expect(await tsOf('conversations.replies', { ts: top, oldest: replies[0] ?? '' })).toEqual([
      top,
      replies[1],
    ])
    expect(await tsOf('conversations.replies', { ts: replies[0] ?? '' })).toEqual([replies[0]])
    expect(await call('conversations.replies', { channel, ts: '1.1' })).toMatchObject({
      error: 'thread_not_found',
    })
    expect(await call('conversations.replies', { channel, ts: top, limit: 2 })).toMatchObject({
      messages: [{ thread_ts: top, reply_count: 2, latest_reply: replies[1] }, { thread_ts: top }],
      has_more: true,
    })

    await call('chat.delete', { channel, ts: top })
    expect(await call('conversations.history', { channel, limit: 1 })).toMatchObject({
      messages: [{ ts: top, subtype: 'tombstone', text: 'This message was deleted.' }],
    })
    expect(await call('chat.update', { channel, ts: top, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    })
    expect(await tsOf('conversations.replies', { ts: top })).toEqual([top, ...replies])
  })

  it('an app cannot change what a member wrote', async () => {
    const at = slack.member('@ben').post('mine')
    const args = { channel: GENERAL, ts: at, text: 'x' }
    expect(await call('chat.update', args)).toMatchObject({ error: 'cant_update_message' })
    expect(await call('chat.delete', args)).toMatchObject({ error: 'cant_delete_message' })
    expect(await call('chat.getPermalink', { channel: GENERAL, message_ts: at })).toMatchObject({
      permalink: `https://sandbox.slack.com/archives/${GENERAL}/p${at.replace('.', '')}`,
    })
  })

  it('an update of more than 4,000 characters of text is too long', async () => {
    const args = { channel: await dmOfAda(), ts: await ts(), text: 'x'.repeat(4001) }
    expect(await call('chat.update', args)).toMatchObject({ error: 'msg_too_long' })
  })

  it('an ephemeral message is seen by its reader only', async () => {
    const answer = await call('chat.postEphemeral', { channel: ADA, user: ADA, text: 'psst' })
    expect(answer).toMatchObject({ ok: true, message_ts: expect.any(String) })
    expect(slack.member('@ada').ephemerals()).toMatchObject([{ text: 'psst' }])
    expect(slack.member('@ada').dm()).toEqual([])
    expect(slack.member('@ben').ephemerals()).toEqual([])
  })
})

describe('people', () => {
  it('users.info gives the zone, the day’s offset, and who is a guest, a bot or gone', async () => {
    const of = async (user: string) => objectAt(await call('users.info', { user }), 'user')
    expect(await of(ADA)).toMatchObject({
      id: ADA,
      deleted: false,
      is_bot: false,
      is_restricted: false,
      tz: 'Europe/Berlin',
      tz_label: 'Central European Summer Time',
      tz_offset: 7200,
      real_name: 'Ada Berlin',
      profile: { display_name: 'ada', real_name: 'Ada Berlin' },
    })
    expect(await of('U0CHANDRA1')).toMatchObject({ tz_offset: 19_800 })
    expect(await of(BEN)).toMatchObject({ tz_offset: -14_400 })
    expect(await of('U0GUS00001')).toMatchObject({ is_restricted: true, is_ultra_restricted: false })
    expect(await of(ROBOT)).toMatchObject({ is_bot: true })
    expect(await of('USLACKBOT')).toMatchObject({ is_bot: false })
    const eli = await of(ELI)
    expect(eli).toMatchObject({ deleted: true })
    expect(eli).not.toHaveProperty('tz')
  })

  it('users.info marks people from other organisations by their team, not by a flag, and says when a profile changed', async () => {
    const of = async (user: string) => objectAt(await call('users.info', { user }), 'user')
    const before = await of(BEN)
    await slack.changeMember(BEN, { external: true })
    expect(before).toMatchObject({ team_id: slack.state.team.id })
    expect(await of(BEN)).toMatchObject({
      is_stranger: false,
      team_id: 'T0PARTNER1',
      profile: { team: 'T0PARTNER1' },
    })
    expect(Number((await of(BEN))?.updated)).toBeGreaterThan(Number(before?.updated))
  })

  it('users.list comes in pages', async () => {
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl })
    const ids: unknown[] = []
    for await (const page of client.paginate('users.list', { limit: 4 })) {
      if ('members' in page && Array.isArray(page.members)) ids.push(page.members.length)
    }
    expect(ids).toEqual([4, 4, 1])
  })
})

describe('views', () => {
  it('a trigger opens one modal, within three seconds', async () => {
    const first = await trigger()
    expect(await call('views.open', { trigger_id: first, view: modal })).toMatchObject({
      ok: true,
      view: {
        type: 'modal',
        id: expect.stringMatching(/^V/),
        hash: expect.any(String),
        previous_view_id: null,
      },
    })
    expect(await call('views.open', { trigger_id: first, view: modal })).toMatchObject({
      error: 'exchanged_trigger_id',
    })
    const late = await trigger()
    clock.forward(3001)
    expect(await call('views.open', { trigger_id: late, view: modal })).toMatchObject({
      error: 'expired_trigger_id',
    })
  })

  it('a trigger dies after three real seconds too, while the workspace’s clock stands still', async () => {
    const wallClock = createTestClock()
    const strict = await startLocalSlack({ seed: sandboxSeed, clock, wallClock })
    await strict.member('@ada').shortcut('any')
    wallClock.forward(3001)
    const response = await fetch(`${strict.apiUrl}views.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${strict.botToken}` },
      body: new URLSearchParams({
        trigger_id: Object.keys(strict.state.triggers)[0] ?? '',
        view: JSON.stringify(modal),
      }),
    })
    expect(await response.text()).toContain('expired_trigger_id')
    await strict.stop()
  })

  it('a malformed view does not use up its trigger', async () => {
    const id = await trigger()
    expect(await call('views.open', { trigger_id: id, view: { ...modal, title: undefined } })).toMatchObject({
      error: 'invalid_arguments',
    })
    expect(await call('views.open', { trigger_id: id, view: modal })).toMatchObject({ ok: true })
  })

  it('an update accepts the newest hash, or none, and refuses an older one', async () => {
    const opened = objectAt(await call('views.open', { trigger_id: await trigger(), view: modal }), 'view')
    const view_id = opened?.id
    expect(await call('views.update', { view_id, hash: opened?.hash, view: modal })).toMatchObject({
      ok: true,
    })
    expect(await call('views.update', { view_id, hash: opened?.hash, view: modal })).toMatchObject({
      error: 'hash_conflict',
    })
    expect(await call('views.update', { view_id, view: modal })).toMatchObject({
      ok: true,
      view: { id: view_id },
    })
  })

  it('an external_id names one view at a time', async () => {
    const view = { ...modal, external_id: 'mine' }
    await call('views.open', { trigger_id: await trigger('@ada'), view })
    expect(await call('views.open', { trigger_id: await trigger('@ben'), view })).toMatchObject({
      error: 'duplicate_external_id',
    })
    expect(await call('views.update', { external_id: 'mine', view })).toMatchObject({ ok: true })
  })

  it('views.push needs a modal to build on', async () => {
    expect(await call('views.push', { trigger_id: await trigger(), view: modal })).toMatchObject({
      error: 'not_found',
    })
  })

  it('views.push stacks three modals at most', async () => {
    const more = { type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }
    const view = { ...modal, blocks: [{ type: 'actions', elements: [more] }] }
    const push = async () => {
      await slack.member('@ada').clickModal('More')
      return call('views.push', { trigger_id: Object.keys(slack.state.triggers).at(-1), view })
    }
    await call('views.open', { trigger_id: await trigger(), view })
    expect(await push()).toMatchObject({ ok: true })
    expect(await push()).toMatchObject({ ok: true })
    expect(await push()).toMatchObject({ error: 'push_limit_reached' })
    expect(slack.member('@ada').modals()).toHaveLength(3)
  })

  it('a closed modal can no longer be updated', async () => {
    const opened = objectAt(await call('views.open', { trigger_id: await trigger(), view: modal }), 'view')
    await slack.member('@ada').close()
    expect(await call('views.update', { view_id: opened?.id, view: modal })).toMatchObject({
      error: 'not_found',
    })
  })
})

it('features that the manifest switches off are refused by name', async () => {
  const off = { home_tab_enabled: false, messages_tab_enabled: false }
  const other = await startLocalSlack({ seed: sandboxSeed, clock, manifest: { features: { app_home: off } } })
  const client = new WebClient(other.botToken, { slackApiUrl: other.apiUrl, logLevel: LogLevel.ERROR })
  const refusal = (error: string) => expect.objectContaining({ data: expect.objectContaining({ error }) })
  const publish = client.apiCall('views.publish', { user_id: ADA, view: home })
  await expect(publish).rejects.toThrow(refusal('not_enabled'))
  const post = client.chat.postMessage({ channel: ADA, text: 'Hi' })
  await expect(post).rejects.toThrow(refusal('messages_tab_disabled'))
  await other.stop()
})

describe('with the real client', () => {
  const client = () =>
    new WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logLevel: LogLevel.ERROR,
      rejectRateLimitedCalls: true,
    })

  it('a form-encoded call carries blocks, and a refusal arrives as a platform error', async () => {
    await client().chat.postMessage({ channel: ADA, text: 'a', blocks: [{ type: 'divider' }] })
    expect(slack.member('@ada').dm().at(-1)?.blocks).toMatchObject([
      { type: 'divider', block_id: expect.any(String) },
    ])
    await expect(client().users.info({ user: 'U0' })).rejects.toMatchObject({
      code: ErrorCode.PlatformError,
      data: { error: 'user_not_found' },
    })
  })

  it('a calendar file lands in the DM', async () => {
    const channel_id = await dmOfAda()
    await client().files.uploadV2({
      channel_id,
      filename: 'session.ics',
      file: Buffer.from('BEGIN:VCALENDAR'),
      title: 'Session',
      initial_comment: 'Your session',
    })
    const message = slack.member('@ada').dm().at(-1)
    expect(message).toMatchObject({
      text: 'Your session',
      files: [{ title: 'Session', mimetype: 'text/calendar' }],
    })
    const kept = Object.values(slack.state.files)[0]
    expect(Buffer.from(kept?.base64 ?? '', 'base64').toString('utf8')).toBe('BEGIN:VCALENDAR')
    const download = await fetch(String(message?.files?.[0]?.url_private), {
      headers: { authorization: `Bearer ${slack.botToken}` },
    })
    expect(await download.text()).toBe('BEGIN:VCALENDAR')
    expect(slack.breaches).toEqual([])
  })

  it.each([
    [
      'rate-limited',
      { kind: 'rate-limited', retryAfterSeconds: 7 },
      { code: ErrorCode.RateLimitedError, retryAfter: 7 },
      0,
    ],
    ['500', { kind: 'http-error', status: 500 }, { code: ErrorCode.HTTPError, statusCode: 500 }, 0],
    [
      'a platform error',
      { kind: 'platform-error', error: 'fatal_error' },
      { code: ErrorCode.PlatformError },
      0,
    ],
    ['a reset', { kind: 'reset' }, { code: ErrorCode.RequestError }, 0],
    ['a lost reply', { kind: 'lost-reply' }, { code: ErrorCode.RequestError }, 1],
  ] as const)(
    '%s strikes as often as it is armed, then calls pass again',
    async (_, fault, error, posted) => {
      slack.faults.on({ method: 'chat.postMessage', times: 1, ...fault })
      const post = () => client().chat.postMessage({ channel: ADA, text: 'a' })
      await expect(post()).rejects.toMatchObject(error)
      expect(slack.member('@ada').dm()).toHaveLength(posted)
      expect(slack.requests.at(-1)).toMatchObject({ name: 'chat.postMessage', fault: fault.kind })
      await post()
      expect(slack.member('@ada').dm()).toHaveLength(posted + 1)
      expect(slack.breaches).toEqual([])
    },
  )

  it('a hanging call ends with the client’s own time-out, unprocessed', async () => {
    const off = slack.faults.on({ method: '*', kind: 'hang' })
    const hasty = new WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logLevel: LogLevel.ERROR,
      timeout: 50,
    })
    await expect(hasty.chat.postMessage({ channel: ADA, text: 'a' })).rejects.toMatchObject({
      code: ErrorCode.RequestError,
    })
    off()
    expect(slack.member('@ada').dm()).toEqual([])
  })

  it('a fault with a probability strikes the same calls for the same seed', async () => {
    const run = async (faultSeed: number) => {
      const other = await startLocalSlack({ seed: sandboxSeed, clock, faultSeed })
      other.faults.on({ method: 'auth.test', kind: 'platform-error', error: 'fatal_error', probability: 0.5 })
      const outcomes: boolean[] = []
      for (let round = 0; round < 20; round += 1) {
        const response = await fetch(`${other.apiUrl}auth.test`, {
          headers: { authorization: `Bearer ${other.botToken}` },
        })
        outcomes.push((await response.text()).includes('true'))
      }
      await other.stop()
      return outcomes
    }
    const [first, again, elsewhere] = [await run(7), await run(7), await run(8)]
    expect(first).toEqual(again)
    expect(first).not.toEqual(elsewhere)
    expect(new Set(first)).toEqual(new Set([true, false]))
  })
})
