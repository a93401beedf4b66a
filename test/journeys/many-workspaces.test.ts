import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Mentorship, start } from '../../src/app/wiring.ts'
import { workspaceId } from '../../src/domain/ids.ts'
import { HOUR } from '../../src/domain/time/time.ts'
import { type LocalWorkspaces, startLocalWorkspaces } from '../../src/sandbox/slack/local-workspaces.ts'
import type { SeedMember, WorkspaceSeed } from '../../src/sandbox/slack/state/seed.ts'
import { statements } from '../../src/store/sql/transaction.ts'
import { createBrowser } from '../support/browser.ts'
import { install as installing } from '../support/install.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { type TestClock, testClock } from '../support/world.ts'

const manifest = parse(readFileSync('manifest.yml', 'utf8'))

const seed = (id: string, name: string, members: SeedMember[]): WorkspaceSeed => ({
  team: { id, name, domain: name.toLowerCase() },
  app: {
    id: 'A0MENTOR01',
    name: 'Mentorship',
    handle: 'mentorship',
    botId: 'B0MENTOR01',
    botUserId: 'U0MENTORBT',
  },
  members,
  channels: [{ id: `C${id.slice(1)}`, name: 'general' }],
})

/** Under one id in both workspaces of the organisation. */
const ada: SeedMember = { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' }
const acme = seed('T0ACME', 'Acme', [ada, { id: 'U0BEN00001', handle: 'ben', realName: 'Ben York' }])
const labs = seed('T0LABS', 'Labs', [ada, { id: 'U0CHANDRA1', handle: 'chandra', realName: 'Chandra Rao' }])
const globex = seed('T0GLOBEX', 'Globex', [
  { id: 'U0DANA0001', handle: 'dana', realName: 'Dana Ngata' },
  { id: 'U0GINA0001', handle: 'gina', realName: 'Gina Globex' },
])
const grid = { id: 'E0GRID', name: 'Grid', domain: 'grid', workspaces: [acme.team.id, labs.team.id] }

let database: OwnDatabase
let slack: LocalWorkspaces
let app: Mentorship
let clock: TestClock
const errors: unknown[] = []

const begin = async (options: { organisations?: (typeof grid)[]; rotates?: boolean } = {}) => {
  const { organisations = [], rotates = false } = options
  clock = testClock()
  const wallNow = Date.now()
  const settings = { ...manifest.settings, token_rotation_enabled: rotates }
  slack = await startLocalWorkspaces({
    ...{ clock, wallClock: { now: () => wallNow }, ackTimeoutMs: 20_000, organisations },
    manifest: { ...manifest, settings },
    workspaces: [acme, labs, globex],
  })
  app = await start({
    config: {
      ...{ host: '127.0.0.1', port: 0, slackApiUrl: slack.apiUrl, workers: 'off' },
      slack: {
        mode: 'oauth',
        ...{ clientId: slack.clientId, clientSecret: slack.clientSecret, signingSecret: slack.signingSecret },
        tokenKeys: [{ id: 'k1', key: randomBytes(32) }],
        publicUrl: PUBLIC,
      },
    },
    database,
    clock,
    wallClock: { now: () => wallNow },
    log: {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (...what: unknown[]) => void errors.push(what),
    },
    timing: { pace: 0 },
  })
  slack.connect(`${app.address}/slack/events`)
}

const PUBLIC = 'https://mentorship.example.com'
const browser = () => createBrowser({ hosts: { [PUBLIC]: app.address }, clock: { now: () => clock.now() } })
const install = (place: string, how: Partial<Parameters<typeof installing>[2]> = {}) =>
  installing(slack, browser(), { from: `${PUBLIC}/slack/install`, place, ...how })
const member = (workspace: string, handle: string) => slack.workspace(workspace).member(`@${handle}`)
const texts = (workspace: string, handle: string) =>
  member(workspace, handle)
    .dm()
    .map(({ text }) => text)

beforeEach(async () => {
  errors.splice(0)
  database = await ownDatabase(8)
})
afterEach(async () => {
  await app.stop()
  await slack.stop()
  await database.close()
  expect(slack.breaches).toEqual([])
  expect(errors).toEqual([])
})

describe('workspaces that install the app', () => {
  it('are each served with their own token, and know nothing of each other', async () => {
    await begin()
    const done = await install('T0ACME', { by: 'U0ADA00001' })
    expect([done.status, done.title]).toEqual([200, 'Mentorship is installed'])
    await install('T0GLOBEX', { by: 'U0DANA0001' })
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Me too')
    await app.settle()
    expect(texts('T0ACME', 'ben').join()).toContain('<@U0ADA00001> offers to mentor you')
    expect(texts('T0GLOBEX', 'gina').join()).toContain('<@U0DANA0001> offers to mentor you')
    expect(texts('T0ACME', 'ada').filter((text) => text?.includes('Mentorship is installed'))).toHaveLength(1)
    const seen = (id: string) =>
      statements(database.knex, [workspaceId(id)])('select id from members order by id', {})
    expect(await seen('T0ACME')).toEqual([{ id: 'U0ADA00001' }, { id: 'U0BEN00001' }])
    expect(await seen('T0GLOBEX')).toEqual([{ id: 'U0DANA0001' }, { id: 'U0GINA0001' }])
  })

  it('are not installed if somebody cancels, comes back without a state, twice, or in another browser', async () => {
    await begin()
    expect((await install('T0ACME', { decision: 'Cancel' })).title).toContain('Nothing was installed')
    const back = `${PUBLIC}/slack/oauth_redirect?code=1`
    const without = await browser().open(back)
    expect([without.status, without.title]).toEqual([200, 'One more step'])
    const own = browser()
    const done = await installing(slack, own, { from: `${PUBLIC}/slack/install`, place: 'T0ACME' })
    expect(done.title).toContain('Mentorship is installed')
    const again = await own.open(done.url.href)
    expect([again.status, again.title]).toEqual([400, "That didn't work"])
    const begun = await own.open(`${PUBLIC}/slack/install`)
    const state = begun.url.searchParams.get('state') ?? ''
    const stolen = await browser().open(`${back}&state=${state}`)
    expect([stolen.status, stolen.title]).toEqual([400, "That didn't work"])
  })

  it('can leave: the token is gone at once, nothing is sent, and the others go on; coming back brings all back', async () => {
    await begin()
    await install('T0ACME', { by: 'U0ADA00001' })
    await install('T0GLOBEX', { by: 'U0DANA0001' })
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await slack.workspace('T0ACME').uninstall()
    await app.settle()
    expect(texts('T0ACME', 'ben')).toEqual([])
    const kept = async () =>
      (await statements(database.knex, [workspaceId('T0ACME')])('select bot_token from installations', {}))[0]
    expect(await kept()).toEqual({ bot_token: null })
    await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Still here')
    await app.settle()
    expect(texts('T0GLOBEX', 'gina')).toHaveLength(1)
    clock.advance(HOUR)
    await install('T0ACME', { by: 'U0ADA00001' })
    await app.settle()
    expect(texts('T0ACME', 'ben').join()).toContain('<@U0ADA00001> offers to mentor you')
  })

  it('of one organisation are served by its installation once it lets the app in', async () => {
    await begin({ organisations: [grid] })
    await install('E0GRID', { by: 'U0ADA00001' })
    await slack.grantAccess('E0GRID', ['T0ACME', 'T0LABS'])
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await member('T0LABS', 'ada').command('/mentor', 'offer @chandra And here')
    await app.settle()
    expect(texts('T0ACME', 'ben')).toHaveLength(1)
    expect(texts('T0LABS', 'chandra')).toHaveLength(1)
    const seen = (id: string) =>
      statements(database.knex, [workspaceId(id)])('select id from members order by id', {})
    expect(await seen('T0LABS')).toEqual([{ id: 'U0ADA00001' }, { id: 'U0CHANDRA1' }])
    // A modal names the organisation, and still belongs to the workspace in which it was opened.
    const chandra = member('T0LABS', 'chandra')
    await chandra.command('/mentor', 'profile')
    await app.settle()
    expect((await chandra.submit()).status).toBe(200)
    const profiles = (id: string) =>
      statements(database.knex, [workspaceId(id)])('select member_id from profiles', {})
    expect([await profiles('T0LABS'), await profiles('T0ACME')]).toEqual([[{ member_id: 'U0CHANDRA1' }], []])
  })

  it('get new tokens before theirs end', async () => {
    await begin({ rotates: true })
    await install('T0ACME', { by: 'U0ADA00001' })
    const before = slack.workspace('T0ACME').botToken
    // When the first token ends, Slack's library reckons by the machine's clock.
    clock.advance(Date.now() - clock.now() + 11 * HOUR)
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await app.settle()
    expect(texts('T0ACME', 'ben')).toHaveLength(1)
    expect(slack.workspace('T0ACME').botToken).not.toBe(before)
  })
})
