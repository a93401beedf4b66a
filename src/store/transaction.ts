import type { Knex } from 'knex'
import type { WorkspaceId } from '../domain/ids.ts'
import { APP_ROLE } from './app-role.ts'
import type { Row } from './row.ts'

type Bindings = Readonly<Record<string, Knex.Value | readonly Knex.Value[] | null>>

/**
 * One transaction in one workspace. Everything in `store/` takes it first, so that no statement can forget which
 * workspace it speaks of: `:workspace` is bound in each.
 */
export type Tx = {
  readonly workspace: WorkspaceId
  rows(sql: string, bindings?: Bindings): Promise<readonly Row[]>
}

/** Runs the work in one transaction; what it throws rolls everything back. */
export type InWorkspace = <T>(workspace: WorkspaceId, work: (tx: Tx) => Promise<T>) => Promise<T>

export const inWorkspace =
  (knex: Knex): InWorkspace =>
  (workspace, work) =>
    knex.transaction(async (trx) => {
      await wallIn(trx, [workspace])
      return work(txOn(trx, workspace))
    })

/**
 * From here to the end of the transaction row-level security shows these workspaces and no other, and the role owns
 * nothing (migrations/…_wall_workspaces). Both end with the transaction: what is set for a session would leak to the
 * next that borrows the connection. One statement, since each is a round trip.
 */
const wallIn = async (trx: Knex.Transaction, workspaces: readonly WorkspaceId[]): Promise<void> => {
  const listed = workspaces.join(SEPARATOR)
  if (workspaces.some((workspace) => workspace.includes(SEPARATOR)))
    throw new Error('a workspace id with a comma')
  await trx.raw(`select set_config('role', ?, true), set_config('mentorship.workspaces', ?, true)`, [
    APP_ROLE,
    listed,
  ])
}

const SEPARATOR = ','

const txOn = (trx: Knex.Transaction, workspace: WorkspaceId): Tx => ({
  workspace,
  rows: async (sql, bindings = {}) => {
    const result: { rows: Row[] } = await trx.raw(sql, { workspace, ...bindings })
    return result.rows
  },
})

/** Postgres' exclusion_violation: two active sessions of one member would overlap. */
export const isOverlap = (error: unknown) => sqlState(error) === '23P01'

const sqlState = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Statements of their own, each within the workspaces that its caller answers for: for the worker's queue alone. */
export const statements =
  (knex: Knex, workspaces: readonly WorkspaceId[]) =>
  (sql: string, bindings: Bindings): Promise<readonly Row[]> =>
    knex.transaction(async (trx) => {
      await wallIn(trx, workspaces)
      const result: { rows: Row[] } = await trx.raw(sql, bindings)
      return result.rows
    })
