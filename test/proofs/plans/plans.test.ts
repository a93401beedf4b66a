import type { Knex } from 'knex'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Plan, plansIn } from '../../support/explained-plans.ts'
import { raiseWalls } from '../../support/knex-transaction.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { debianServer, packagedServer } from '../../support/server.ts'
import { mutableCalls } from '../partitions/mutable-calls.ts'
import { fill, LARGE } from './plans-data.ts'
import { walkThroughAll } from './plans-walk.ts'
import { formFaults } from './statement-forms.ts'

/**
 * These have a few rows per workspace: what organisers do is done a few times a year, and who is being forgotten is so
 * for minutes. All others grow with the years, or with the members that the app has met.
 */
const SMALL = [
  'workspaces',
  'lanes',
  'installations',
  'organisers',
  'programme_changes',
  'reports',
  'report_files',
  'report_days',
  'forgettings',
  'disconnected_calendars',
]
/** Indexes of what is waiting or has failed: a few rows, whatever else there is. */
const OF_FEW = /^(deliveries_(due|order|merge|failed)|session_members_held)$/

/**
 * What one Postgres takes and Citus does not, which gets another form there (`Tx.engine`, `LeaseParts.engine`), told by a
 * part of each statement: how a transaction begins, how notices are written, how lanes and seats are taken.
 */
const OF_ONE_POSTGRES = [
  'set_config',
  'from jsonb_to_recordset(',
  'with waiting as (',
  'with back as (',
  '(select coalesce(max(o.position), 0) + 1 from',
] as const

/** What reports read of a whole workspace, once a day or for a file that was asked for, told by a part of each statement. */
const OF_REPORTS = [
  "count(*) filter (where l.listed_as = 'seeker'",
  'from (select id, is_bot, coalesce(full_name, name) as name from members',
] as const

/** A workspace is deleted in steps, for which the first rows are taken that are found. */
const FORGETTING = /^\s*select ctid::text as place from \w+ where workspace_id = \$\d+/

type Statement = { sql: string; bindings: readonly unknown[] }

type Catalogue = {
  large: ReadonlySet<string>
  /** The tables behind the walls. */
  walled: ReadonlySet<string>
  /** The table of each index. */
  indexes: ReadonlyMap<string, string>
  /** Above this estimate Postgres compiles a statement before running it, which takes longer than any of ours. */
  jitAbove: number
}

const catalogueOf = async (knex: Knex): Promise<Catalogue> => {
  const { rows: tables }: { rows: { name: string }[] } = await knex.raw(/* sql */ `
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'`)
  const { rows: indexes }: { rows: { name: string; of: string }[] } = await knex.raw(
    `select indexrelid::regclass::text as name, indrelid::regclass::text as of from pg_index`,
  )
  const { rows: settings } = await knex.raw(`select current_setting('jit_above_cost') as cost`)
  return {
    walled: new Set(tables.map(({ name }) => name)),
    large: new Set(tables.map(({ name }) => name).filter((name) => !SMALL.includes(name))),
    indexes: new Map(indexes.map(({ name, of }) => [name, of])),
    jitAbove: Number(settings[0].cost),
  }
}

/**
 * The columns in an index's condition, except those compared with a value computed from another row: behind row-level
 * security, Postgres 15.20 uses no index for that unless the function is leakproof, which `->>` and `||` are not, though
 * 15.18 and the packaged 18.4 still do.
 */
const columnsIn = (condition: string) =>
  [
    ...condition.matchAll(
      /(?:ROW\()?(\w+)(?:\)?::\w+)?(?:, \w+\))? (?:=|<|>|<=|>=|<>|IS) (?!\(+[^)]*\b[a-z]\w*\.[a-z]\w*)/g,
    ),
  ].map(([, name]) => name)

/** Scans of a whole table or a whole workspace, including those by an index whose condition says too little. */
const wholeScans = (plans: readonly Plan[], { large, indexes }: Catalogue): string[] =>
  plans.flatMap((plan) => {
    const [node, table, index] = [plan['Node Type'], plan['Relation Name'], plan['Index Name']].map(String)
    if (node === 'Seq Scan' && large.has(table ?? '')) return [`Seq Scan on ${table}`]
    if (!index || !large.has(indexes.get(index) ?? '') || OF_FEW.test(index)) return []
    const columns = columnsIn(String(plan['Index Cond'] ?? ''))
    return columns.some((name) => name !== 'workspace_id') ? [] : [`${node} of all of ${index}`]
  })

