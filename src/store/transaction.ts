import type { Knex } from 'knex'
import type { WorkspaceId } from '../domain/ids.ts'
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
    knex.transaction((trx) => work(txOn(trx, workspace)))

const txOn = (trx: Knex.Transaction, workspace: WorkspaceId): Tx => ({
  workspace,
  rows: async (sql, bindings = {}) => {
    const result: { rows: Row[] } = await trx.raw(sql, { workspace, ...bindings })
    return result.rows
  },
})

/** Postgres' exclusion_violation: two active sessions of one member would overlap. */
export const isOverlap = (error: unknown) => sqlState(error) === '23P01'
/** Postgres' unique_violation. */
export const isDuplicate = (error: unknown) => sqlState(error) === '23505'

const sqlState = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Statements of their own, outside any transaction and across workspaces: for the worker's queue alone. */
export const statements =
  (knex: Knex) =>
  async (sql: string, bindings: Bindings): Promise<readonly Row[]> => {
    const result: { rows: Row[] } = await knex.raw(sql, bindings)
    return result.rows
  }
