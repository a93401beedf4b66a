import type { Knex } from 'knex'
import type { WorkspaceId } from '../../domain/ids.ts'
import { APP_ROLE } from './app-role.ts'
import { DatabaseFault } from './database-fault.ts'
import { announce, borrow, giveBack } from './insides.ts'
import { sessionOf } from './knex-settings.ts'
import { conversation } from './pipeline.ts'
import type { Row } from './row.ts'
import type { Bindings } from './statement.ts'
import { type Rows, type Tx, txOver } from './tx.ts'

/** Runs the work in one transaction; if the work throws, everything is rolled back. */
export type InWorkspace = <T>(workspace: WorkspaceId, work: (tx: Tx) => Promise<T>) => Promise<T>

export const inWorkspace =
  (knex: Knex): InWorkspace =>
  (workspace, work) =>
    transaction(knex, [workspace], async (rows) => work(txOver(workspace, rows)))

/** Statements that each run in a transaction over all the given workspaces: for what the worker and operators do. */
export const statements =
  (knex: Knex, workspaces: readonly WorkspaceId[]) =>
  (sql: string, bindings: Bindings): Promise<readonly Row[]> =>
    transaction(knex, workspaces, (rows) => rows(sql, bindings))

/**
 * From here to the end of the transaction, row-level security shows only these workspaces, and the role owns nothing
 * (migrations/…_wall_workspaces). The rest overrides the database's defaults: UTC, time limits, and no JIT, since
 * compiling a plan takes longer than any statement of ours. All of it ends with the transaction: session settings would
 * leak to the connection's next borrower.
 */
const OPENING = /* sql */ `
  select set_config('role', :role, true), set_config('mentorship.workspaces', :listed, true),
    set_config('TimeZone', 'UTC', true), set_config('jit', 'off', true),
    set_config('statement_timeout', :limit, true),
    set_config('idle_in_transaction_session_timeout', :limit, true)`

const SEPARATOR = ','

/**
 * `begin` and the opening are not waited for: they travel with the work's first statement, and if one of them fails, so
 * does everything after it. If nothing was changed, the commit is not waited for either.
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
    // A connection that cannot even end a transaction is never lent again.
    const release = () => giveBack(knex, connection)
    void over?.catch(() => connection.end()).then(release, release)
  }
}

/** A named statement is missing, or already exists: a pooler passed on a connection without tracking them. */
const explained = (error: unknown): unknown =>
  ['26000', '42P05'].includes(sqlState(error) ?? '')
    ? new DatabaseFault(
        'The pooler in front of the database mixes up prepared statements: append ?prepared_statements=off to DATABASE_URL, or let PgBouncer (1.21 or later) track them with max_prepared_statements = 200.',
        { cause: error },
      )
    : error

/** Postgres' exclusion_violation: two active sessions of one member would overlap. */
export const isOverlap = (error: unknown) => sqlState(error) === '23P01'

const sqlState = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
