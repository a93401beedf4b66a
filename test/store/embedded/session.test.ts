import type { Knex } from 'knex'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import type { Database } from '../../../src/store/sql/database.ts'
import { openInMemory } from '../../support/in-memory.ts'
import { loadDump } from '../../support/prepared-database.ts'

const prepared = inject('database')

/** How the stock driver copes with a Postgres that is a single session in this process. */
describe.skipIf(prepared.kind === 'server')('the embedded database through the stock driver', () => {
  let database: Database
  let knex: Knex
  beforeAll(async () => {
    if (prepared.kind === 'server') return
    database = await openInMemory(await loadDump(prepared.dump))
    knex = database.knex
    await knex.raw('create table notes (number integer primary key)')
    return () => database.close()
  })
  beforeEach(() => knex('notes').delete())

  const numbers = () => knex('notes').orderBy('number').pluck('number')

  it('lets timers fire while transactions follow one another', async () => {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 1)
    for (let number = 1; number <= 300; number += 1) {
      await knex.transaction((trx) => trx('notes').insert({ number }))
    }
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(30)
  })

  it('answers queries asked all at once, each with its own result', async () => {
    const asked = Array.from({ length: 60 }, (_, index) => index)
    const answers = await Promise.all(asked.map((n) => knex.raw('select ?::int as n', [n])))
    expect(answers.map(({ rows }) => rows[0].n)).toEqual(asked)
  })

  it('keeps transactions that are started all at once apart', async () => {
    await knex('notes').insert({ number: 0 })
    const increment = () =>
      knex.transaction(async (trx) => {
        const [number] = await trx('notes').pluck('number')
        await trx('notes').update({ number: number + 1 })
      })
    await Promise.all(Array.from({ length: 20 }, increment))
    expect(await numbers()).toEqual([20])
  })

  it('goes on after a statement that fails', async () => {
    await expect(knex.raw('select nonsense')).rejects.toMatchObject({ code: '42703' })
    await knex('notes').insert({ number: 1 })
    await expect(knex('notes').insert({ number: 1 })).rejects.toMatchObject({ code: '23505' })
    expect(await numbers()).toEqual([1])
  })

  it('rolls back all of a transaction that fails', async () => {
    const failing = knex.transaction(async (trx) => {
      await trx('notes').insert({ number: 1 })
      await trx('notes').insert({ number: 1 })
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(await numbers()).toEqual([])
  })

  it('rolls back what a lost connection had begun, and forgets its prepared statements', async () => {
    const named = (client: Pick<Knex.Client, 'query'>) =>
      client.query({ name: 'one', text: 'select 1 as one' }, undefined)
    const connection = await knex.client.acquireConnection()
    await named(connection)
    await connection.query('begin')
    await connection.query('insert into notes values (1)')
    await connection.end()
    await knex.client.releaseConnection(connection)

    expect(await numbers()).toEqual([])
    const next = await knex.client.acquireConnection()
    await expect(named(next)).resolves.toMatchObject({ rows: [{ one: 1 }] })
    await knex.client.releaseConnection(next)
  })

  it('carries a result far larger than one buffer', async () => {
    const { rows } = await knex.raw(`select n, repeat('x', 1000) as filler from generate_series(1, 5000) n`)
    expect(rows).toHaveLength(5000)
    expect(rows[4999]).toEqual({ n: 5000, filler: 'x'.repeat(1000) })
  })

  describe('when nothing is asked of it', () => {
    const asked: string[] = []
    let quiet: Database
    beforeAll(async () => {
      if (prepared.kind === 'server') return
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      quiet = await openInMemory(await loadDump(prepared.dump))
      quiet.knex.on('query', ({ sql }: { sql: string }) => asked.push(sql))
      return async () => {
        await quiet.close()
        vi.useRealTimers()
      }
    })
    afterEach(() => asked.splice(0))

    const halfAMinute = () => vi.advanceTimersByTime(30_000)
    const tidied = () => vi.waitUntil(() => asked.includes('checkpoint'), 10_000)

    it('it is vacuumed and checkpointed, once', async () => {
      await quiet.knex.raw('select 1')
      halfAMinute()
      expect(asked).toEqual(['select 1'])
      halfAMinute()
      await tidied()
      expect(asked.some((sql) => sql.startsWith('vacuum (analyze) public.'))).toBe(true)
      asked.splice(0)
      halfAMinute()
      halfAMinute()
      expect(asked).toEqual([])
    })

    it('it is done after ten minutes at the latest, however busy it is', async () => {
      for (let look = 1; look < 20; look += 1) {
        await quiet.knex.raw('select 1')
        halfAMinute()
      }
      expect(asked.filter((sql) => sql !== 'select 1')).toEqual([])
      await quiet.knex.raw('select 1')
      halfAMinute()
      await tidied()
    })
  })
})
