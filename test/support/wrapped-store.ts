import { type InWorkspace, type Tx, txOver } from '../../src/store/sql/transaction.ts'

type Rows = Tx['rows']

/** Does the work with other answers than the store's own, until everything it wrote without waiting has ended. */
export const workOver = async <T>(
  workspace: Tx['workspace'],
  rows: Rows,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const { tx, written } = txOver(workspace, rows)
  const outcome = await work(tx)
  await written()
  return outcome
}

/** The store, with a wrapper around every statement of a transaction. */
export const wrappedStore =
  (real: InWorkspace, wrap: (rows: Rows) => Rows): InWorkspace =>
  (workspace, work) =>
    real(workspace, (tx) => workOver(workspace, wrap(tx.rows), work))
