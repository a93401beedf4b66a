import { expect, it, onTestFinished } from 'vitest'
import { start } from '../../../src/app/wiring.ts'
import { workspaceId } from '../../../src/domain/ids.ts'
import { handOver } from '../../../src/store/move/hand-over.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { type HostedApp, hostedApp, grid as organisation } from '../../support/hosted-app.ts'
import { ownDatabase } from '../../support/own-database.ts'

/** The newest migration of 0.1.0. */
const THEN = '20261124010100_find_cancelled_sessions'

/** What 0.1.0 kept when it was served with the token of the organisation E0GRID: an offer on its way, and a past session. */
const KEPT = /* sql */ `
  insert into workspaces (workspace_id, name, settings, installed_at)
    values ('E0GRID', 'Grid', '{"guests": true}', '2026-11-01');
  insert into members (workspace_id, id, name, zone, fetched_at)
    select 'E0GRID', id, name, 'UTC', '2026-11-01' from (values ('U0ADA00001', 'Ada Berlin'), ('U0BEN00001', 'Ben York')) m (id, name);
  insert into availabilities (workspace_id, member_id, zone, weekly, session_minutes, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, days_off, location, paused, updated_at)
    values ('E0GRID', 'U0ADA00001', 'Europe/Berlin', '{}', 30, 0, 0, 60, 28, '[]', 'By the window', false, '2026-11-01');
  insert into cards (workspace_id, id, sender_id, receiver_id, kind) values ('E0GRID', 'card', 'U0ADA00001', 'U0BEN00001', 'offer');
  insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
    values ('E0GRID', 'session', '2026-11-20 10:00+00', '2026-11-20 10:30+00', 'Of old', '', 'booking', 'U0BEN00001', '2026-11-01');
  insert into session_members (workspace_id, session_id, member_id, role, busy)
    select 'E0GRID', 'session', id, role, '[2026-11-20 10:00+00,2026-11-20 10:30+00)'
    from (values ('U0ADA00001', 'mentor'), ('U0BEN00001', 'mentee')) m (id, role);
  insert into requests (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, intent, status, sent_at,
      accepted_at, accepted_session_id)
    values ('E0GRID', 'first', 'card', 1, 'offer', 'U0ADA00001', 'U0BEN00001', 'The first', 'one', 'accepted', '2026-11-01',
        '2026-11-02', 'session'),
      ('E0GRID', 'second', 'card', 2, 'offer', 'U0ADA00001', 'U0BEN00001', 'Kept by 0.1.0', 'two', 'pending', '2026-11-22',
        null, null);
  insert into deliveries (workspace_id, id, lane, notice, order_key, merge_key, created_at, run_at)
    values ('E0GRID', 'waits', 'post', '{"kind": "card", "to": "U0BEN00001", "from": "U0ADA00001", "about": "offer", "card": "card", "announce": true}',
      'card:U0ADA00001:U0BEN00001:offer', null, '2026-11-22', '2026-11-22');`

/** With those rows, in a database of that version, and a local Slack whose organisation lets the app into these workspaces. */
const sinceThen = async (workspaces: readonly string[]) => {
  const database = await ownDatabase(8)
  onTestFinished(() => database.close())
  const { applied, down } = migrator(database.knex)
  while ((await applied()).at(-1) !== THEN) await down()
  await database.knex.transaction(async (trx) => {
    await trx.raw(`select set_config('mentorship.workspaces', 'E0GRID', true)`)
    await trx.raw(KEPT)
  })
  const hosted = await hostedApp({ database, organisations: [organisation] })
  await hosted.install('E0GRID', { by: 'U0ADA00001' })
  // Only Slack's side of this is wanted here.
  await hosted.slack.grantAccess('E0GRID', [...workspaces])
  await hosted.app.stop()
  await database.knex.raw(`delete from workspaces where workspace_id like 'T%'; delete from installations`)
  return hosted
}

const startWithItsToken = async ({ slack, database, clock, wallClock, errors }: HostedApp) => {
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
  return app
}

const keptUnder = async ({ database }: HostedApp, ...ids: readonly string[]) => {
  const count: Record<string, number> = {}
  for (const table of [
    'workspaces',
    'members',
    'availabilities',
    'sessions',
    'session_members',
    'requests',
    'deliveries',
  ])
    count[table] = (await database.knex(table).whereIn('workspace_id', ids)).length
  return count
}

const all = {
  workspaces: 1,
  members: 2,
  availabilities: 1,
  sessions: 1,
  session_members: 2,
  requests: 2,
  deliveries: 1,
}

it('what 0.1.0 kept for a whole organisation is its only workspace’s from the first start on', async () => {
  const hosted = await sinceThen(['T0ACME'])
  const app = await startWithItsToken(hosted)
  expect(await keptUnder(hosted, 'T0ACME')).toEqual(all)
  expect(Object.values(await keptUnder(hosted, 'E0GRID')).join('')).toBe('0000000')
  const [row] = await hosted.database.knex('workspaces')
  expect(row).toMatchObject({ name: 'Acme', settings: { guests: true }, served_by: 'E0GRID' })
  await app.settle()
  expect(hosted.texts('T0ACME', 'ben').join()).toContain('offers to mentor you')
  await hosted.member('T0ACME', 'ben').openHome()
  await app.settle()
  expect(JSON.stringify(hosted.member('T0ACME', 'ben').home())).toContain('Kept by 0.1.0')
  await startWithItsToken(hosted)
  expect(await keptUnder(hosted, 'T0ACME')).toMatchObject({ members: 2, requests: 2 })
})

it('where there are several workspaces, the operator says whose it is before the app starts', async () => {
  const hosted = await sinceThen(['T0ACME', 'T0LABS'])
  await expect(startWithItsToken(hosted)).rejects.toThrow(
    /T0ACME {2}Acme\n {2}T0LABS {2}Labs\n.*npm run workspaces -- hand-over E0GRID T…/,
  )
  expect(await keptUnder(hosted, 'E0GRID')).toEqual(all)
  const { knex } = hosted.database
  const [grid, labs] = [workspaceId('E0GRID'), workspaceId('T0LABS')]
  expect(await handOver(knex, grid, { id: labs, name: 'Labs' })).toBe(10)
  expect(await handOver(knex, grid, { id: labs, name: 'Labs' })).toBe(0)
  await startWithItsToken(hosted)
  expect(await keptUnder(hosted, 'T0LABS')).toEqual(all)
})

it('no workspace that has something of its own gets it, and nothing changes', async () => {
  const hosted = await sinceThen(['T0ACME'])
  const { knex } = hosted.database
  await knex.raw(`
    insert into workspaces (workspace_id, name, installed_at) values ('T0ACME', 'Acme', now());
    insert into members (workspace_id, id, name, zone, fetched_at) values ('T0ACME', 'U0ADA00001', 'Ada', 'UTC', now())`)
  await expect(startWithItsToken(hosted)).rejects.toThrow('T0ACME has data of its own already')
  expect(await keptUnder(hosted, 'E0GRID')).toEqual(all)
  expect(await keptUnder(hosted, 'T0ACME')).toMatchObject({ members: 1, requests: 0 })
})
