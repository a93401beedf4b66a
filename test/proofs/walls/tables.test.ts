import type { Knex } from 'knex'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { APP_ROLE } from '../../../src/store/sql/app-role.ts'
import { type Database, openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { testDatabase } from '../../support/database.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'

/** Knex's record of migrations belongs to no workspace, and the app's role has no rights on it. */
const OF_NO_WORKSPACE = ['knex_migrations', 'knex_migrations_lock']

/** Says that somebody began to install the app, and not who or where; the app's role writes and deletes there. */
const BEFORE_ANY_WORKSPACE = ['oauth_states']

/** Where a function that looks over all workspaces may read, as the tables' owner and while it runs. */
const LOOKED_OVER = [
  'calendar_addresses',
  'calendar_sources',
  'deliveries',
  'forgettings',
  'installations',
  'members',
  'open_sessions',
  'receipts',
  'report_days',
  'requests',
  'sessions',
  'suggestions',
  'workspaces',
]

const OURS = 'T0OURS'
const THEIRS = 'T0THEIRS'

type Row = Record<string, unknown>
const rowsOf = async (trx: Knex, sql: string, bindings: Knex.RawBinding[] = []): Promise<Row[]> =>
  (await trx.raw<{ rows: Row[] }>(sql, bindings)).rows

const tablesOf = async (trx: Knex): Promise<string[]> => {
  const found = await rowsOf(
    trx,
    `select relname from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`,
  )
  return found
    .map(({ relname }) => String(relname))
    .filter((name) => ![...OF_NO_WORKSPACE, ...BEFORE_ANY_WORKSPACE].includes(name))
}

const takenBack = new Error('only a rehearsal')

/** Runs the work on tables without constraints, each with one row from either workspace, and rolls it back. */
const rehearse = async (
  knex: Knex,
  work: (trx: Knex.Transaction, tables: readonly string[]) => Promise<void>,
) => {
  const run = knex.transaction(async (trx) => {
    const tables = await tablesOf(trx)
    const constraints = await rowsOf(
      trx,
      `select conrelid::regclass as name, quote_ident(conname) as con from pg_constraint
       where connamespace = current_schema()::regnamespace and contype in ('c', 'f', 'x')
       order by contype = 'f' desc`,
    )
    for (const { name, con } of constraints) await trx.raw(`alter table ${name} drop constraint ${con}`)
    await see(trx, `${OURS},${THEIRS}`)
    for (const table of tables) for (const workspace of [OURS, THEIRS]) await addRow(trx, table, workspace)
    await work(trx, tables)
    throw takenBack
  })
  await run.catch((error: unknown) => {
    if (error !== takenBack) throw error
  })
}

const see = async (trx: Knex, workspaces: string) => {
  await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [workspaces])
}

const samples: Record<string, string> = {
  text: `'x'`,
  timestamptz: 'now()',
  date: 'current_date',
  jsonb: `'{}'`,
  bool: 'false',
  tstzrange: `tstzrange(now(), now() + interval '1 hour')`,
  bytea: `'\\x00'`,
  _text: `'{}'`,
  tstzmultirange: `'{}'`,
}

const addRow = async (trx: Knex, table: string, workspace: string) => {
  const columns = await rowsOf(
    trx,
    `select quote_ident(attname) as column, typname as type from pg_attribute join pg_type on pg_type.oid = atttypid
     where attrelid = ?::regclass and attnum > 0 and not attisdropped
       and attnotnull and attgenerated = '' and attidentity = '' and attname <> 'workspace_id'`,
    [table],
  )
  const names = ['workspace_id', ...columns.map(({ column }) => column)].join(', ')
  const values = [`'${workspace}'`, ...columns.map(({ type }) => samples[String(type)] ?? '1')].join(', ')
  await trx.raw(`insert into ${table} (${names}) values (${values})`)
}

/** How many rows the statement touched, or why it may not. Its effects are rolled back. */
const attempt = async (trx: Knex.Transaction, sql: string): Promise<number | string> => {
  await trx.raw('savepoint attempt')
  try {
    return (await trx.raw<{ rowCount: number }>(sql)).rowCount
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code) return error.code
    throw error
  } finally {
    await trx.raw('rollback to savepoint attempt')
  }
}

const acts = (table: string) => ({
  select: `select * from ${table} where workspace_id = '${OURS}'`,
  'select without where': `select * from ${table}`,
  update: `update ${table} set workspace_id = workspace_id where workspace_id = '${OURS}'`,
  'update without where': `update ${table} set workspace_id = workspace_id`,
  delete: `delete from ${table} where workspace_id = '${OURS}'`,
  'delete without where': `delete from ${table}`,
  insert: `insert into ${table} (workspace_id) values ('${OURS}')`,
  'move elsewhere': `update ${table} set workspace_id = 'T0ELSEWHERE'`,
})
/** Postgres' insufficient_privilege: the row would be behind the wall. */
const REFUSED = '42501'

