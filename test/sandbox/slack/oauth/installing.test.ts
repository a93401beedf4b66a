import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalWorkspacesOptions } from '../../../../src/sandbox/slack/local-workspaces.ts'
import { installEverywhere } from '../../../support/install.ts'
import { acme, globex, grid, labs, startOauthApp, tinyManifest } from '../support/oauth-app.ts'

let running: Awaited<ReturnType<typeof startOauthApp>> | undefined
const start = async (register: (app: App) => void = () => {}, options?: Partial<LocalWorkspacesOptions>) => {
  running = await startOauthApp(register, options)
  return running
}
afterEach(() => running?.stop())

/** Answers `/tiny` with a message to whoever typed it, by the token of where it was typed. */
const greet = (app: App) => {
  app.command('/tiny', async ({ ack, command, client }) => {
    await client.chat.postMessage({ channel: command.user_id, text: `Hello from ${command.team_domain}` })
    await ack()
  })
}
const [T_ACME, T_LABS, T_GLOBEX] = [acme.team.id, labs.team.id, globex.team.id]

describe('an app that workspaces install', () => {
  it('is told apart by its tokens: each call is answered by the workspace whose token it carries', async () => {
    const { slack, install } = await start(greet)
    expect(await install(T_ACME)).toMatchObject({ status: 200, html: expect.stringContaining('Thank you!') })
    await install(T_GLOBEX, { by: 'U0DANA' })
    const [ben, dana] = [slack.workspace(T_ACME).member('@ben'), slack.workspace(T_GLOBEX).member('@dana')]
    await ben.command('/tiny')
    await dana.command('/tiny')
    expect(ben.dm().map(({ text }) => text)).toEqual(['Hello from acme'])
    expect(dana.dm().map(({ text }) => text)).toEqual(['Hello from globex'])
    const posts = (id: string) =>
      slack.workspace(id).requests.filter(({ name }) => name === 'chat.postMessage').length
    expect([posts(T_ACME), posts(T_LABS), posts(T_GLOBEX)]).toEqual([1, 0, 1])
    expect(slack.breaches).toEqual([])
  })

  it('is in no workspace before', async () => {
    const { slack } = await start(greet)
    const ben = slack.workspace(T_ACME).member('@ben')
    expect(await ben.command('/tiny')).toMatchObject({ failure: 'unknown_command' })
    await expect(ben.shortcut('any')).rejects.toThrow('no global shortcut any')
    await ben.openHome()
    expect(slack.workspace(T_ACME).requests).toEqual([])
    expect(slack.workspace(T_ACME).botToken).toBe('')
  })

  it('can be installed everywhere at once', async () => {
    const { slack, browser, address, installations } = await start()
    const pages = await installEverywhere(slack, browser, `${address}/slack/install`)
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
    expect([...installations.keys()]).toEqual([T_ACME, T_LABS, T_GLOBEX])
    const tokens = slack.workspaces().map(({ botToken }) => botToken)
    expect(new Set(tokens).size).toBe(3)
    expect([...installations.values()].map(({ bot }) => bot?.token)).toEqual(tokens)
  })

  it('can be installed in a workspace that was added later', async () => {
    const { slack, install } = await start(greet)
    const team = { id: 'T0LATE', name: 'Late', domain: 'late' }
    const late = slack.add({ ...globex, team })
    await install(team.id)
    await late.member('@dana').command('/tiny')
    expect(late.member('@dana').dm()).toHaveLength(1)
    expect(() => slack.add({ ...globex, team })).toThrow('there is a place T0LATE already')
  })

  it('is told when somebody cancels', async () => {
    const { slack, install, installations } = await start()
    const page = await install(T_ACME, { decision: 'Cancel' })
    expect(Object.fromEntries(page.url.searchParams)).toEqual({
      error: 'access_denied',
      state: expect.stringMatching(/.+/),
    })
    expect(installations.size).toBe(0)
    expect(slack.workspace(T_ACME).botToken).toBe('')
  })

  it('has its faults in one workspace, while the others and the way of an installation go on', async () => {
    const { slack, install } = await start(greet)
    await install(T_ACME)
    slack.workspace(T_ACME).faults.on({ method: '*', kind: 'platform-error', error: 'fatal_error' })
    await install(T_GLOBEX)
    expect(await slack.workspace(T_ACME).member('@ben').command('/tiny')).toMatchObject({ status: 500 })
    expect(await slack.workspace(T_GLOBEX).member('@dana').command('/tiny')).toMatchObject({ status: 200 })
    slack.faults.on({ method: 'oauth.v2.access', kind: 'lost-reply', times: 1 })
    expect((await install(T_LABS)).status).not.toBe(200)
    expect((await install(T_LABS)).status).toBe(200)
  })
})

