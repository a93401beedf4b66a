import type { Knex } from 'knex'
import type { WorkspaceId } from '../../../src/domain/ids.ts'
import { type InWorkspace, inWorkspace } from '../../../src/store/sql/transaction.ts'
import type { Tx } from '../../../src/store/sql/tx.ts'
import { raiseWalls, rowsIn } from '../../support/knex-transaction.ts'
import { workOver } from '../../support/wrapped-store.ts'

type Rows = Tx['rows']

/** The store, with a wrapper around every statement of a transaction. */
const through =
  (
    knex: Knex,
    wrap: (rows: Rows, workspace: WorkspaceId, later: (work: (tx: Tx) => Promise<unknown>) => void) => Rows,
  ): InWorkspace =>
  async (workspace, work) => {
    const honest = inWorkspace(knex)
    const postponed: ((tx: Tx) => Promise<unknown>)[] = []
    const outcome = await honest(workspace, (tx) =>
      workOver(
        workspace,
        wrap(tx.rows, workspace, (later) => postponed.push(later)),
        work,
      ),
    )
    for (const later of postponed) await honest(workspace, later)
    return outcome
  }

const LOCKING = /for no key update/
const ACCEPTING = /set status = 'accepted'/

/** Possible mistakes in the store or the use cases, each of which breaks concurrent acts. */
export const plantedFaults: Readonly<Record<string, (knex: Knex) => InWorkspace>> = {
  'nobody is locked': (knex) =>
    through(knex, (rows) => (sql, bindings) => rows(sql.replace(/for no key update of m/, ''), bindings)),

  'the lock is let go before the act': (knex) =>
    through(
      knex,
      (rows, workspace) => (sql, bindings) =>
        LOCKING.test(sql)
          ? inWorkspace(knex)(workspace, (tx) => tx.rows(sql, bindings))
          : rows(sql, bindings),
    ),

  'what was read before the lock is believed after it': (knex) =>
    through(knex, (rows) => {
      let lock: (() => ReturnType<Rows>) | undefined
      return async (sql, bindings) => {
        if (LOCKING.test(sql)) {
          lock = () => rows(sql, bindings)
          return rows(sql.replace(/for no key update of m/, ''), bindings)
        }
        if (/^\s*select/.test(sql)) return rows(sql, bindings)
        const late = lock?.()
        lock = undefined
        await late
        return rows(sql, bindings)
      }
    }),

  'related requests are accepted after the act, in a transaction of their own': (knex) =>
    through(knex, (rows, _workspace, later) => async (sql, bindings) => {
      if (!ACCEPTING.test(sql)) return rows(sql, bindings)
      later(async (tx) => {
        await tx.rows('select pg_sleep(0.25)')
        await tx.rows(sql, bindings)
      })
      return []
    }),

  'every statement is a transaction': (knex) => async (workspace, work) => {
    const rows: Rows = (sql, bindings) => inWorkspace(knex)(workspace, (tx) => tx.rows(sql, bindings))
    return workOver(workspace, rows, work)
  },

  'everything is read from a snapshot older than the lock': (knex) => (workspace, work) =>
    knex.transaction(
      async (trx) => {
        await raiseWalls(trx, [workspace])
        return workOver(workspace, rowsIn(trx), work)
      },
      { isolationLevel: 'repeatable read' },
    ),
}
