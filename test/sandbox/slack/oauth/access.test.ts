import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject, type JsonObject, parseJson } from '../../../../src/sandbox/slack/json.ts'
import { acme, startOauthApp, tinyManifest } from '../support/oauth-app.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BACK = 'https://app.test/back'
const T_ACME = acme.team.id

type Running = Awaited<ReturnType<typeof startOauthApp>>
let running: Running
const rotating = { ...tinyManifest, settings: { ...tinyManifest.settings, token_rotation_enabled: true } }
beforeEach(async () => {
  running = await startOauthApp(() => {})
})
afterEach(() => running.stop())

const restart = async () => {
  await running.stop()
  running = await startOauthApp(() => {}, { manifest: rotating })
}

const call = async (method: string, args: { [name: string]: string }, authorization?: string) => {
  const response = await fetch(running.slack.apiUrl + method, {
    method: 'POST',
    headers: { ...(authorization && { authorization }) },
    body: new URLSearchParams(args),
  })
  const answer = parseJson(await response.text())
  return isObject(answer) ? answer : {}
}

/** Presses Allow, and catches the code before any app has it. */
const allow = async (by = 'W0BEN') => {
  const { slack } = running
  const query = { client_id: slack.clientId, scope: 'commands,chat:write', redirect_uri: BACK, team: T_ACME }
  const response = await fetch(`${slack.url}/oauth/v2/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...query, state: 'kept', user: by, decision: 'allow' }),
  })
  const to = new URL(response.headers.get('location') ?? '')
  expect(to.searchParams.get('state')).toBe('kept')
  return to.searchParams.get('code') ?? ''
}
const access = (args: { [name: string]: string } = {}) =>
  call('oauth.v2.access', {
    client_id: running.slack.clientId,
    client_secret: running.slack.clientSecret,
    redirect_uri: BACK,
    ...args,
  })
const refresh = (token: unknown) => access({ grant_type: 'refresh_token', refresh_token: String(token) })
const authTest = (token: unknown) => call('auth.test', {}, `Bearer ${token}`)
const install = async (): Promise<JsonObject> => access({ code: await allow() })

describe('oauth.v2.access', () => {
  it('gives a token for a code, as the reference shows it', async () => {
    expect(await install()).toEqual({
      ok: true,
      app_id: 'A0TINY',
      authed_user: { id: 'W0BEN' },
      scope: 'commands,chat:write',
      token_type: 'bot',
      access_token: expect.stringMatching(/^xoxb-/),
      bot_user_id: 'U0TINYBOT',
      team: { id: T_ACME, name: 'Acme' },
      enterprise: null,
      is_enterprise_install: false,
    })
  })

  it('takes the client by HTTP Basic too', async () => {
    const { clientId, clientSecret } = running.slack
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    const answer = await call(
      'oauth.v2.access',
      { code: await allow(), redirect_uri: BACK },
      `Basic ${basic}`,
    )
    expect(answer).toMatchObject({ ok: true, token_type: 'bot' })
  })

  it.each<[string, { [name: string]: string }, string, boolean]>([
    ['an unknown client', { client_id: '1.2' }, 'invalid_client_id', true],
    ['a wrong secret', { client_secret: 'guess' }, 'bad_client_secret', true],
    ['an unknown code', { code: 'guess' }, 'invalid_code', false],
    ['another redirect_uri', { redirect_uri: 'https://app.test/other' }, 'bad_redirect_uri', true],
    ['no grant type of Slack’s', { grant_type: 'password' }, 'invalid_grant_type', true],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', refresh_token: 'xoxe-1-x' },
      'invalid_refresh_token',
      false,
    ],
  ])('refuses %s', async (_, change, error, isBreach) => {
    expect(await access({ code: await allow(), ...change })).toEqual({ ok: false, error })
    expect(running.slack.breaches).toHaveLength(isBreach ? 1 : 0)
  })

  it('takes a code once', async () => {
    const code = await allow()
    expect(await access({ code })).toMatchObject({ ok: true })
    expect(await access({ code })).toEqual({ ok: false, error: 'code_already_used' })
  })

  it('takes a code for ten minutes', async () => {
    const [first, second] = [await allow(), await allow()]
    running.clock.forward(10 * MINUTE)
    expect(await access({ code: first })).toMatchObject({ ok: true })
    running.clock.forward(1)
    expect(await access({ code: second })).toEqual({ ok: false, error: 'invalid_code' })
  })

  it('gives another token to an app that is installed again, and leaves the first as it was', async () => {
    const [first, second] = [await install(), await install()]
    expect(second.access_token).not.toBe(first.access_token)
    for (const { access_token } of [first, second]) {
      expect(await authTest(access_token)).toMatchObject({ ok: true, team_id: T_ACME, user_id: 'U0TINYBOT' })
    }
    expect(running.slack.workspace(T_ACME).botToken).toBe(second.access_token)
    await running.slack.revoke(String(first.access_token))
    expect(await authTest(first.access_token)).toEqual({ ok: false, error: 'token_revoked' })
    expect(await authTest(second.access_token)).toMatchObject({ ok: true })
  })

  it('refuses a token that it never gave out, as the app’s mistake', async () => {
    expect(await authTest('xoxb-guess')).toEqual({ ok: false, error: 'invalid_auth' })
    expect(await call('auth.test', {})).toEqual({ ok: false, error: 'not_authed' })
    expect(running.slack.breaches).toHaveLength(2)
  })

  it('lets a token name the workspaces that it serves', async () => {
    const { access_token } = await install()
    expect(await call('auth.teams.list', {}, `Bearer ${access_token}`)).toMatchObject({
      teams: [{ id: T_ACME, name: 'Acme' }],
    })
  })
})

describe('token rotation', () => {
  beforeEach(restart)

  it('gives a refresh token beside one that lasts for twelve hours', async () => {
    const installed = await install()
    expect(installed).toMatchObject({
      access_token: expect.stringMatching(/^xoxe\.xoxb-/),
      refresh_token: expect.stringMatching(/^xoxe-/),
      expires_in: 43_200,
    })
    running.clock.forward(12 * HOUR - 1)
    expect(await authTest(installed.access_token)).toMatchObject({ ok: true })
    running.clock.forward(1)
    expect(await authTest(installed.access_token)).toEqual({ ok: false, error: 'token_expired' })
    expect(running.slack.breaches).toEqual([])
  })

  it('turns a refresh token into a new pair once, at any time', async () => {
    const installed = await install()
    running.clock.forward(100 * HOUR)
    const renewed = await refresh(installed.refresh_token)
    expect(renewed).toEqual({
      ok: true,
      app_id: 'A0TINY',
      scope: 'commands,chat:write',
      token_type: 'bot',
      access_token: expect.stringMatching(/^xoxe\.xoxb-/),
      refresh_token: expect.stringMatching(/^xoxe-/),
      expires_in: 43_200,
      bot_user_id: 'U0TINYBOT',
      team: { id: T_ACME, name: 'Acme' },
      enterprise: null,
      is_enterprise_install: false,
    })
    expect(await authTest(renewed.access_token)).toMatchObject({ ok: true })
    expect(await refresh(installed.refresh_token)).toEqual({ ok: false, error: 'invalid_refresh_token' })
    expect(await refresh(renewed.refresh_token)).toMatchObject({ ok: true })
  })

  it('leaves the token before it at work until that expires', async () => {
    const installed = await install()
    running.clock.forward(11 * HOUR)
    await refresh(installed.refresh_token)
    expect(await authTest(installed.access_token)).toMatchObject({ ok: true })
    running.clock.forward(HOUR)
    expect(await authTest(installed.access_token)).toEqual({ ok: false, error: 'token_expired' })
  })

  it('ends with the installation', async () => {
    const { refresh_token } = await install()
    await running.slack.workspace(T_ACME).uninstall()
    expect(await refresh(refresh_token)).toEqual({ ok: false, error: 'invalid_refresh_token' })
  })
})
