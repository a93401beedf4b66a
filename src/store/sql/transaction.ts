import type { Knex } from 'knex'
import type { WorkspaceId } from '../../domain/ids.ts'
import { APP_ROLE } from './app-role.ts'
import { DatabaseFault } from './database-fault.ts'
import { announce, borrow, giveBack } from './insides.ts'
import { sessionOf } from './knex-settings.ts'
import { openings, type Within } from './opening.ts'
import { conversation } from './pipeline.ts'
import type { Row } from './row.ts'
import type { Bindings } from './statement.ts'
import { type Rows, type Tx, txOver } from './tx.ts'

/** Runs the work in one transaction; if the work throws, everything is rolled back. */
export type InWorkspace = <T>(workspace: WorkspaceId, work: (tx: Tx) => Promise<T>) => Promise<T>

export const inWorkspace =
  (knex: Knex): InWorkspace =>
  (workspace, work) =>
    transaction(knex, [workspace], async (rows) => work(txOver(workspace, rows, sessionOf(knex).engine)))

/** Statements that each run in a transaction over all the given workspaces: for what the worker and operators do. */
export const statements =
  (knex: Knex, workspaces: readonly WorkspaceId[]) =>
  (sql: string, bindings: Bindings): Promise<readonly Row[]> =>
    transaction(knex, workspaces, (rows) => rows(sql, bindings))

/** Statements that each call a function which looks over all workspaces, and gives their ids and nothing else. */
export const lookingOver =
  (knex: Knex) =>
  (sql: string, bindings: Bindings): Promise<readonly Row[]> =>
    transaction(knex, 'all', (rows) => rows(sql, bindings))

/**
 * `begin` and the opening are not waited for: they travel with the work's first statement, and if one of them fails, so
 * does everything after it. If nothing was changed, the commit is not waited for either.
 */
const transaction = async <T>(knex: Knex, within: Within, work: (rows: Rows) => Promise<T>): Promise<T> => {
  const { limit, prepares, engine } = sessionOf(knex)
  const connection = await borrow(knex)
  const { ask, tell, hasWritten, commit, rollback, firstFailure } = conversation(
    connection,
    prepares,
    (query) => announce(knex, query),
  )
  let over: Promise<void> | undefined
  try {
    openings[engine]({ ask, tell }, within, limit)
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

const explained = (error: unknown): unknown => {
  const sentence = sentenceFor(error)
  return sentence === undefined ? error : new DatabaseFault(sentence, { cause: error })
}

const sentenceFor = (error: unknown): string | undefined => {
  switch (sqlState(error)) {
    // A named statement is missing, or already exists: a pooler passed on a connection without tracking them.
    case '26000':
    case '42P05':
      return 'The pooler in front of the database mixes up prepared statements: append ?prepared_statements=off to DATABASE_URL, or let PgBouncer (1.21 or later) track them with max_prepared_statements = 200.'
    // Also the state of a row that a wall keeps out, whose message is another.
    case '42501':
      return error instanceof Error && error.message.startsWith('permission denied')
        ? `The app's role may not use this database (${error.message}), as after restoring a dump on a server that did not have the role ${APP_ROLE} yet. Now it has: restore the dump again, into an empty database.`
        : undefined
    default:
      return undefined
  }
}

/** Postgres' exclusion_violation: two active sessions of one member would overlap. */
export const isOverlap = (error: unknown) => sqlState(error) === '23P01'

const sqlState = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