const holds = (knex: () => Knex, takeRole: (trx: Knex) => Promise<void>) => {
  it.each([
    ['an empty workspace', '', 0],
    ['a workspace that is not there', 'T0NOBODY', 0],
    ['half a workspace’s name', 'T0OUR', 0],
    ['a pattern', '%', 0],
    ['the other workspace', THEIRS, 1],
  ])('with %s, no statement of any table touches a row', async (_says, setting, own) => {
    await rehearse(knex(), async (trx, tables) => {
      await takeRole(trx)
      await see(trx, setting)
      for (const table of tables) {
        const found: Record<string, number | string> = {}
        for (const [act, sql] of Object.entries(acts(table))) found[act] = await attempt(trx, sql)
        expect({ table, ...found }).toEqual({
          table,
          select: 0,
          'select without where': own,
          update: 0,
          'update without where': own,
          delete: 0,
          'delete without where': own,
          insert: REFUSED,
          'move elsewhere': own === 0 ? 0 : REFUSED,
        })
      }
    })
  })

  it('with the workspace itself, every statement reaches its rows and no others', async () => {
    await rehearse(knex(), async (trx, tables) => {
      await takeRole(trx)
      await see(trx, OURS)
      for (const table of tables) {
        const { insert, 'move elsewhere': move, ...reaching } = acts(table)
        for (const [act, sql] of Object.entries(reaching)) {
          expect([table, act, await attempt(trx, sql)]).toEqual([table, act, 1])
        }
        // Refused for missing columns or an existing row, but not by the wall.
        expect([table, await attempt(trx, insert)]).not.toEqual([table, REFUSED])
        expect([table, await attempt(trx, move)]).toEqual([table, REFUSED])
      }
    })
  })

  it('with no workspace named in the session, there is nothing', async () => {
    await knex().transaction(async (trx) => {
      await takeRole(trx)
      for (const table of await tablesOf(trx)) {
        expect([table, await rowsOf(trx, `select * from ${table} limit 1`)]).toEqual([table, []])
      }
    })
  })
}

const takeAppRole = async (trx: Knex) => {
  await trx.raw(`set local role ${APP_ROLE}`)
}

