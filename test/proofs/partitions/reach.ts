import pg from 'pg'
import * as v from 'valibot'

const partition = /^(?<table>.+)_\d+$/
const answer = v.array(v.object({ 'QUERY PLAN': v.unknown() }))

export type Statement = { sql: string; values: readonly unknown[] }

/**
 * How many partitions of any one table each statement reaches when it is run again; its changes are rolled
 * back. With partitions spread over several machines, a statement that reaches several would go to all of them.
 */
export const reach = async (url: string, statements: Iterable<Statement>) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const reached = { one: [] as string[], many: [] as string[] }
  for (const { sql, values } of statements) {
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(sql)) continue
    const most = Math.max(0, ...counted(await planOf(client, sql, values)).values())
    if (most === 1) reached.one.push(sql)
    if (most > 1) reached.many.push(sql)
  }
  await client.end()
  return reached
}

const planOf = async (client: pg.Client, sql: string, values: readonly unknown[]): Promise<unknown> => {
  await client.query('begin')
  try {
    const { rows } = await client.query(`explain (analyze, format json) ${sql}`, [...values])
    return v.parse(answer, rows)
  } catch (error) {
    // A row cannot be written twice, nor of who has been forgotten. An inserted row goes to a single partition anyway.
    if (error instanceof pg.DatabaseError && ['23503', '23505', '23P01'].includes(error.code ?? '')) return []
    throw error
  } finally {
    await client.query('rollback')
  }
}

const counted = (plan: unknown): ReadonlyMap<string, number> => {
  const partitions = new Map<string, number>()
  for (const name of new Set(relationsIn(plan))) {
    const table = partition.exec(name)?.groups?.table
    if (table !== undefined) partitions.set(table, (partitions.get(table) ?? 0) + 1)
  }
  return partitions
}

/** The tables of a plan's nodes that were actually run. */
const relationsIn = (plan: unknown): string[] => {
  if (Array.isArray(plan)) return plan.flatMap(relationsIn)
  if (plan === null || typeof plan !== 'object') return []
  const own = 'Relation Name' in plan && 'Actual Loops' in plan && plan['Actual Loops'] !== 0
  return [...(own ? [String(plan['Relation Name'])] : []), ...Object.values(plan).flatMap(relationsIn)]
}
