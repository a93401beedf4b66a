import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject, objectAt, parseJson, textAt } from '../../../../src/sandbox/slack/json.ts'
import type { LoggedRequest } from '../../../../src/sandbox/slack/request-log.ts'
import { acme, globex, grid, labs, startOauthApp } from '../support/oauth-app.ts'

const [T_ACME, T_LABS, T_GLOBEX] = [acme.team.id, labs.team.id, globex.team.id]

let running: Awaited<ReturnType<typeof startOauthApp>>
beforeEach(async () => {
  running = await startOauthApp(() => {}, { organisations: [grid] })
})
afterEach(() => running.stop())

const call = async (method: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(running.slack.apiUrl + method, { headers })
  return response.json()
}
const authTest = (token: string) => call('auth.test', token)

/** The envelopes of the events that the app was sent about a place. */
const eventsAbout = (requests: readonly LoggedRequest[]) =>
  requests
    .filter(({ direction }) => direction === 'slack-to-app')
    .map(({ request }) => parseJson(request))
    .filter(isObject)
const typesAbout = (requests: readonly LoggedRequest[]) =>
  eventsAbout(requests).map((envelope) => textAt(objectAt(envelope, 'event'), 'type'))

describe('removing the app', () => {
  it('from one workspace leaves the others as they are', async () => {
    const { slack, install } = running
    await install(T_ACME)
    await install(T_GLOBEX)
    const [left, stays] = [slack.workspace(T_ACME), slack.workspace(T_GLOBEX)]
    const { botToken } = left
    await left.uninstall()
    expect(await authTest(botToken)).toEqual({ ok: false, error: 'account_inactive' })
    expect(left.botToken).toBe('')
    expect(await authTest(stays.botToken)).toMatchObject({ ok: true, team_id: T_GLOBEX })
    expect(typesAbout(stays.requests)).toEqual([])
    expect(await left.member('@ben').command('/tiny')).toMatchObject({ failure: 'unknown_command' })
  })

  it('is told in two events, whose envelopes say where', async () => {
    const { slack, install } = running
    await install(T_ACME)
    await slack.workspace(T_ACME).uninstall()
    const [revoked, uninstalled] = eventsAbout(slack.workspace(T_ACME).requests)
    const envelope = {
      type: 'event_callback',
      api_app_id: 'A0TINY',
      team_id: T_ACME,
      enterprise_id: grid.id,
      authorizations: [
        {
          enterprise_id: grid.id,
          team_id: T_ACME,
          user_id: 'U0TINYBOT',
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    }
    expect(revoked).toMatchObject({
      ...envelope,
      event: { type: 'tokens_revoked', tokens: { bot: ['U0TINYBOT'] } },
    })
    expect(uninstalled).toMatchObject({ ...envelope, event: { type: 'app_uninstalled' } })
  })

  it('from an organisation takes it from all its workspaces', async () => {
    const { slack, install } = running
    await install(grid.id)
    await slack.grantAccess(grid.id, [T_ACME, T_LABS])
    const { botToken } = slack.organisation(grid.id)
    await slack.organisation(grid.id).uninstall()
    for (const method of ['auth.test', 'users.info?user=W0BEN']) {
      expect(await call(method, botToken)).toEqual({ ok: false, error: 'account_inactive' })
    }
    expect(typesAbout(slack.organisation(grid.id).requests)).toEqual([
      'team_access_granted',
      'tokens_revoked',
      'app_uninstalled',
    ])
    expect(eventsAbout(slack.organisation(grid.id).requests).at(-1)).toMatchObject({
      team_id: null,
      enterprise_id: grid.id,
      authorizations: [{ enterprise_id: grid.id, team_id: null, is_enterprise_install: true }],
    })
    expect(await slack.workspace(T_LABS).member('@ada').command('/tiny')).toMatchObject({
      failure: 'unknown_command',
    })
  })

  it('can be undone by installing it again', async () => {
    const { slack, install } = running
    await install(T_ACME)
    await slack.workspace(T_ACME).uninstall()
    await install(T_ACME)
    expect(await authTest(slack.workspace(T_ACME).botToken)).toMatchObject({ ok: true, team_id: T_ACME })
  })
})

describe('an organisation that installs the app again', () => {
  it('lets it into no workspace before that is granted again', async () => {
    const { slack, install } = running
    await install(grid.id)
    await slack.grantAccess(grid.id, [T_ACME])
    await slack.organisation(grid.id).uninstall()
    await install(grid.id)
    const answer = await call('users.info?user=W0BEN', slack.organisation(grid.id).botToken)
    expect(answer).toEqual({ ok: false, error: 'team_access_not_granted' })
  })
})

describe('auth.revoke', () => {
  const revoke = (token: string, test = '') => call(`auth.revoke?test=${test}`, token)

  it('of the last token uninstalls the app', async () => {
    const { slack, install } = running
    await install(T_ACME)
    const workspace = slack.workspace(T_ACME)
    const first = workspace.botToken
    await install(T_ACME)
    const second = workspace.botToken
    expect(await revoke(first)).toEqual({ ok: true, revoked: true })
    await slack.until(() => typesAbout(workspace.requests).length === 1)
    expect(await revoke(second)).toEqual({ ok: true, revoked: true })
    await slack.until(() => typesAbout(workspace.requests).length === 3)
    expect(typesAbout(workspace.requests)).toEqual(['tokens_revoked', 'tokens_revoked', 'app_uninstalled'])
    expect(await authTest(second)).toEqual({ ok: false, error: 'token_revoked' })
  })

  it('only says what it would do in a test', async () => {
    const { slack, install } = running
    await install(T_ACME)
    const { botToken } = slack.workspace(T_ACME)
    expect(await revoke(botToken, '1')).toEqual({ ok: true, revoked: false })
    expect(await authTest(botToken)).toMatchObject({ ok: true })
  })
})
