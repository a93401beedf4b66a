import { type InWorkspace, type Tx, txOver } from '../../src/store/sql/transaction.ts'

type Rows = Tx['rows']

/** Does the work over other answers than the store's own, to the end of all that it wrote without waiting. */
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

/** The store with every statement of a transaction led through another one's hands. */
export const wrappedStore =
  (real: InWorkspace, wrap: (rows: Rows) => Rows): InWorkspace =>
  (workspace, work) =>
    real(workspace, (tx) => workOver(workspace, wrap(tx.rows), work))
