import type { Knex } from 'knex'
import type { WorkspaceId } from '../../domain/ids.ts'
import { APP_ROLE } from './app-role.ts'
import { DatabaseFault } from './database-fault.ts'
import { announce, borrow, giveBack } from './insides.ts'
import { sessionOf } from './knex-settings.ts'
import { conversation } from './pipeline.ts'
import type { Row } from './row.ts'
import type { Bindings } from './statement.ts'

/**
 * One transaction in one workspace. Everything in `store/` takes it first, so that no statement can forget which
 * workspace it speaks of: `:workspace` is bound in each.
 *
 * Statements are answered in the order in which they were asked, and are sent without waiting for the one before:
 * what is asked together (`Promise.all`) costs one round trip. Each sees what was committed when its turn came, so
 * that a read which is asked behind a lock is made under it.
 */
export type Tx = {
  readonly workspace: WorkspaceId
  rows(sql: string, bindings?: Bindings): Promise<readonly Row[]>
  /** Asks for the lock at once, and gives the transaction behind it: whatever that one asks is answered under the lock. */
  behind<Held>(lock: Lock<Held>): LockedTx<Held>
}

/** How an act begins: the rows that it locks, and what it learns of them by that. */
export type Lock<Held> = (tx: Tx) => Promise<Held>

/** A transaction behind its locks. There alone rows change, so that a lock which was forgotten does not compile. */
export type LockedTx<Held = unknown> = Tx & {
  readonly held: Promise<Held>
  /** Changes rows, and nobody waits for it: it travels with the commit, which fails where it does. */
  write(sql: string, bindings?: Bindings): void
}

/** For a statement that locks by itself the rows which it changes, and that nothing read before decides on. */
export const ownRows: Lock<void> = async () => {}

type Rows = Tx['rows']

/** Runs the work in one transaction; what it throws rolls everything back. */
export type InWorkspace = <T>(workspace: WorkspaceId, work: (tx: Tx) => Promise<T>) => Promise<T>

export const inWorkspace =
  (knex: Knex): InWorkspace =>
  (workspace, work) =>
    transaction(knex, [workspace], async (rows) => work(txOver(workspace, rows).tx))

/** A transaction over whatever answers its statements, and the end of all that it wrote without waiting. */
export const txOver = (workspace: WorkspaceId, rows: Rows): { tx: Tx; written(): Promise<void> } => {
  const writing: Promise<unknown>[] = []
  const inThis: Rows = (sql, bindings) => rows(sql, { workspace, ...bindings })
  const write: LockedTx['write'] = (sql, bindings) => {
    const written = inThis(sql, bindings)
    written.catch(() => {})
    writing.push(written)
  }
  const tx: Tx = {
    workspace,
    rows: inThis,
    behind: (lock) => {
      const held = lock(tx)
      // Whoever needs the answer waits for it; that it failed is known from the commit in any case.
      held.catch(() => {})
      return { ...tx, held, write }
    },
  }
  return { tx, written: async () => void (await Promise.all(writing)) }
}

/** Statements of their own, each within the workspaces that its caller answers for: for the worker's queue alone. */
export const statements =
  (knex: Knex, workspaces: readonly WorkspaceId[]) =>
  (sql: string, bindings: Bindings): Promise<readonly Row[]> =>
    transaction(knex, workspaces, (rows) => rows(sql, bindings))

/**
 * From here to the end of the transaction row-level security shows these workspaces and no other, and the role owns
 * nothing (migrations/…_wall_workspaces). The rest holds whatever the database's own defaults are: UTC, an end to what
 * hangs, and no compiling of plans (JIT), which takes longer than any statement of ours. All of it ends with the
 * transaction: what is set for a session would leak to the next that borrows the connection.
 */
const OPENING = /* sql */ `
  select set_config('role', :role, true), set_config('mentorship.workspaces', :listed, true),
    set_config('TimeZone', 'UTC', true), set_config('jit', 'off', true),
    set_config('statement_timeout', :limit, true),
    set_config('idle_in_transaction_session_timeout', :limit, true)`

const SEPARATOR = ','

/**
 * `begin` and the opening are not waited for: they travel with the first statement that the work asks for, and were one
 * of them to fail, so would all that follow. What changed nothing is over with its work: nobody waits for its end.
 */
const transaction = async <T>(
  knex: Knex,
  workspaces: readonly WorkspaceId[],
  work: (rows: Rows) => Promise<T>,
): Promise<T> => {
  if (workspaces.some((workspace) => workspace.includes(SEPARATOR)))
    throw new Error('a workspace id with a comma')
  const { limit, prepares } = sessionOf(knex)
  const connection = await borrow(knex)
  const { ask, hasWritten, commit, rollback, firstFailure } = conversation(connection, prepares, (query) =>
    announce(knex, query),
  )
  let over: Promise<void> | undefined
  try {
    const listed = workspaces.join(SEPARATOR)
    ask(OPENING, { role: APP_ROLE, listed, limit: String(limit) }).catch(() => {})
    const outcome = await work(ask)
    over = commit()
    if (hasWritten()) await over
    return outcome
  } catch (error) {
    over = rollback()
    await over.catch(() => {})
    throw explained(firstFailure() ?? error)
  } finally {
    // A connection that cannot even end a transaction is lent to nobody again.
    const release = () => giveBack(knex, connection)
    void over?.catch(() => connection.end()).then(release, release)
  }
}

/** Named statements that are missing, or there already: a pooler handed on a connection without keeping count of them. */
const explained = (error: unknown): unknown =>
  ['26000', '42P05'].includes(sqlState(error) ?? '')
    ? new DatabaseFault(
        'The pooler in front of the database mixes up prepared statements: append ?prepared_statements=off to DATABASE_URL, or let PgBouncer (1.21 or later) keep count of them with max_prepared_statements = 200.',
        { cause: error },
      )
    : error

/** Postgres' exclusion_violation: two active sessions of one member would overlap. */
export const isOverlap = (error: unknown) => sqlState(error) === '23P01'

const sqlState = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
