import type { InWorkspace } from '../../src/store/sql/transaction.ts'
import { type Rows, type Tx, txOver } from '../../src/store/sql/tx.ts'

/** Does the work with other answers than the store's own, until everything it wrote without waiting has ended. */
export const workOver = async <T>(
  workspace: Tx['workspace'],
  rows: Rows,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const asked: Promise<unknown>[] = []
  const kept: Rows = (sql, bindings) => {
    const answer = rows(sql, bindings)
    asked.push(answer)
    return answer
  }
  const outcome = await work(txOver(workspace, kept))
  await Promise.all(asked)
  return outcome
}

/** The store, with a wrapper around every statement of a transaction. */
export const wrappedStore =
  (real: InWorkspace, wrap: (rows: Rows) => Rows): InWorkspace =>
  (workspace, work) =>
    real(workspace, (tx) => workOver(workspace, wrap(tx.rows), work))
