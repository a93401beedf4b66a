import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { workspaceId } from '../../../src/domain/ids.ts'
import { type Database, openDatabase } from '../../../src/store/sql/database.ts'
import { migrator } from '../../../src/store/sql/migrator.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { lockWorkspace, saveWorkspace, workspaceSettings } from '../../../src/store/workspaces.ts'
import { createDatabase, type FreshDatabase } from '../../support/fresh-database.ts'
import { postgresServer } from '../../support/server.ts'
import { MONDAY_10_UTC } from '../../support/world.ts'

describe('a database on a server', () => {
  let fresh: FreshDatabase
  let database: Database
  beforeAll(async () => {
    fresh = await createDatabase((await postgresServer()).url)
    database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 3 })
  })
  afterAll(async () => {
    await database.close()
    await fresh.drop()
  })

  const setting = async (name: string) => {
    const [row] = await statements(database.knex, [])('select current_setting(:name) as value', { name })
    return row?.value
  }

  it('is used through several connections, but no more than were asked for', async () => {
    const pids = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const { rows } = await database.knex.raw('select pg_backend_pid() as pid, pg_sleep(0.02)')
        return rows[0].pid
      }),
    )
    expect(new Set(pids).size).toBe(3)
  })

  it('works in UTC, and lets no statement or idle transaction go on forever', async () => {
    expect(await setting('TimeZone')).toBe('UTC')
    expect(await setting('statement_timeout')).toBe('10s')
    expect(await setting('idle_in_transaction_session_timeout')).toBe('10s')
  })

  it('compiles no plans, and leaves no setting behind for the next borrower of the connection', async () => {
    expect(await setting('jit')).toBe('off')
    const { rows } = await database.knex.raw(
      `select name from pg_settings where setting <> reset_val and source = 'session'`,
    )
    expect(rows).toEqual([])
  })

  it('does without prepared statements if its address says so, and accepts nothing else there', async () => {
    const named = async (said: string) => {
      const { knex, close } = await openDatabase(
        { url: `${fresh.url}?${said}`, dataDir: '' },
        { poolSize: 1 },
      )
      const [row] = await statements(knex, [])(
        'select count(*)::int as named from pg_prepared_statements',
        {},
      )
      await close()
      return row?.named
    }
    expect(await named('prepared_statements=off')).toBe(0)
    expect(await named('prepared_statements=on')).toBe(2)
    await expect(named('prepared_statements=maybe')).rejects.toThrow(
      'DATABASE_URL has prepared_statements=maybe: set it to off if a pooler mixes them up, or leave it out.',
    )
  })

  describe('whose default is a stricter isolation', () => {
    const strict = async () => {
      const { url, drop } = await createDatabase((await postgresServer()).url)
      const administrator = await openDatabase({ url, dataDir: '' }, { poolSize: 1 })
      await administrator.knex.raw(`do $$ begin execute format(
        'alter database %I set default_transaction_isolation = serializable', current_database()); end $$`)
      await administrator.close()
      return { open: () => openDatabase({ url, dataDir: '' }, { poolSize: 3 }), drop }
    }

    it('lets a transaction that waited for a lock go on with what is true by then', async () => {
      const { open, drop } = await strict()
      const { knex, close } = await open()
      await migrator(knex).up()
      const workspace = workspaceId('T0STRICT')
      const save = (name: string) =>
        inWorkspace(knex)(workspace, (tx) => saveWorkspace(tx, name, MONDAY_10_UTC))
      await save('before')
      const found = await inWorkspace(knex)(workspace, async (tx) => {
        await workspaceSettings(tx)
        await save('after')
        await lockWorkspace(tx)
        return tx.rows('select name from workspaces where workspace_id = :workspace')
      })
      expect(found).toEqual([{ name: 'after' }])
      await close()
      await drop()
    })

    it('is migrated once by several instances that start at once', async () => {
      const { open, drop } = await strict()
      const instances = await Promise.all([open(), open(), open()])
      const applied = await Promise.all(instances.map(({ knex }) => migrator(knex).up()))
      expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
      await Promise.all(instances.map(({ close }) => close()))
      await drop()
    })
  })

  it('is used again without a restart after its connections were lost', async () => {
    await database.knex.raw('select 1')
    const admin = await openDatabase({ url: (await postgresServer()).url, dataDir: '' }, { poolSize: 1 })
    const { rows } = await admin.knex.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
      [new URL(fresh.url).pathname.slice(1)],
    )
    await admin.close()
    expect(rows.length).toBeGreaterThan(0)
    // Each of the three may first have to notice the loss.
    const ask = () => database.knex.raw('select 1 as one')
    expect(await vi.waitFor(ask, { timeout: 10_000 })).toMatchObject({ rows: [{ one: 1 }] })
  })

  it('that does not answer is named in one sentence, without the password', async () => {
    const attempt = openDatabase({ url: 'postgres://someone:secret@127.0.0.1:1/nowhere', dataDir: '' })
    await expect(attempt).rejects.toMatchObject({
      name: 'DatabaseFault',
      message:
        'The database server at 127.0.0.1:1 (DATABASE_URL) cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    })
  })

  it('that takes no writes, as a replica does, is refused at once and not at the first click', async () => {
    const { url, drop } = await createDatabase((await postgresServer()).url)
    const administrator = await openDatabase({ url, dataDir: '' }, { poolSize: 1 })
    await administrator.knex.raw(`do $$ begin execute format(
      'alter database %I set default_transaction_read_only = on', current_database()); end $$`)
    await administrator.close()
    await expect(openDatabase({ url, dataDir: '' })).rejects.toThrow('takes no writes, as a replica does')
    await drop()
  })

  it('without the named database is reported', async () => {
    const url = new URL(fresh.url)
    url.pathname = '/not_there'
    await expect(openDatabase({ url: url.href, dataDir: '' })).rejects.toThrow(
      'database "not_there" does not exist',
    )
  })
})