const tooCostly = (plans: readonly Plan[], { jitAbove }: Catalogue): string[] =>
  plans
    .map((plan) => Number(plan['Total Cost'] ?? 0))
    .filter((cost) => cost >= jitAbove)
    .map((cost) => `an estimate of ${cost}`)

const literal = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) {
    const items = value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`)
    return pg.escapeLiteral(`{${items.join(',')}}`)
  }
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value))
}

const servers = [
  { where: 'npm’s server', server: packagedServer },
  /* It has a JIT compiler, and newer rules on what an index can answer. */
  ...[debianServer()].flatMap((server) => (server ? [{ where: 'Debian’s server', server }] : [])),
]

describe.each(servers)(
  'with 100,000 members in one workspace, and as many requests, sessions and deliveries, on $where',
  ({ server }) => {
    let database: OwnDatabase
    let catalogue: Catalogue
    const heard = new Map<string, Statement>()
    beforeAll(async () => {
      database = await ownDatabase(3, server)
      await fill(database.knex)
      catalogue = await catalogueOf(database.knex)
      const hear = ({ sql, bindings }: Statement) => heard.set(sql, { sql, bindings })
      database.knex.on('query', hear)
      await walkThroughAll(database.knex)
      database.knex.off('query', hear)
    }, 300_000)
    afterAll(() => database.close())

    /** As the app does: in its role, behind the walls. */
    const planOf = (knex: Knex, { sql, bindings }: Statement, mode: string): Promise<unknown> =>
      knex.transaction(async (trx) => {
        await trx.raw(`set local plan_cache_mode = ${mode}`)
        await raiseWalls(trx, [LARGE.workspace])
        const values = bindings.length > 0 ? `(${bindings.map(literal).join(', ')})` : ''
        const run = (text: string) => trx.raw(text.replaceAll('?', '\\?'))
        await run(`prepare watched as ${sql}`)
        const { rows } = await run(`explain (format json) execute watched${values}`)
        await run('deallocate watched')
        return rows
      })

    const complaints = async (mode: string, complain = [wholeScans, tooCostly]): Promise<string[]> => {
      const found: string[] = []
      for (const statement of heard.values()) {
        if (FORGETTING.test(statement.sql) || OF_REPORTS.some((part) => statement.sql.includes(part)))
          continue
        const plans = plansIn(await planOf(database.knex, statement, mode))
        for (const what of complain.flatMap((by) => by(plans, catalogue))) {
          found.push(`${what}: ${statement.sql.replace(/\s+/g, ' ').trim()}`)
        }
      }
      return found
    }

    it('every statement the app ever sends was heard', () => {
      expect(heard.size).toBeGreaterThan(60)
    })

    it('every statement names the one workspace for every table, and has a form for many nodes, but for a few', async () => {
      const faulty: string[][] = []
      for (const sql of heard.keys()) {
        if (OF_ONE_POSTGRES.some((part) => sql.includes(part))) continue
        const faults = [...formFaults(sql, catalogue.walled), ...(await mutableCalls(database.knex, sql))]
        if (faults.length > 0) faulty.push([faults.join(', '), sql.replace(/\s+/g, ' ').trim()])
      }
      expect(faulty).toEqual([])
    })

    it('every growing table is full (a new one is filled in plans-data.ts)', async () => {
      for (const table of catalogue.large) {
        const { rows } = await database.knex.raw('select count(*)::int as rows from ??', [table])
        // The walk has pruned some of them.
        expect([table, rows[0].rows]).toEqual([table, expect.toSatisfy((count) => count > 30_000)])
      }
    })

    it.each(['force_generic_plan', 'force_custom_plan'])(
      'no statement scans a whole table, or looks costly enough to be compiled (%s)',
      async (mode) => {
        expect(await complaints(mode)).toEqual([])
      },
      60_000,
    )

    it('a scan would be noticed if indexes were missing', async () => {
      const { rows } = await database.knex.raw(
        `select indexrelid::regclass as name from pg_index where indrelid = 'requests'::regclass and not indisunique`,
      )
      for (const { name } of rows) await database.knex.raw('drop index ??', [name])
      expect(await complaints('force_generic_plan', [wholeScans])).not.toEqual([])
    }, 60_000)
  },
)
