import type { Knex } from 'knex'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plansIn } from '../support/explained-plans.ts'
import { raiseWalls } from '../support/knex-transaction.ts'
import { type OwnDatabase, ownDatabase } from '../support/own-database.ts'
import { fill, WORKSPACES } from './plans-data.ts'
import { walkThroughAll } from './plans-walk.ts'

/** What grows with the years. */
const LARGE = /^(requests|cards|sessions|session_members|deliveries)(_|$)/
/** Indexes of what waits, or failed: few, whatever there is beside. */
const OF_FEW = /^deliveries_(due|order|merge|failed)$/

type Statement = { sql: string; bindings: readonly unknown[] }

/** Columns that a condition of an index speaks of. */
const columnsIn = (condition: string) =>
  [...condition.matchAll(/(?:ROW\()?(\w+)(?:\)?::\w+)?(?:, \w+\))? (?:=|<|>|<=|>=|<>|IS) /g)].map(
    ([, name]) => name,
  )

/** What goes through a whole table or a whole workspace, be it by an index of which too little is asked. */
const wholeScans = (explained: unknown): string[] =>
  plansIn(explained).flatMap((plan) => {
    const [node, table, index] = [plan['Node Type'], plan['Relation Name'], plan['Index Name']].map(String)
    if (node === 'Seq Scan' && LARGE.test(table ?? '')) return [`Seq Scan on ${table}`]
    if (!plan['Index Name'] || !LARGE.test(index ?? '') || OF_FEW.test(index ?? '')) return []
    const columns = columnsIn(String(plan['Index Cond'] ?? ''))
    return columns.some((name) => name !== 'workspace_id') ? [] : [`${node} of all of ${index}`]
  })

const literal = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) {
    const items = value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`)
    return pg.escapeLiteral(`{${items.join(',')}}`)
  }
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value))
}

describe('with 100,000 requests, sessions and deliveries in 50 workspaces', () => {
  let database: OwnDatabase
  const heard = new Map<string, Statement>()
  beforeAll(async () => {
    database = await ownDatabase(3)
    await fill(database.knex)
    const hear = ({ sql, bindings }: Statement) => heard.set(sql, { sql, bindings })
    database.knex.on('query', hear)
    await walkThroughAll(database.knex)
    database.knex.off('query', hear)
  }, 120_000)
  afterAll(() => database.close())

  /** As the app does it: in its role, behind the walls. */
  const scansOf = (knex: Knex, { sql, bindings }: Statement, mode: string): Promise<string[]> =>
    knex.transaction(async (trx) => {
      const every = Array.from({ length: WORKSPACES }, (_, n) => `T${n}`)
      const walls = sql.includes('$1') && bindings.includes('T7') ? ['T7'] : every.slice(7, 8)
      await trx.raw(`set local plan_cache_mode = ${mode}`)
      await raiseWalls(trx, walls)
      const values = bindings.length > 0 ? `(${bindings.map(literal).join(', ')})` : ''
      const run = (text: string) => trx.raw(text.replaceAll('?', '\\?'))
      await run(`prepare watched as ${sql}`)
      const { rows } = await run(`explain (format json) execute watched${values}`)
      await run('deallocate watched')
      return wholeScans(rows)
    })

  const complaints = async (mode: string): Promise<string[]> => {
    const found: string[] = []
    for (const statement of heard.values()) {
      for (const scan of await scansOf(database.knex, statement, mode)) {
        found.push(`${scan}: ${statement.sql.replace(/\s+/g, ' ').trim()}`)
      }
    }
    return found
  }

  test('everything that the app ever says to the database was heard', () => {
    expect(heard.size).toBeGreaterThan(60)
  })

  test.each(['force_generic_plan', 'force_custom_plan'])(
    'no statement goes through a whole table (%s)',
    async (mode) => {
      expect(await complaints(mode)).toEqual([])
    },
    60_000,
  )

  test('which would be noticed where indexes are missing', async () => {
    const { rows } = await database.knex.raw(
      `select indexrelid::regclass as name from pg_index where indrelid = 'requests'::regclass and not indisunique`,
    )
    for (const { name } of rows) await database.knex.raw('drop index ??', [name])
    expect(await complaints('force_generic_plan')).not.toEqual([])
  }, 60_000)
})
