import type { WorkspaceId } from '../../domain/ids.ts'
import type { Engine } from './opening.ts'
import type { Row } from './row.ts'
import type { Bindings } from './statement.ts'

/**
 * One transaction in one workspace. Every function in `store/` takes it first, and it binds `:workspace` in each
 * statement, so none can forget its workspace.
 *
 * Statements are sent without waiting for each other and answered in order, so asking several together
 * (`Promise.all`) costs one round trip. Each sees what was committed when its turn came, so a read that is asked behind
 * a lock happens under it.
 */
export type Tx = {
  readonly workspace: WorkspaceId
  /** For the few statements that differ. */
  readonly engine: Engine
  rows(sql: string, bindings?: Bindings): Promise<readonly Row[]>
  /** Asks for the lock at once. @returns the transaction behind it, whose statements all run under the lock */
  behind<Held>(lock: Lock<Held>): LockedTx<Held>
}

/** How an act begins: locks rows, and reads what it holds of them. */
export type Lock<Held> = (tx: Tx) => Promise<Held>

/** A transaction behind its locks. Only it can change rows, so forgetting a lock does not compile. */
export type LockedTx<Held = unknown> = Tx & {
  readonly held: Promise<Held>
  /** Changes rows. It is not waited for: it travels with the commit, which fails if it does. */
  write(sql: string, bindings: Bindings): void
}

/** For a statement that locks the rows it changes by itself, and depends on nothing read before. */
export const ownRows: Lock<void> = async () => {}

export type Rows = Tx['rows']

/** A transaction whose statements `rows` runs. */
export const txOver = (workspace: WorkspaceId, rows: Rows, engine: Engine = 'postgres'): Tx => {
  const inThis: Rows = (sql, bindings) => rows(sql, { workspace, ...bindings })
  const write: LockedTx['write'] = (sql, bindings) => {
    // If it fails, so does the commit.
    inThis(sql, bindings).catch(() => {})
  }
  const tx: Tx = {
    workspace,
    engine,
    rows: inThis,
    behind: (lock) => {
      const held = lock(tx)
      // Nor need this be awaited.
      held.catch(() => {})
      return { ...tx, held, write }
    },
  }
  return tx
}
