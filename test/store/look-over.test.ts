import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time/time.ts'
import { forgetWorkspace, WORKSPACE_TABLES } from '../../src/store/forget-workspace.ts'
import { allWorkspaces } from '../../src/store/look-over.ts'
import { raiseWalls } from '../support/knex-transaction.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase(2)
})
afterAll(() => database.close())

const now = Date.now()

const run = (sql: string) =>
  database.knex.transaction(async (trx) => {
    await raiseWalls(trx, ['T0IDLE', 'T0BUSY', 'T0LATER', 'T0GONE'])
    await trx.raw(sql)
  })

it('Only workspaces in which something is due are looked at', async () => {
  await run(`insert into workspaces (workspace_id, name, installed_at, uninstalled_at) values
    ('T0IDLE', 'Idle', now(), null), ('T0BUSY', 'Busy', now(), null), ('T0LATER', 'Later', now(), null),
    ('T0GONE', 'Gone', now(), now())`)
  await run(`insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at) values
    ('T0BUSY', 'one', 'post', '{}', 'one', now(), now() - interval '1 minute'),
    ('T0BUSY', 'two', 'home', '{}', 'two', now(), now() - interval '1 minute'),
    ('T0LATER', 'one', 'post', '{}', 'one', now(), now() + interval '1 hour')`)
  const all = allWorkspaces(database.knex)
  expect(await all.due(now)).toEqual(['T0BUSY'])
  expect([...(await all.due(now + DAY))].sort()).toEqual(['T0BUSY', 'T0LATER'])
  expect([...(await all.toPlan(now, now + MINUTE))].sort()).toEqual(['T0BUSY', 'T0LATER'])
  expect(await all.toForget(now)).toEqual([])
  expect([...(await all.installed())].sort()).toEqual(['T0BUSY', 'T0IDLE', 'T0LATER'])
  expect(await all.removed()).toEqual(['T0GONE'])
  expect(await all.toPrune({ finished: now, received: now, counted: now })).toEqual([])
})

it('A workspace is looked at while somebody is being forgotten, and when somebody left for as long as it keeps them', async () => {
  const all = allWorkspaces(database.knex)
  await run(`insert into forgettings (workspace_id, member_id, former_id, asked_at) values ('T0LATER', 'A', 'B', now());
    insert into members (workspace_id, id, name, zone, fetched_at, is_deactivated, left_at)
      values ('T0IDLE', 'U1', '', 'UTC', now(), true, now()), ('T0BUSY', 'U1', '', 'UTC', now(), true, now());
    update workspaces set settings = '{"forget_after_days": 10.4}' where workspace_id = 'T0IDLE';
    update workspaces set settings = '{"forget_after_days": "soon"}' where workspace_id = 'T0BUSY'`)
  expect(await all.toForget(now)).toEqual(['T0LATER'])
  expect([...(await all.toForget(now + 9 * DAY))].sort()).toEqual(['T0LATER'])
  expect([...(await all.toForget(now + 11 * DAY))].sort()).toEqual(['T0IDLE', 'T0LATER'])
  expect([...(await all.toForget(now + 366 * DAY))].sort()).toEqual(['T0BUSY', 'T0IDLE', 'T0LATER'])
})

it('Forgetting a workspace empties every table of it, and nothing of another', async () => {
  const { rows } = await database.knex.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by 1`,
  )
  // An installation is a team's or organisation's, and goes by itself.
  const walled = rows
    .map(({ name }) => name)
    .filter((name) => !['workspaces', 'installations'].includes(name))
  expect([...WORKSPACE_TABLES].sort()).toEqual(walled)
  await forgetWorkspace(database.knex)('T0BUSY')
  const all = allWorkspaces(database.knex)
  expect(await all.due(now + DAY)).toEqual(['T0LATER'])
  expect([...(await all.installed())].sort()).toEqual(['T0IDLE', 'T0LATER'])
})
