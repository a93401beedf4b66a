import type { App, Context } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject, objectAt, parseJson } from '../../../../src/sandbox/slack/json.ts'
import { acme, globex, grid, labs, startOauthApp } from '../support/oauth-app.ts'
import { button, plain } from '../support/tiny-app.ts'

const [T_ACME, T_LABS, T_GLOBEX] = [acme.team.id, labs.team.id, globex.team.id]
const home = {
  type: 'home' as const,
  blocks: [{ type: 'actions' as const, elements: [button('More', 'more')] }],
}
const modal = {
  type: 'modal' as const,
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Go'),
  blocks: [],
}

let running: Awaited<ReturnType<typeof startOauthApp>>
let heard: unknown[] = []
/** What Bolt makes of a payload's origin. */
const note = ({ teamId, enterpriseId, isEnterpriseInstall }: Context) =>
  heard.push([teamId, enterpriseId, isEnterpriseInstall])

/** Names the workspace in each call, which the types of Slack's own client do not provide for. */
const register = (app: App) => {
  app.command('/tiny', async ({ ack, command, client, context }) => {
    note(context)
    const { user_id: channel, team_id, trigger_id } = command
    await client.apiCall('chat.postMessage', { channel, text: 'Hello', team_id })
    await client.views.open({ trigger_id, view: modal })
    await ack()
  })
  app.event('app_home_opened', async ({ event, client, context }) => {
    note(context)
    const { teamId: team_id } = context
    await client.apiCall('views.publish', { user_id: event.user, view: home, team_id })
  })
  app.view('ask', async ({ ack }) => ack())
}
beforeEach(async () => {
  heard = []
  running = await startOauthApp(register, { organisations: [grid] })
})
afterEach(() => running.stop())

const installForAll = async (teams = [T_ACME, T_LABS]) => {
  await running.install(grid.id, { by: 'W0ADA' })
  await running.slack.grantAccess(grid.id, teams)
  return new WebClient(running.slack.organisation(grid.id).botToken, { slackApiUrl: running.slack.apiUrl })
}
const lastSent = (place: string) => {
  const { requests } = running.slack.organisation(place)
  const body = requests.findLast(({ direction }) => direction === 'slack-to-app')?.request ?? ''
  const form = new URLSearchParams(body)
  const read = parseJson(form.get('payload') ?? body) ?? Object.fromEntries(form)
  return isObject(read) ? read : {}
}

describe('a workspace of an organisation', () => {
  it('names it in its tokens and payloads, and is installed by itself all the same', async () => {
    const { slack, install, installations } = running
    await install(T_ACME)
    expect(installations.get(T_ACME)).toMatchObject({
      isEnterpriseInstall: false,
      team: { id: T_ACME, name: 'Acme' },
      enterprise: { id: grid.id, name: 'Grid' },
    })
    const client = new WebClient(slack.workspace(T_ACME).botToken, { slackApiUrl: slack.apiUrl })
    expect(await client.auth.test()).toMatchObject({
      team_id: T_ACME,
      enterprise_id: grid.id,
      is_enterprise_install: false,
    })
    const ben = slack.workspace(T_ACME).member('@ben')
    await ben.command('/tiny')
    expect(lastSent(T_ACME)).toMatchObject({
      team_id: T_ACME,
      enterprise_id: grid.id,
      enterprise_name: 'Grid',
      is_enterprise_install: 'false',
    })
    await ben.submit()
    expect(lastSent(T_ACME)).toMatchObject({
      team: { id: T_ACME, domain: 'acme', enterprise_id: grid.id, enterprise_name: 'Grid' },
      enterprise: { id: grid.id, name: 'Grid' },
      is_enterprise_install: false,
      view: { team_id: T_ACME, app_installed_team_id: T_ACME },
    })
    expect(slack.breaches).toEqual([])
  })

  it('has members who say in which others they are', async () => {
    const client = await installForAll()
    const { user } = await client.users.info({ user: 'W0ADA' })
    expect(user?.enterprise_user).toMatchObject({
      id: 'W0ADA',
      enterprise_id: grid.id,
      teams: [T_ACME, T_LABS],
    })
  })
})

