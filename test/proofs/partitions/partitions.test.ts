import type { Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { createDatabase, type FreshDatabase } from '../../support/fresh-database.ts'
import { describeTables, PARTITIONS, partitionByWorkspace } from '../../support/partition.ts'
import { packagedServer } from '../../support/server.ts'

let fresh: FreshDatabase
let database: Database
let plain: Awaited<ReturnType<typeof describeTables>>

// Partitions like these need Postgres 17, and the server of `DATABASE_URL` may be an older one.
beforeAll(async () => {
  fresh = await createDatabase((await packagedServer()).url)
  database = await openDatabase({ url: fresh.url, dataDir: '' })
  await migrator(database.knex).up()
  plain = await describeTables(database.knex)
  await database.knex.raw(earlier)
  await partitionByWorkspace(database.knex)
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const session = (id: string, from: string) => /* sql */ `
  insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
    values ('T', '${id}', '2030-01-01 ${from}Z', '2030-01-01 10:00Z', '', '', '${id}', 'A', now());
  insert into session_members (workspace_id, session_id, member_id, role, busy)
    values ('T', '${id}', 'A', 'mentor', '[2030-01-01 ${from}Z, 2030-01-01 10:00Z)')`

const delivery = (id: string) => /* sql */ `
  insert into deliveries (workspace_id, id, notice, lane, order_key, created_at, run_at)
    values ('T', '${id}', '{}', 'home', 'o', now(), now())`

/** What was there before the tables were partitioned. */
const earlier = /* sql */ `
  insert into workspaces (workspace_id, name, installed_at) values ('T', 'Here', now());
  insert into members (workspace_id, id, name, zone, fetched_at) values ('T', 'A', 'A', 'UTC', now());
  ${session('first', '09:00')};
  ${delivery('one')}; ${delivery('two')}`

const rowsOf = async (knex: Knex, sql: string): Promise<Record<string, unknown>[]> =>
  (await knex.raw<{ rows: Record<string, unknown>[] }>(sql)).rows

describe('the tables partitioned by hash of the workspace', () => {
  it('are all those with a workspace, otherwise unchanged in the catalogue', async () => {
    expect(plain.length).toBeGreaterThan(9)
    const expected = plain.map((table) => ({ ...table, options: [] }))
    expect(await describeTables(database.knex)).toEqual(expected)
    const counted = await rowsOf(
      database.knex,
      `select inhparent::regclass::text as name, count(*)::int from pg_inherits join pg_class on oid = inhparent
       where relkind = 'p' group by 1 order by 1`,
    )
    expect(counted).toEqual(plain.map(({ name }) => ({ name, count: PARTITIONS })))
  })

  it('need the workspace in every constraint, and all but one begin with it; that one begins with its hash', () => {
    const unique = plain.flatMap(({ constraints, indexes }) => [
      ...constraints.filter(({ type }) => type !== 'c').map(({ definition }) => definition),
      ...indexes.filter((definition) => definition.startsWith('CREATE UNIQUE')),
    ])
    expect(unique.length).toBeGreaterThan(30)
    expect(unique.filter((definition) => !definition.includes('(workspace_id'))).toEqual([
      'EXCLUDE USING gist (member_key WITH =, busy WITH &&, workspace_id WITH =) WHERE (active)',
    ])
  })

  it('refuse a unique constraint that lacks it', async () => {
    const planted = database.knex.raw('alter table sessions add constraint planted unique (intent)')
    await expect(planted).rejects.toThrow('must include all partitioning columns')
  })

  it('keep the existing rows, and count on from them', async () => {
    await database.knex.raw(delivery('three'))
    const [kept] = await rowsOf(
      database.knex,
      `select (select count(*)::int from members) as members, (select count(*)::int from session_members) as booked,
        (select array_agg(id order by position) from deliveries) as deliveries,
        (select count(distinct position)::int from deliveries) as positions`,
    )
    expect(kept).toEqual({ members: 1, booked: 1, deliveries: ['one', 'two', 'three'], positions: 3 })
  })

  it('keep a member from having two sessions at once', async () => {
    await expect(database.knex.raw(session('second', '09:30'))).rejects.toThrow(
      'violates exclusion constraint',
    )
  })

  it('let the app read and write nothing through a partition itself, on which it has no rights', async () => {
    const attempt = database.knex.transaction(async (trx) => {
      await trx.raw('set local role mentorship_app')
      await trx.raw('select from requests_0')
    })
    await expect(attempt).rejects.toThrow('permission denied')
  })
})
