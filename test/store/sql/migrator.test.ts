import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { noticeKinds } from '../../../src/domain/notices.ts'
import { type Database, openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { createDatabase } from '../../support/fresh-database.ts'
import { raiseWalls } from '../../support/knex-transaction.ts'
import { postgresServer } from '../../support/server.ts'

beforeAll(async () => {
  await postgresServer()
})

const leftovers: (() => unknown)[] = []
afterEach(async () => {
  for (const tidy of leftovers.splice(0).reverse()) await tidy()
})

/** An empty database, opened by this many instances of the app. */
const instances = async (count: number): Promise<Database[]> => {
  const { url } = await postgresServer()
  const fresh = await createDatabase(url)
  leftovers.push(fresh.drop)
  const opened = await Promise.all(
    Array.from({ length: count }, () => openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 2 })),
  )
  leftovers.push(() => Promise.all(opened.map((database) => database.close())))
  return opened
}

const instance = async (): Promise<Database> => {
  const [only] = await instances(1)
  if (!only) throw new Error('one was asked for')
  return only
}

const migrationsFrom = (files: Record<string, { up: string; down?: string }>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'mentorship-migrations-'))
  leftovers.push(() => rmSync(directory, { recursive: true }))
  for (const [name, { up, down = 'select 1' }] of Object.entries(files)) {
    const body = (sql: string) => `async (knex) => { await knex.raw(${JSON.stringify(sql)}) }`
    writeFileSync(join(directory, name), `export const up = ${body(up)}\nexport const down = ${body(down)}\n`)
  }
  return directory
}

const pears = { up: 'create table pears (id text)', down: 'drop table pears' }
const plums = { up: 'create table plums (id text)', down: 'drop table plums' }

describe('migrations', () => {
  it('are applied in the order of their names, and rolled back one at a time', async () => {
    const directory = migrationsFrom({
      '20260102000000_create_plums.mjs': plums,
      '20260101000000_create_pears.mjs': pears,
      'README.md': { up: '' },
    })
    const { knex } = await instance()
    const { up, down, status } = migrator(knex, directory)
    const [first, second] = ['20260101000000_create_pears', '20260102000000_create_plums']
    expect(await status()).toEqual({ current: false, pending: [first, second] })
    expect(await up()).toEqual([first, second])
    expect(await status()).toEqual({ current: true, pending: [] })
    expect(await up()).toEqual([])
    expect(await down()).toBe(second)
    expect(await knex.schema.hasTable('plums')).toBe(false)
    expect(await knex.schema.hasTable('pears')).toBe(true)
    expect(await status()).toEqual({ current: false, pending: [second] })
    expect(await down()).toBe(first)
    expect(await down()).toBeUndefined()
  })

  it('are the same whatever extension their files have', async () => {
    const { knex } = await instance()
    await migrator(knex, migrationsFrom({ '20260101000000_create_pears.mjs': pears })).up()
    const built = migrator(knex, migrationsFrom({ '20260101000000_create_pears.js': pears }))
    expect(await built.status()).toEqual({ current: true, pending: [] })
  })

  it('are applied once by several instances that start at once', async () => {
    const directory = migrationsFrom({
      '20260101000000_create_pears.mjs': pears,
      '20260102000000_create_plums.mjs': plums,
    })
    const applied = await Promise.all((await instances(4)).map(({ knex }) => migrator(knex, directory).up()))
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, 0, 2])
  })

  it('leave nothing behind when one of them fails', async () => {
    const directory = migrationsFrom({
      '20260101000000_create_pears.mjs': pears,
      '20260102000000_create_plums.mjs': { up: 'create table nonsense (id unknown_type)' },
    })
    const { knex } = await instance()
    await expect(migrator(knex, directory).up()).rejects.toThrow('unknown_type')
    expect(await knex.schema.hasTable('pears')).toBe(false)
    const mended = migrationsFrom({ '20260101000000_create_pears.mjs': pears })
    expect(await migrator(knex, mended).up()).toHaveLength(1)
  })

  it('are continued by the next instance if the one applying them is lost halfway', async () => {
    const name = '20260101000000_create_pears.mjs'
    const slow = migrationsFrom({ [name]: { up: `${pears.up}; select pg_sleep(60)` } })
    const [lost, next, observer] = await instances(3)
    if (!lost || !next || !observer) throw new Error('three were asked for')
    const activity = (condition: string) =>
      observer.knex('pg_stat_activity').whereRaw(`datname = current_database() and ${condition}`)

    const interrupted = expect(migrator(lost.knex, slow).up()).rejects.toThrow()
    const sleeping = () => activity(`wait_event = 'PgSleep'`).pluck('pid')
    await vi.waitUntil(async () => (await sleeping()).length === 1, { timeout: 10_000 })
    const waiting = migrator(next.knex, migrationsFrom({ [name]: pears })).up()
    await vi.waitUntil(async () => (await activity(`wait_event = 'advisory'`)).length === 1, {
      timeout: 10_000,
    })

    const [pid] = await sleeping()
    await observer.knex.raw('select pg_terminate_backend(?)', [pid])
    await interrupted
    expect(await waiting).toEqual(['20260101000000_create_pears'])
  })

  it('may be unknown to an older instance in a database that a newer one has migrated further', async () => {
    const { knex } = await instance()
    await migrator(
      knex,
      migrationsFrom({
        '20260101000000_create_pears.mjs': pears,
        '20260102000000_create_plums.mjs': plums,
      }),
    ).up()
    const older = migrator(knex, migrationsFrom({ '20260101000000_create_pears.mjs': pears }))
    expect(await older.status()).toEqual({ current: true, pending: [] })
    expect(await older.up()).toEqual([])
  })
})

