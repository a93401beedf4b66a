import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { start } from '../../src/app/wiring.ts'
import { workspaceId } from '../../src/domain/ids.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time/time.ts'
import type { WorkspaceSeed } from '../../src/sandbox/slack/state/seed.ts'
import { forgetWorkspace } from '../../src/store/forget-workspace.ts'
import { statements } from '../../src/store/sql/transaction.ts'
import { grid, hostedApp } from '../support/hosted-app.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(8)
})
afterAll(() => database.close())

/** A workspace with somebody of another organisation in a shared channel (Slack Connect). */
const shared: WorkspaceSeed = {
  team: { id: 'T0SHARED', name: 'Shared', domain: 'shared' },
  app: {
    id: 'A0MENTOR01',
    name: 'Mentorship',
    handle: 'mentorship',
    botId: 'B0MENTOR01',
    botUserId: 'U0MENTORBT',
  },
  members: [
    { id: 'U0ADA00001', handle: 'ada', realName: 'Ada Berlin', zone: 'Europe/Berlin' },
    { id: 'U0PARTNER1', handle: 'pat', realName: 'Pat Partner', external: true },
  ],
  channels: [{ id: 'C0SHARED', name: 'general' }],
}

describe('workspaces that install the app', () => {
  it('serve somebody of another organisation as themselves, who is refused politely', async () => {
    const { app, install, member } = await hostedApp({ database, workspaces: [shared] })
    await install('T0SHARED', { by: 'U0ADA00001' })
    await member('T0SHARED', 'pat').command('/mentor', 'request @ada Teach me')
    await app.settle()
    const told = JSON.stringify(member('T0SHARED', 'pat').ephemerals())
    expect(told).toContain("You're from another organisation")
    const { rows } = await database.knex.raw('select workspace_id from workspaces')
    expect(rows).toEqual([{ workspace_id: 'T0SHARED' }])
  })

  it('are each served with their own token, and know nothing of each other', async () => {
    const { app, install, member, texts } = await hostedApp({ database })
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

  it('can leave: the token is gone at once, nothing is sent, and the others go on; coming back brings all back', async () => {
    const { slack, app, clock, install, member, texts } = await hostedApp({ database })
    await install('T0ACME', { by: 'U0ADA00001' })
    await install('T0GLOBEX', { by: 'U0DANA0001' })
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await slack.workspace('T0ACME').uninstall()
    await app.settle()
    expect(texts('T0ACME', 'ben')).toEqual([])
    // Nor who installed it: nothing of that is left when the rest of its data goes.
    expect(await database.knex('installations').where('workspace_id', 'T0ACME')).toEqual([])
    await member('T0GLOBEX', 'dana').command('/mentor', 'offer @gina Still here')
    await app.settle()
    expect(texts('T0GLOBEX', 'gina')).toHaveLength(1)
    clock.advance(HOUR)
    await install('T0ACME', { by: 'U0ADA00001' })
    await app.settle()
    expect(texts('T0ACME', 'ben').join()).toContain('<@U0ADA00001> offers to mentor you')
  })

  it('leave no installation behind when their data goes, even if the process died when the app was removed', async () => {
    const { slack, app, clock, install } = await hostedApp({ database })
    await install('T0ACME', { by: 'U0ADA00001' })
    slack.connect('http://127.0.0.1:9/')
    await slack.workspace('T0ACME').uninstall()
    await database.knex('workspaces').update({ uninstalled_at: new Date(clock.now()) })
    clock.advance(31 * DAY)
    await app.worker.tidy()
    expect([await database.knex('workspaces'), await database.knex('installations')]).toEqual([[], []])
  })

  it('of one organisation are served by its installation once it lets the app in', async () => {
    const { slack, app, install, member, texts } = await hostedApp({ database, organisations: [grid] })
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
    // Ada has one id in both, and each answers her in its own: every call says for which workspace it is.
    await member('T0ACME', 'ben').command('/mentor', 'offer @ada For you')
    await member('T0LABS', 'chandra').command('/mentor', 'offer @ada From the labs')
    await app.settle()
    expect(texts('T0ACME', 'ada').join()).toContain('U0BEN00001')
    expect(texts('T0LABS', 'ada').join()).toContain('U0CHANDRA1')
    expect(texts('T0ACME', 'ada').join()).not.toContain('U0CHANDRA1')
    // A modal names the organisation, and still belongs to the workspace in which it was opened.
    const chandra = member('T0LABS', 'chandra')
    await chandra.command('/mentor', 'profile')
    await app.settle()
    expect((await chandra.submit()).status).toBe(200)
    const profiles = (id: string) =>
      statements(database.knex, [workspaceId(id)])('select member_id from profiles', {})
    expect([await profiles('T0LABS'), await profiles('T0ACME')]).toEqual([[{ member_id: 'U0CHANDRA1' }], []])
  })

  it('of an organisation whose token is in the environment are a workspace each as well', async () => {
    const hosted = await hostedApp({ database, organisations: [grid] })
    const { slack, clock, wallClock, errors, install, member, texts } = hosted
    await install('E0GRID', { by: 'U0ADA00001' })
    await slack.grantAccess('E0GRID', ['T0ACME'])
    const { apiUrl: slackApiUrl, signingSecret } = slack
    const log = {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (...said: unknown[]) => errors.push(said),
    }
    const app = await start({
      config: {
        ...{ host: '127.0.0.1', port: 0, slackApiUrl, workers: 'off' },
        slack: { mode: 'http', botToken: slack.workspace('T0ACME').botToken, signingSecret },
      },
      ...{ database, clock, wallClock, log, timing: { pace: 0 } },
    })
    onTestFinished(app.stop)
    slack.connect(`${app.address}/slack/events`)
    await slack.grantAccess('E0GRID', ['T0LABS'])
    await member('T0ACME', 'ben').command('/mentor', 'offer @ada For you')
    await member('T0LABS', 'chandra').command('/mentor', 'offer @ada From the labs')
    await app.settle()
    expect(texts('T0ACME', 'ada').join()).toContain('U0BEN00001')
    expect(texts('T0LABS', 'ada').join()).toContain('U0CHANDRA1')
    const { rows } = await database.knex.raw(
      'select workspace_id, count(*)::int from members group by 1 order by 1',
    )
    expect(rows).toEqual([
      { workspace_id: 'T0ACME', count: 2 },
      { workspace_id: 'T0LABS', count: 2 },
    ])
    await slack.revokeAccess('E0GRID', ['T0LABS'])
    expect(
      (await database.knex('workspaces').where('workspace_id', 'T0LABS'))[0].uninstalled_at,
    ).not.toBeNull()
    // Nothing goes on the word of an event alone: that the app was let in again may not have been heard.
    slack.connect('http://127.0.0.1:9/')
    await slack.grantAccess('E0GRID', ['T0LABS'])
    slack.connect(`${app.address}/slack/events`)
    clock.advance(31 * DAY)
    await app.worker.tidy()
    expect((await database.knex('workspaces').where('workspace_id', 'T0LABS'))[0]?.uninstalled_at).toBeNull()
    // What an operator deletes beside the running app begins anew, once that has noticed.
    await member('T0ACME', 'ben').openHome()
    await forgetWorkspace(database.knex)('T0ACME')
    clock.advance(5 * SECOND)
    const before = texts('T0ACME', 'ada').length
    await member('T0ACME', 'ben').command('/mentor', 'offer @ada Once more')
    await app.settle()
    expect(texts('T0ACME', 'ada')).toHaveLength(before + 1)
  })

  it('get what waited once they are installed again, where Slack took their installation no longer', async () => {
    const { app, clock, install, member, texts, loseInstallation } = await hostedApp({
      database,
      rotates: true,
    })
    await install('T0ACME', { by: 'U0ADA00001' })
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await loseInstallation()
    const before = texts('T0ACME', 'ben').length
    await install('T0ACME', { by: 'U0ADA00001' })
    clock.advance(MINUTE)
    await app.settle()
    expect([before, texts('T0ACME', 'ben').length]).toEqual([0, 1])
  })

  it('get new tokens before theirs end', async () => {
    const { slack, app, clock, install, member, texts } = await hostedApp({ database, rotates: true })
    await install('T0ACME', { by: 'U0ADA00001' })
    const before = slack.workspace('T0ACME').botToken
    clock.advance(12 * HOUR - MINUTE)
    await member('T0ACME', 'ada').command('/mentor', 'offer @ben I can help')
    await app.settle()
    expect(texts('T0ACME', 'ben')).toHaveLength(1)
    expect(slack.workspace('T0ACME').botToken).not.toBe(before)
  })
})