describe('an organisation-wide installation', () => {
  it('names no workspace, and is in none until access is granted', async () => {
    const { slack, install, installations } = running
    await install(grid.id, { by: 'W0CHANDRA' })
    expect(installations.get(grid.id)).toMatchObject({
      isEnterpriseInstall: true,
      team: undefined,
      enterprise: { id: grid.id, name: 'Grid' },
      enterpriseUrl: 'https://grid.enterprise.slack.com/',
      user: { id: 'W0CHANDRA' },
    })
    const ben = slack.workspace(T_ACME).member('@ben')
    expect(await ben.command('/tiny')).toMatchObject({ failure: 'unknown_command' })
    await slack.grantAccess(grid.id, [T_ACME])
    expect(lastSent(grid.id)).toMatchObject({
      team_id: null,
      enterprise_id: grid.id,
      event: { type: 'team_access_granted', team_ids: [T_ACME] },
      authorizations: [{ enterprise_id: grid.id, team_id: null, is_bot: true, is_enterprise_install: true }],
    })
    expect(await ben.command('/tiny')).toMatchObject({ status: 200 })
    await slack.revokeAccess(grid.id, [T_ACME])
    expect(lastSent(grid.id)).toMatchObject({ event: { type: 'team_access_revoked', team_ids: [T_ACME] } })
    expect(await ben.command('/tiny')).toMatchObject({ failure: 'unknown_command' })
    await expect(slack.grantAccess(grid.id, [T_GLOBEX])).rejects.toThrow(
      `${T_GLOBEX} is no workspace of E0GRID`,
    )
  })

  it('sends payloads whose team is null, from which Bolt takes the user’s', async () => {
    await installForAll()
    const labsAda = running.slack.workspace(T_LABS).member('@ada')
    await labsAda.command('/tiny')
    expect(lastSent(T_LABS)).toMatchObject({
      team_id: T_LABS,
      enterprise_id: grid.id,
      is_enterprise_install: 'true',
    })
    await labsAda.submit()
    expect(lastSent(T_LABS)).toMatchObject({
      team: null,
      enterprise: { id: grid.id, name: 'Grid' },
      is_enterprise_install: true,
      user: { id: 'W0ADA', team_id: T_LABS },
      view: { team_id: T_LABS, app_installed_team_id: grid.id },
    })
    await labsAda.openHome()
    const envelope = lastSent(T_LABS)
    expect(envelope).toMatchObject({ team_id: T_LABS, enterprise_id: grid.id })
    expect(objectAt(envelope, 'event')).toMatchObject({ type: 'app_home_opened', user: 'W0ADA' })
    expect(heard).toEqual([
      [T_LABS, grid.id, true],
      [T_LABS, grid.id, true],
    ])
    expect(running.slack.breaches).toEqual([])
  })

  it('serves a member of two workspaces in the one that is named', async () => {
    await installForAll()
    const [inAcme, inLabs] = [T_ACME, T_LABS].map((id) => running.slack.workspace(id).member('@ada'))
    await inLabs?.command('/tiny')
    await inLabs?.openHome()
    expect([inAcme?.dm().length, inLabs?.dm().length]).toEqual([0, 1])
    expect([inAcme?.home(), inLabs?.home()]).toEqual([undefined, expect.anything()])
    expect([inAcme?.modal(), inLabs?.modal()]).toEqual([undefined, expect.anything()])
  })

  it('routes a call by its conversation, or by the member that only one workspace has', async () => {
    const client = await installForAll()
    const of = (id: string) => running.slack.workspace(id).requests.at(-1)?.name
    await client.chat.postMessage({ channel: 'C0LABS', text: 'Hello' })
    expect(of(T_LABS)).toBe('chat.postMessage')
    await client.users.info({ user: 'W0BEN' })
    expect([of(T_ACME), of(T_LABS)]).toEqual(['users.info', 'chat.postMessage'])
    const { channel = '' } = await client.chat.postMessage({ channel: 'W0CHANDRA', text: 'Hello' })
    await client.chat.postMessage({ channel, text: 'Again' })
    expect(running.slack.workspace(T_LABS).member('@chandra').dm()).toHaveLength(2)
  })

  it('says who it is and where it may go', async () => {
    const client = await installForAll([T_LABS])
    expect(await client.auth.test()).toMatchObject({
      team_id: grid.id,
      team: 'Grid',
      enterprise_id: grid.id,
      is_enterprise_install: true,
    })
    const { teams } = await client.auth.teams.list({})
    expect(teams).toEqual([{ id: T_LABS, name: 'Labs' }])
  })

  it('needs team_id for lists, and access to the workspace that is meant', async () => {
    const client = await installForAll([T_LABS])
    const errorOf = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error) => error.data?.error,
      )
    expect((await client.users.list({ team_id: T_LABS })).members?.map(({ id }) => id)).toContain('W0CHANDRA')
    expect(await errorOf(client.users.list({ team_id: T_ACME }))).toBe('team_access_not_granted')
    expect(await errorOf(client.chat.postMessage({ channel: 'C0ACME', text: 'a' }))).toBe(
      'team_access_not_granted',
    )
    expect(await errorOf(client.chat.postMessage({ channel: 'C0NONE', text: 'a' }))).toBe('channel_not_found')
    expect(running.slack.breaches).toEqual([])
    expect(await errorOf(client.users.list({}))).toBe('missing_argument')
    expect(running.slack.breaches).toHaveLength(1)
  })

  it('keeps a workspace from installing the app itself, but not one that did so before', async () => {
    const { slack, install, installations } = running
    await install(T_ACME)
    await installForAll()
    expect((await install(T_LABS)).status).not.toBe(200)
    expect(installations.has(T_LABS)).toBe(false)
    const answer = slack.requests.at(-1)?.answer
    expect(answer).toContain('cannot_install_an_org_installed_app')
    await slack.workspace(T_ACME).member('@ben').command('/tiny')
    expect(lastSent(T_ACME)).toMatchObject({ is_enterprise_install: 'false' })
  })

  it('can begin on the admin pages, whose code comes without a state, so that Bolt refuses it', async () => {
    const { slack, browser, redirectUri, installations } = running
    const location = slack.installFromAdminPages(grid.id, 'W0ADA', redirectUri)
    expect([...new URL(location).searchParams.keys()]).toEqual(['code'])
    expect((await browser.openFrom('https://app.slack.test/manage', location)).status).not.toBe(200)
    expect(installations.size).toBe(0)
    const code = new URL(location).searchParams.get('code') ?? ''
    const made = await new WebClient(undefined, { slackApiUrl: slack.apiUrl }).oauth.v2.access({
      client_id: slack.clientId,
      client_secret: slack.clientSecret,
      code,
    })
    expect(made).toMatchObject({
      team: null,
      enterprise: { id: grid.id, name: 'Grid' },
      is_enterprise_install: true,
      authed_user: { id: 'W0ADA' },
      scope: 'commands,chat:write,users:read,im:history',
    })
  })
})