describe('our own migrations', () => {
  it('lead from nothing to the schema, back to nothing, and to the same schema again', async () => {
    const { knex } = await instance()
    const { up, down } = migrator(knex)
    const schema = async () => {
      const { rows } = await knex.raw(
        `select c.relname, c.relkind, a.attname, a.attnotnull, format_type(a.atttypid, a.atttypmod) as type
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relname not like 'knex_%'
         order by c.relname, a.attnum`,
      )
      return rows
    }
    await up()
    const once = await schema()
    expect(once.length).toBeGreaterThan(0)
    while ((await down()) !== undefined);
    expect(await schema()).toEqual([])
    await up()
    expect(await schema()).toEqual(once)
  })

  it('leave the version before no notice that it would stop at', async () => {
    const { knex } = await instance()
    const { up, down } = migrator(knex)
    await up()
    const id = 'T0KINDS001'
    await knex.transaction(async (trx) => {
      await raiseWalls(trx, [id])
      await trx.raw('insert into workspaces (workspace_id, name, installed_at) values (?, ?, now())', [
        id,
        id,
      ])
      await trx.raw(
        `insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at)
         select ?, k, 'post', jsonb_build_object('kind', k), k, now(), now() from unnest(cast(? as text[])) k`,
        [id, [...noticeKinds]],
      )
    })
    while ((await down()) !== '20261124020000_admit_replaced_messages');
    const kinds: string[] = await knex('deliveries').orderBy('id').pluck('id')
    expect(kinds).toEqual(['calendar', 'card', 'home', 'nudge', 'reminder', 'session'])
  })

  it('carry settings along that were edited by hand', async () => {
    const { knex } = await instance()
    const { up, down } = migrator(knex)
    await up()
    while ((await down()) !== '20261201101000_settle_settings');
    const edited = {
      T0NUMBER01: { nudge_after_days: 4, guests: true },
      T0LIST0001: { nudge_after_days: [2, 5], grace_days: 3 },
      T0WORD0001: 'guests',
      T0NOTHING1: null,
    }
    await knex.transaction(async (trx) => {
      await raiseWalls(trx, Object.keys(edited))
      for (const [id, settings] of Object.entries(edited))
        await trx.raw(
          'insert into workspaces (workspace_id, name, installed_at, settings) values (?, ?, now(), cast(? as jsonb))',
          [id, id, JSON.stringify(settings)],
        )
    })
    await up()
    const kept = await knex('workspaces').select('workspace_id', 'settings')
    expect(Object.fromEntries(kept.map((row) => [row.workspace_id, row.settings]))).toEqual({
      T0NUMBER01: { nudge_after_days: [4], guests: true },
      T0LIST0001: { nudge_after_days: [2, 5], grace_days: 3 },
      T0WORD0001: {},
      T0NOTHING1: {},
    })
  })
})
