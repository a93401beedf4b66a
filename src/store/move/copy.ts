import type { Knex } from 'knex'
import type { WorkspaceId } from '../../domain/ids.ts'
import { within } from './fence.ts'
import { tablesToMove } from './tables.ts'

/** How many rows a workspace has in a table, and a number that changes with any of them, whatever their order. */
export type Sum = { table: string; rows: string; sum: string }

/** Few enough to hold in memory. */
const AT_ONCE = 500

/**
 * Copies every row of the workspace, table by table, in one transaction on each side: both see one moment of it, and the
 * other database gets all of it or nothing. A row travels as JSON, which keeps every value that our columns can have; the
 * sums show whether it did.
 */
export const copyRows = (
  from: Knex,
  to: Knex,
  workspace: WorkspaceId,
  compare: (here: readonly Sum[], there: readonly Sum[]) => void,
): Promise<readonly Sum[]> =>
  from.transaction(
    async (source) => {
      await within(source, workspace)
      return to.transaction(async (target) => {
        await within(target, workspace)
        for (const table of tablesToMove) await copyTable(source, target, table, workspace)
        const [here, there] = [await sumsIn(source, workspace), await sumsIn(target, workspace)]
        compare(here, there)
        return there
      })
    },
    { isolationLevel: 'repeatable read' },
  )

const copyTable = async (source: Knex, target: Knex, table: string, workspace: WorkspaceId) => {
  const { stored, counted } = await columnsOf(source, table)
  const columns = stored.join(', ')
  await source.raw(
    `declare moving no scroll cursor for
      select row_to_json(t)::text as json from (select ${columns} from ${table} where workspace_id = ?) t`,
    [workspace],
  )
  // All rows at once go into the table itself: some refer to others of it.
  await target.raw(
    `create temporary table arriving on commit drop as select ${columns} from ${table} with no data`,
  )
  for (;;) {
    const { rows }: { rows: { json: string }[] } = await source.raw(`fetch ${AT_ONCE} from moving`)
    if (rows.length === 0) break
    await target.raw(
      `insert into arriving select ${columns} from json_populate_recordset(null::arriving, cast(? as json))`,
      [`[${rows.map(({ json }) => json).join(',')}]`],
    )
  }
  await source.raw('close moving')
  await target.raw(
    `insert into ${table} (${columns}) overriding system value select ${columns} from arriving`,
  )
  for (const column of counted) {
    // What is written next comes after what arrived.
    await target.raw(
      `select setval(s.name, greatest(s.next, a.last)) from (
          select pg_get_serial_sequence('${table}', '${column}') as name,
            nextval(pg_get_serial_sequence('${table}', '${column}')) as next) s,
        (select coalesce(max("${column}"), 1) as last from arriving) a`,
    )
  }
  await target.raw('drop table arriving')
}

/** The columns that are written, quoted, and those of them that the database counts. */
export const columnsOf = async (knex: Knex, table: string) => {
  const { rows }: { rows: { name: string; plain: string; is_counted: boolean }[] } = await knex.raw(
    `select quote_ident(attname) as name, attname as plain, attidentity <> '' as is_counted from pg_attribute
      where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return {
    stored: rows.map(({ name }) => name),
    counted: rows.filter(({ is_counted }) => is_counted).map(({ plain }) => plain),
  }
}

/** Of each table, inside a transaction that is about the workspace. */
export const sumsIn = async (trx: Knex, workspace: WorkspaceId): Promise<readonly Sum[]> => {
  const sums: Sum[] = []
  for (const table of tablesToMove) {
    const { stored } = await columnsOf(trx, table)
    const { rows } = await trx.raw(
      `select count(*)::text as rows,
          coalesce(sum(('x' || left(md5(row_to_json(t)::text), 15))::bit(60)::bigint), 0)::text as sum
        from (select ${[...stored].sort().join(', ')} from ${table} where workspace_id = ?) t`,
      [workspace],
    )
    sums.push({ table, ...rows[0] })
  }
  return sums
}
