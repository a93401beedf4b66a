import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workspaceId } from '../../src/domain/ids.ts'
import { MINUTE, SECOND } from '../../src/domain/time/time.ts'
import { dropFence, raiseFence } from '../../src/store/move/fence.ts'
import { STATE_LASTS } from '../../src/store/oauth-states.ts'
import { statements } from '../../src/store/sql/transaction.ts'
import type { Browser } from '../support/browser.ts'
import { grid, type HostedApp, hostedApp, PUBLIC } from '../support/hosted-app.ts'
import { readLinks } from '../support/html.ts'
import { install as installing } from '../support/install.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { send } from '../support/raw-http.ts'

const INSTALL = `${PUBLIC}/slack/install`
const BACK = `${PUBLIC}/slack/oauth_redirect`
const DONE = 'Mentorship is installed'
const FAILED = "That didn't work"

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(8)
})
afterAll(() => database.close())

/** As far as Slack's page that asks for permission. */
const begin = async ({ slack }: HostedApp, browser: Browser, place = 'T0ACME') => {
  const chosen = await browser.open(INSTALL)
  return chosen.follow(slack.organisation(place).state.team.name)
}
const stateOf = ({ url }: { url: URL }) => url.searchParams.get('state') ?? ''

const rowsIn = ({ database }: HostedApp, workspace: string, sql: string) =>
  statements(database.knex, [workspaceId(workspace)])(sql, {})
const isInstalled = async (hosted: HostedApp, workspace = 'T0ACME') =>
  (await rowsIn(hosted, workspace, 'select from installations where bot_token is not null')).length > 0

