import type { Bindings } from './statement.ts'
import type { LockedTx } from './tx.ts'

/** One row, by the names of its columns; its workspace is the transaction's. */
export type NewRow = Bindings

/** The most rows in one statement. The rest go in halves of it, so that each table has only a few statements. */
const AT_ONCE = 32

/**
 * Inserts rows of values. Rows that a query makes (`insert … select from unnest`) are as fast on one server, but where the
 * tables are spread over several, such a query is not handed to the node that its rows belong to (docs/scaling.md).
 * @param rest what follows the values: what to do on a conflict
 */
export const insertRows = (tx: LockedTx, table: string, rows: readonly NewRow[], rest = ''): void => {
  let at = 0
  for (let size = AT_ONCE; at < rows.length; )
    if (size > rows.length - at) size /= 2
    else {
      const some = rows.slice(at, at + size)
      tx.write(insertion(table, Object.keys(some[0] ?? {}), size, rest), numbered(some))
      at += size
    }
}

const insertion = (table: string, columns: readonly string[], count: number, rest: string) => /* sql */ `
    insert into ${table} (workspace_id, ${columns.join(', ')}) values
    ${Array.from({ length: count }, (_, n) => `(:workspace, ${columns.map((column) => `:${column}_${n}`).join(', ')})`).join(', ')}
    ${rest}`

const numbered = (rows: readonly NewRow[]): Bindings =>
  Object.fromEntries(
    rows.flatMap((row, n) => Object.entries(row).map(([column, value]) => [`${column}_${n}`, value])),
  )