describe('the page that asks for permission', () => {
  const open = (change: { [name: string]: string | undefined } = {}, redirectUrls?: string[]) =>
    start(undefined, { ...(redirectUrls && { redirectUrls }) }).then(({ slack, browser }) => {
      const query = {
        client_id: slack.clientId,
        scope: 'commands',
        redirect_uri: 'https://app.test/back',
        ...change,
      }
      const given = Object.entries(query).filter((field): field is [string, string] => field[1] !== undefined)
      return browser.open(`${slack.url}/oauth/v2/authorize?${new URLSearchParams(given)}`)
    })

  it('asks first where, unless the app has said it', async () => {
    const page = await open()
    expect(page.title).toBe('Where do you want to install Tiny?')
    expect((await page.follow('Globex')).title).toBe('Tiny asks for permission to access Globex')
    await running?.stop()
    expect((await open({ team: T_LABS })).title).toBe('Tiny asks for permission to access Labs')
  })

  it('offers no guest as the one who installs', async () => {
    const page = await open({ team: T_GLOBEX })
    expect(page.html).toContain('Dana Ngata')
    expect(page.html).not.toContain('Gus Guest')
    await expect(async () => page.press('Allow', { user: 'U0GUS' })).rejects.toThrow('does not offer U0GUS')
  })

  it.each<[string, { [name: string]: string | undefined }, string]>([
    ['another client', { client_id: '1.2' }, 'Invalid client_id parameter.'],
    ['no scopes', { scope: '' }, 'No scopes were requested.'],
    [
      'an address that is not configured',
      { redirect_uri: 'https://evil.test/' },
      'redirect_uri did not match any configured URIs. Passed URI: https://evil.test/',
    ],
  ])('shows a problem for %s, and sends nobody anywhere', async (_, change, said) => {
    const page = await open(change, ['https://app.test/'])
    expect(page).toMatchObject({ status: 400, title: 'Something went wrong' })
    expect(page.html).toContain(said)
    expect(running?.slack.breaches.map(({ rule }) => rule)).toEqual([said])
  })

  it('lets each optional scope be unticked, whose methods then answer missing_scope', async () => {
    const { slack, install, installations } = await start()
    await install(T_ACME, { without: ['im:history'] })
    await install(T_GLOBEX)
    const granted = [T_ACME, T_GLOBEX].map((id) => installations.get(id)?.bot?.scopes)
    expect(granted).toEqual([
      ['commands', 'chat:write', 'users:read'],
      ['commands', 'chat:write', 'users:read', 'im:history'],
    ])
    const read = async (id: string) => {
      const { botToken: token } = slack.workspace(id)
      const response = await fetch(`${slack.apiUrl}conversations.history?channel=D0NONE`, {
        headers: { authorization: `Bearer ${token}` },
      })
      return response.json()
    }
    expect(await read(T_ACME)).toMatchObject({
      error: 'missing_scope',
      provided: 'commands,chat:write,users:read',
    })
    expect(await read(T_GLOBEX)).toEqual({ ok: false, error: 'channel_not_found' })
    expect(slack.breaches).toEqual([])
  })

  it('does not offer an organisation to an app that is not ready for one', async () => {
    const settings = { ...tinyManifest.settings, org_deploy_enabled: false }
    const { slack, install } = await start(undefined, {
      manifest: { ...tinyManifest, settings },
      organisations: [grid],
    })
    await expect(install(grid.id)).rejects.toThrow('no link Grid; there are: Acme, Labs, Globex')
    expect(slack.organisation(grid.id).botToken).toBe('')
  })
})