describe('the walls, in the app’s role, on the tests’ kind of database,', () => {
  let database: Database
  let leave = async () => {}
  beforeAll(async () => {
    if (inject('database').kind === 'embedded') {
      database = await testDatabase()
      return
    }
    // A rehearsal locks every table, so it must not use those of other tests running at the same time.
    const fresh = await createDatabase((await postgresServer()).url)
    database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 3 })
    await migrator(database.knex).up()
    leave = async () => {
      await database.close()
      await fresh.drop()
    }
  })
  afterAll(() => leave())

  holds(() => database.knex, takeAppRole)

  it('stand around every table: forced, by one policy for every act and everybody (and one for looking over, by its owner), workspace first in its key', async () => {
    const found = await rowsOf(
      database.knex,
      `select c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         (select array_agg(p.polname || ' ' || p.polcmd::text || ' ' || p.polpermissive || ' ' ||
            replace(p.polroles::text, c.relowner::text, 'owner') order by p.polname)
          from pg_policy p where p.polrelid = c.oid) as policies,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as first
       from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       order by 1`,
    )
    const walled = found.filter(
      ({ table }) => ![...OF_NO_WORKSPACE, ...BEFORE_ANY_WORKSPACE].includes(String(table)),
    )
    expect(walled.length).toBeGreaterThanOrEqual(8)
    for (const row of walled) {
      expect(row).toEqual({
        table: row.table,
        enabled: true,
        forced: true,
        policies: [
          ...(LOOKED_OVER.includes(String(row.table)) ? ['looked_over r true {owner}'] : []),
          'workspace_wall * true {0}',
        ],
        first: 'workspace_id',
      })
    }
  })

  it('hold back a role that owns nothing, bypasses nothing, belongs to no other role and cannot log in', async () => {
    const [role] = await rowsOf(
      database.knex,
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
         (select count(*)::int from pg_class where relowner = r.oid) as owned,
         (select count(*)::int from pg_auth_members where member = r.oid) as memberships,
         (select count(*)::int from unnest(?::text[]) t(name), unnest(array['select', 'insert', 'update', 'delete']) p(act)
          where has_table_privilege(r.oid, t.name, p.act)) as rights
       from pg_roles r where rolname = ?`,
      [OF_NO_WORKSPACE, APP_ROLE],
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      rolreplication: false,
      owned: 0,
      memberships: 0,
      rights: 0,
    })
  })

  it('are set up for one transaction, and are gone from the connection when the next one borrows it', async () => {
    const state = `select current_user::text as role, coalesce(current_setting('mentorship.workspaces', true), '') as named`
    const [connecting] = await rowsOf(database.knex, 'select session_user::text as name')
    const inside = await inWorkspace(database.knex)(workspaceId(OURS), (tx) => tx.rows(state))
    expect(inside).toEqual([{ role: APP_ROLE, named: OURS }])
    const broken = inWorkspace(database.knex)(workspaceId(OURS), (tx) => tx.rows('select 1 / 0'))
    await expect(broken).rejects.toThrow('division by zero')
    const listed = await statements(database.knex, [workspaceId(OURS), workspaceId(THEIRS)])(state, {})
    expect(listed).toEqual([{ role: APP_ROLE, named: `${OURS},${THEIRS}` }])
    const after = await Promise.all(Array.from({ length: 10 }, () => rowsOf(database.knex, state)))
    for (const rows of after) expect(rows).toEqual([{ role: connecting?.name, named: '' }])
  })

  it('show the worker the workspaces of its list, and let no name reach past its own', async () => {
    const [one, two] = [workspaceId('T0WALLONE'), workspaceId('T0WALLTWO')]
    const act = inWorkspace(database.knex)
    const add = (name: typeof one) =>
      act(name, (tx) =>
        tx.rows(`insert into workspaces (workspace_id, name, installed_at) values (:workspace, 'Wall', now())
          on conflict do nothing`),
      )
    await add(one)
    await add(two)
    const names = async (...list: (typeof one)[]) =>
      (
        await statements(database.knex, list)(`select workspace_id as name from workspaces order by 1`, {})
      ).map(({ name }) => name)
    expect(await names(one)).toEqual([one])
    expect(await names(one, two)).toEqual([one, two])
    expect(await names()).toEqual([])
    await expect(act(workspaceId(`${one},${two}`), async () => {})).rejects.toThrow(
      'no workspace has an id like this',
    )
    await expect(names(workspaceId(`${one},${two}`))).rejects.toThrow('no workspace has an id like this')
  })
})

describe('the walls, where an ordinary user of a server owns the tables,', () => {
  let database: Database
  let drop: () => Promise<void>
  beforeAll(async () => {
    const { url } = await postgresServer()
    const administrator = await openDatabase({ url, dataDir: '' }, { poolSize: 1 })
    const name = `owner_${crypto.randomUUID().replaceAll('-', '')}`
    await administrator.knex.raw(`create role ${name} login password 'ordinary'`)
    await administrator.knex.raw(`grant ${APP_ROLE} to ${name}`)
    await administrator.knex.raw(`create database ${name} owner ${name} template template0 encoding 'UTF8'`)
    drop = async () => {
      await administrator.knex.raw(`drop database ${name} with (force)`)
      await administrator.knex.raw(`drop role ${name}`)
      await administrator.close()
    }
    const own = new URL(url)
    Object.assign(own, { username: name, password: 'ordinary', pathname: `/${name}` })
    database = await openDatabase({ url: own.href, dataDir: '' }, { poolSize: 3 })
    await migrator(database.knex).up()
  })
  afterAll(async () => {
    await database.close()
    await drop()
  })

  holds(
    () => database.knex,
    async () => {},
  )

  it('let functions look over all workspaces, which give ids and nothing else', async () => {
    await rehearse(database.knex, async (trx) => {
      await see(trx, '')
      const installed = `select string_agg(id, ' ' order by id) as ids from workspaces_installed() id`
      await takeAppRole(trx)
      expect(await rowsOf(trx, installed)).toEqual([{ ids: `${OURS} ${THEIRS}` }])
      const { due, plan } = Object.fromEntries(
        await Promise.all(
          Object.entries({
            due: `select count(*)::int from workspaces_due(now())`,
            plan: `select count(*)::int from workspaces_to_plan(now() - interval '1 day', now() + interval '1 minute')`,
          }).map(async ([name, sql]) => [name, (await rowsOf(trx, sql))[0]?.count]),
        ),
      )
      expect([due, plan]).toEqual([expect.any(Number), 2])
      // What opens the functions' eyes opens nobody else's.
      await trx.raw(`select set_config('mentorship.looks_over', 'on', true)`)
      for (const table of LOOKED_OVER)
        expect([table, await attempt(trx, `select * from ${table}`)]).toEqual([table, 0])
    })
  })

  it('hold back the app’s role there too', async () => {
    await rehearse(database.knex, async (trx, tables) => {
      await takeAppRole(trx)
      await see(trx, THEIRS)
      for (const table of tables) {
        expect([table, await attempt(trx, `delete from ${table}`)]).toEqual([table, 1])
        expect([table, await attempt(trx, acts(table).select)]).toEqual([table, 0])
      }
    })
  })
})
