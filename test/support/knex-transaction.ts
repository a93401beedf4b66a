import type { Knex } from 'knex'
import type pg from 'pg'
import { APP_ROLE } from '../../src/store/sql/app-role.ts'
import { statementOf, valuesOf } from '../../src/store/sql/statement.ts'
import type { Tx } from '../../src/store/sql/tx.ts'

/** Until it ends, the transaction sees only these workspaces, in the app's role, like the store's own transactions. */
export const raiseWalls = async (trx: Knex.Transaction, workspaces: readonly string[]): Promise<void> => {
  await trx.raw(`select set_config('role', ?, true), set_config('mentorship.workspaces', ?, true)`, [
    APP_ROLE,
    workspaces.join(','),
  ])
}

/** Runs the store's statements in a transaction that the store did not begin. */
export const rowsIn =
  (trx: Knex.Transaction): Tx['rows'] =>
  async (sql, bindings = {}) => {
    const connection: pg.Client = await trx.client.acquireConnection()
    const statement = statementOf(sql)
    const answer = await connection.query<Record<string, unknown>>(
      statement.text,
      valuesOf(statement, bindings),
    )
    return answer.rows
  }
