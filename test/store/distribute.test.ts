import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { distribute } from '../../src/store/distribute.ts'
import { type Database, openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { createDatabase, type FreshDatabase } from '../support/fresh-database.ts'
import { describeTables } from '../support/partition.ts'
import { packagedServer } from '../support/server.ts'
import { makeCoordinator } from '../support/stub-coordinator.ts'

let fresh: FreshDatabase
let database: Database
const sent: string[] = []

const rowsOf = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await database.knex.raw<{ rows: Record<string, unknown>[] }>(sql)).rows

beforeAll(async () => {
  fresh = await createDatabase((await packagedServer()).url)
  database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 2 })
  await migrator(database.knex).up()
})
afterAll(async () => {
  // The role belongs to the whole server.
  await database.knex.raw('alter role mentorship_app nologin')
  await database.close()
  await fresh.drop()
})

it('is refused on a server without Citus, and on a coordinator without nodes, with what to do', async () => {
  await expect(distribute(database.knex)).rejects.toThrow('create extension citus')
  const run = promisify(execFile)
  const env = { ...process.env, DATABASE_URL: fresh.url }
  const failed = run(process.execPath, ['--import', 'tsx', 'src/distribute-cli.ts'], { env })
  await expect(failed).rejects.toMatchObject({ code: 69, stderr: expect.stringContaining('has no Citus') })
  await makeCoordinator(fresh.url)
  await database.knex.raw('update pg_catalog.pg_dist_node set shouldhaveshards = false')
  await expect(distribute(database.knex)).rejects.toThrow('citus_add_node')
  await database.knex.raw('update pg_catalog.pg_dist_node set shouldhaveshards = true')
})

it('spreads every table of a workspace by it, those that others refer to first, all in one group', async () => {
  database.knex.on('query', ({ sql }: { sql: string }) => sent.push(sql))
  const done = await distribute(database.knex)
  const walled = (await describeTables(database.knex)).map(({ name }) => name)
  expect([...done].sort()).toEqual(walled.filter((name) => name !== 'installations'))
  expect(done[0]).toBe('workspaces')
  const calls = sent.filter((sql) => sql.includes('create_distributed_table'))
  expect(calls).toEqual(
    done.map(
      (name) =>
        `select create_distributed_table('${name}', 'workspace_id', colocate_with => '${name === 'workspaces' ? 'none' : 'workspaces'}')`,
    ),
  )
  // In this order: Citus copies no rows where walls are forced, and asks its nodes as the app's role.
  const nth = (part: string) => sent.findIndex((sql) => sql.includes(part))
  expect(nth('role mentorship_app login')).toBeLessThan(nth('no force row level security'))
  expect(nth('no force row level security')).toBeLessThan(nth('create_distributed_table'))
  expect(sent.filter((sql) => /no force/.test(sql)).length).toBe(walled.length - 1)
})

it('leaves the rest as it was: rights, policies, constraints, the walls themselves, and what belongs to no workspace', async () => {
  const spread = await rowsOf(`select logicalrelid::text as name from pg_dist_partition`)
  const names = spread.map(({ name }) => name)
  for (const kept of ['installations', 'oauth_states', 'knex_migrations', 'knex_migrations_lock'])
    expect(names).not.toContain(kept)
  const [role] = await rowsOf(
    `select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = 'mentorship_app'`,
  )
  expect(role).toEqual({ rolcanlogin: true, rolsuper: false, rolbypassrls: false })
  const unwalled = await rowsOf(
    `select relname from pg_class where oid in (select logicalrelid from pg_dist_partition)
       and (not relrowsecurity or relforcerowsecurity or relowner = 'mentorship_app'::regrole)`,
  )
  expect(unwalled).toEqual([])
})

it('spreads nothing twice, and then what a later migration creates', async () => {
  expect(await distribute(database.knex)).toEqual([])
  await database.knex.raw(
    `create table later (workspace_id text not null references workspaces, id text, primary key (workspace_id, id))`,
  )
  await database.knex.raw('select raise_walls()')
  await migrator(database.knex).down()
  sent.length = 0
  await migrator(database.knex).up()
  const spread = sent.filter((sql) => sql.includes('create_distributed_table'))
  expect(spread).toContain(
    `select create_distributed_table('later', 'workspace_id', colocate_with => 'workspaces')`,
  )
  // Beside it only what the newest migration makes anew.
  const anew = sent.flatMap((sql) => /create table (\w+)/.exec(sql)?.[1] ?? [])
  expect(spread.length).toBe(1 + anew.length)
  expect(await rowsOf(`select relname from pg_class where relforcerowsecurity`)).toEqual([
    { relname: 'installations' },
  ])
})

it('makes every function that looks over all workspaces, with the arguments that it has elsewhere', async () => {
  const looks = await rowsOf(
    `select proname, pg_get_function_identity_arguments(oid), prosecdef, prosrc like '%set_config%' as sets from pg_proc
     where proname ~ '^(workspaces|installations)_' and pronamespace = current_schema()::regnamespace order by 1`,
  )
  // None twice, as it would be with other arguments; those over installations, which are in one place, stay.
  expect(looks.map(({ proname, prosecdef, sets }) => [proname, prosecdef, sets])).toEqual(
    [...new Set(looks.map(({ proname }) => String(proname)))].map((name) => [
      name,
      true,
      name.startsWith('installations_'),
    ]),
  )
})

/** The first migrations were written for one Postgres, and ran before anything was spread. */
const FIRST_TO_BE_SPREAD = '20261201170000'

it('migrations since then send one statement in a message, and drop one object in a statement', async () => {
  const { rows } = await database.knex.raw(`select name from knex_migrations where name >= ?`, [
    FIRST_TO_BE_SPREAD,
  ])
  expect(rows.length).toBeGreaterThan(0)
  sent.length = 0
  for (const _ of rows) await migrator(database.knex).down()
  await migrator(database.knex).up()
  const bare = sent.map((sql) => sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, '').replace(/'[^']*'/g, ''))
  expect(bare.filter((sql) => /;\s*\S/.test(sql))).toEqual([])
  expect(bare.filter((sql) => /^\s*drop\s+\w+\s+[^(]*,/i.test(sql))).toEqual([])
})