describe('the pages around it', () => {
  it('say what the app is, what it keeps and whom to ask, without scripts, and lead to the installation', async () => {
    const hosted = await hostedApp({ database, support: 'help@example.com' })
    const open = async (path: string) => {
      const answer = await fetch(new URL(path, hosted.app.address))
      return {
        status: answer.status,
        policy: answer.headers.get('content-security-policy'),
        html: await answer.text(),
      }
    }
    for (const path of ['/', '/privacy']) {
      const { status, policy, html } = await open(path)
      expect([status, policy]).toEqual([200, expect.stringContaining("default-src 'none'")])
      expect(html).not.toMatch(/<script|<img|<link|https?:\/\//)
      expect(html).toContain('mailto:help@example.com')
    }
    // To another site's request the cookie of the way back is not sent along, nor shown to any script.
    const begun = await fetch(new URL('/slack/install', hosted.app.address), { redirect: 'manual' })
    expect(begun.headers.get('set-cookie')?.split('; ')).toEqual(
      expect.arrayContaining(['Secure', 'HttpOnly', 'SameSite=Lax']),
    )
    // Nor is it kept by a cache between them.
    expect(begun.headers.get('cache-control')).toBe('no-store')
    // Whoever only looks whether they are there finds them, and nobody brings an error about by an odd address.
    const head = async (path: string) =>
      (await fetch(new URL(path, hosted.app.address), { method: 'HEAD' })).status
    expect([await head('/'), await head('/privacy'), await head('/healthz')]).toEqual([200, 200, 200])
    expect((await send(hosted, '//', {}, undefined, 'GET')).status).toBe(404)
    const links = readLinks((await open('/')).html)
    expect(links).toContainEqual({ text: 'Add to Slack', href: '/slack/install' })
    expect(links).toContainEqual({ text: 'Privacy', href: '/privacy' })
  })
})

describe('the way back from Slack', () => {
  it('begins anew where somebody cancels, or comes without a state', async () => {
    const hosted = await hostedApp({ database, organisations: [grid] })
    expect((await hosted.install('T0ACME', { decision: 'Cancel' })).title).toContain('Nothing was installed')
    // As an organisation's admin pages send it: with a code that nobody here asked for.
    const location = hosted.slack.installFromAdminPages('E0GRID', 'U0ADA00001', BACK)
    const browser = hosted.browser()
    const page = await browser.openFrom('https://app.slack.com/manage', location)
    expect([page.status, page.title]).toEqual([200, 'One more step'])
    expect(await isInstalled(hosted, 'E0GRID')).toBe(false)
    const asked = await page.follow('Continue').then((chosen) => chosen.follow('Grid'))
    expect((await asked.press('Allow', { user: 'U0ADA00001' })).title).toContain(DONE)
    expect(await isInstalled(hosted, 'E0GRID')).toBe(true)
  })

  it('is good once', async () => {
    const hosted = await hostedApp({ database })
    const own = hosted.browser()
    const done = await installing(hosted.slack, own, { from: INSTALL, place: 'T0ACME' })
    expect(done.title).toContain(DONE)
    // The cookie went with the first return; a state used up stays so with it as well.
    const again = await own.open(done.url.href)
    expect([again.status, again.title]).toEqual([400, FAILED])
    const withCookie = await fetch(new URL(done.url.pathname + done.url.search, hosted.app.address), {
      headers: { cookie: `slack-app-oauth-state=${stateOf(done)}` },
    })
    expect([withCookie.status, (await withCookie.text()).includes(FAILED)]).toEqual([400, true])
  })

  it('is good in the browser in which it began, and in no other', async () => {
    const hosted = await hostedApp({ database })
    const [victim, thief] = [hosted.browser(), hosted.browser()]
    const asked = await begin(hosted, victim)
    const stolen = await thief.open(`${BACK}?code=1&state=${stateOf(asked)}`)
    expect([stolen.status, stolen.title]).toEqual([400, FAILED])
    // One who began something too has a cookie, of another state.
    await begin(hosted, thief)
    expect((await thief.open(`${BACK}?code=1&state=${stateOf(asked)}`)).title).toBe(FAILED)
    expect(await isInstalled(hosted)).toBe(false)
    expect((await asked.press('Allow')).title).toContain(DONE)
  })

  it('is good for ten minutes', async () => {
    const hosted = await hostedApp({ database })
    const asked = await begin(hosted, hosted.browser())
    hosted.clock.advance(STATE_LASTS)
    const late = await asked.press('Allow')
    expect([late.status, late.title]).toEqual([400, FAILED])
    expect(await isInstalled(hosted)).toBe(false)
    const again = await late.follow('Add to Slack').then((chosen) => chosen.follow('Acme'))
    expect((await again.press('Allow')).title).toContain(DONE)
  })

  it('ends at once while Slack limits such calls, and not when it would take them again', async () => {
    const hosted = await hostedApp({ database })
    hosted.slack.faults.on({
      method: 'oauth.v2.access',
      kind: 'rate-limited',
      retryAfterSeconds: 86_400,
      times: 1,
    })
    expect((await hosted.install('T0ACME')).title).toBe(FAILED)
    expect((await hosted.install('T0ACME')).title).toContain(DONE)
  })

  it('needs cookies, and says so', async () => {
    const hosted = await hostedApp({ database })
    const done = await installing(hosted.slack, hosted.browser({ keepsCookies: false }), {
      ...{ from: INSTALL, place: 'T0ACME' },
    })
    expect([done.status, done.title]).toEqual([400, FAILED])
    expect(done.html).toContain('it needs cookies')
    expect(await isInstalled(hosted)).toBe(false)
  })

  it('leads on from the newest of two tabs', async () => {
    const hosted = await hostedApp({ database })
    const browser = hosted.browser()
    const [older, newer] = [await begin(hosted, browser), await begin(hosted, browser)]
    expect((await newer.press('Allow')).title).toContain(DONE)
    expect((await older.press('Allow')).title).toBe(FAILED)
    expect(await isInstalled(hosted)).toBe(true)
  })
})

it('Two members who install the app at once in two browsers get one workspace and a greeting each', async () => {
  const hosted = await hostedApp({ database })
  const { slack, app, member, texts } = hosted
  const asked = await Promise.all([begin(hosted, hosted.browser()), begin(hosted, hosted.browser())])
  const done = await Promise.all([
    asked[0].press('Allow', { user: 'U0ADA00001' }),
    asked[1].press('Allow', { user: 'U0BEN00001' }),
  ])
  expect(done.map(({ status }) => status)).toEqual([200, 200])
  await app.settle()
  expect(['ada', 'ben'].map((handle) => texts('T0ACME', handle).length)).toEqual([1, 1])
  expect(await rowsIn(hosted, 'T0ACME', 'select workspace_id from workspaces')).toHaveLength(1)
  await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
  await app.settle()
  expect(texts('T0ACME', 'ben')).toHaveLength(2)
  expect(slack.workspace('T0ACME').breaches).toEqual([])
})

describe('news that the app was removed', () => {
  it('does not touch an installation that was made meanwhile, not even in a process that knows the old token', async () => {
    const hosted = await hostedApp({ database })
    const { slack, app, clock, install, member, texts } = hosted
    await install('T0ACME', { by: 'U0ADA00001' })
    const other = await hosted.another()
    clock.advance(SECOND)
    slack.connect(`${other.address}/slack/events`)
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await other.settle()
    // The news is on its way while the app is installed again elsewhere.
    slack.connect('http://127.0.0.1:9/nobody')
    await slack.workspace('T0ACME').uninstall()
    clock.advance(2 * SECOND)
    await install('T0ACME', { by: 'U0ADA00001' })
    slack.connect(`${other.address}/slack/events`)
    expect(await slack.retryDue()).toBe(2)
    await other.settle()
    expect(await isInstalled(hosted)).toBe(true)
    clock.advance(MINUTE)
    await member('T0ACME', 'ben').command('/mentor', 'offer @ada And you')
    await other.settle()
    await app.settle()
    expect(texts('T0ACME', 'ada').join()).toContain('<@U0BEN00001> offers to mentor you')
  })

  it('counts where Slack accepted the installation no longer anyway, and nothing of it stays behind', async () => {
    const hosted = await hostedApp({ database, rotates: true })
    const { slack, install, loseInstallation } = hosted
    await install('T0ACME', { by: 'U0ADA00001' })
    await loseInstallation()
    expect(await rowsIn(hosted, 'T0ACME', 'select broken_because from installations')).toEqual([
      { broken_because: 'invalid_refresh_token' },
    ])
    await slack.workspace('T0ACME').uninstall()
    expect(await rowsIn(hosted, 'T0ACME', 'select from installations')).toEqual([])
    const marked = 'select uninstalled_at is not null as is_marked from workspaces'
    expect(await rowsIn(hosted, 'T0ACME', marked)).toEqual([{ is_marked: true }])
  })

  it('counts right after an installation, also where our clock is ahead of Slack’s', async () => {
    const hosted = await hostedApp({ database })
    await hosted.install('T0ACME', { by: 'U0ADA00001' })
    hosted.clock.advance(-MINUTE)
    await hosted.slack.workspace('T0ACME').uninstall()
    expect(await isInstalled(hosted)).toBe(false)
  })

  it('is heard again after a move to another database, during which nothing can be marked', async () => {
    const hosted = await hostedApp({ database })
    const { slack, clock, errors, install } = hosted
    const team = workspaceId('T0ACME')
    await install('T0ACME', { by: 'U0ADA00001' })
    await raiseFence(database.knex, team, 'a move')
    await slack.workspace('T0ACME').uninstall()
    expect(errors.splice(0).length).toBeGreaterThan(0)
    slack.workspace('T0ACME').clearLog()
    await dropFence(database.knex, team)
    // As it stands where it arrived.
    await rowsIn(hosted, 'T0ACME', 'update workspaces set moved_by = null, uninstalled_at = null')
    clock.advance(MINUTE)
    expect(await slack.retryDue()).toBe(2)
    expect(await isInstalled(hosted)).toBe(false)
  })

  it('takes the tokens of an organisation that let the app into no workspace', async () => {
    const hosted = await hostedApp({ database, organisations: [grid] })
    await hosted.install('E0GRID', { by: 'U0ADA00001' })
    await hosted.slack.organisation('E0GRID').uninstall()
    expect(await isInstalled(hosted, 'E0GRID')).toBe(false)
  })
})

it('News that an organisation lets the app in or out counts in the order in which it happened', async () => {
  const hosted = await hostedApp({ database, organisations: [grid] })
  const { slack, app, clock } = hosted
  await hosted.install('E0GRID', { by: 'U0ADA00001' })
  await slack.grantAccess('E0GRID', ['T0ACME'])
  const events = `${app.address}/slack/events`
  slack.connect('http://127.0.0.1:9/nobody')
  clock.advance(MINUTE)
  await slack.revokeAccess('E0GRID', ['T0ACME'])
  clock.advance(MINUTE)
  slack.connect(events)
  await slack.grantAccess('E0GRID', ['T0ACME'])
  expect(await slack.retryDue()).toBe(1)
  const state = () => rowsIn(hosted, 'T0ACME', 'select uninstalled_at is null as is_served from workspaces')
  expect(await state()).toEqual([{ is_served: true }])
  clock.advance(MINUTE)
  await slack.revokeAccess('E0GRID', ['T0ACME'])
  expect(await state()).toEqual([{ is_served: false }])
})
