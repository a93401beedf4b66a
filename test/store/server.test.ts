import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { createDatabase, type FreshDatabase } from '../support/fresh-database.ts'
import { postgresServer } from '../support/server.ts'

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
    const { rows } = await database.knex.raw('select current_setting(?) as value', [name])
    return rows[0].value
  }

  test('is used through several connections, no more than it was asked for', async () => {
    const pids = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const { rows } = await database.knex.raw('select pg_backend_pid() as pid, pg_sleep(0.02)')
        return rows[0].pid
      }),
    )
    expect(new Set(pids).size).toBe(3)
  })

  test('works in UTC, and lets no statement or idle transaction go on for ever', async () => {
    expect(await setting('TimeZone')).toBe('UTC')
    expect(await setting('statement_timeout')).toBe('10s')
    expect(await setting('idle_in_transaction_session_timeout')).toBe('10s')
  })

  test('is used again, without a restart, after its connections were lost', async () => {
    await database.knex.raw('select 1')
    const admin = await openDatabase({ url: (await postgresServer()).url, dataDir: '' }, { poolSize: 1 })
    const { rows } = await admin.knex.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
      [new URL(fresh.url).pathname.slice(1)],
    )
    await admin.close()
    expect(rows.length).toBeGreaterThan(0)
    // Each of the three may first have to notice.
    const ask = () => database.knex.raw('select 1 as one')
    expect(await vi.waitFor(ask, { timeout: 10_000 })).toMatchObject({ rows: [{ one: 1 }] })
  })

  test('that does not answer is named in one sentence, without the password', async () => {
    const attempt = openDatabase({ url: 'postgres://someone:secret@127.0.0.1:1/nowhere', dataDir: '' })
    await expect(attempt).rejects.toMatchObject({
      name: 'DatabaseFault',
      message:
        'The database server at 127.0.0.1:1 (DATABASE_URL) cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    })
  })

  test('that does not have the database is told so', async () => {
    const url = new URL(fresh.url)
    url.pathname = '/not_there'
    await expect(openDatabase({ url: url.href, dataDir: '' })).rejects.toThrow(
      'database "not_there" does not exist',
    )
  })
})
