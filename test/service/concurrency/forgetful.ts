import type { Knex } from 'knex'
import { APP_ROLE } from '../../../src/store/app-role.ts'
import type { InWorkspace, Tx } from '../../../src/store/transaction.ts'
import { workOver } from '../../support/wrapped-store.ts'

/** Where a statement says of which workspace it speaks: a condition, or a join. */
const CONDITION = /\b(?:\w+\.)?workspace_id = (?::workspace\b|\w+\.workspace_id\b)/g

export const conditionsOf = (sql: string): number => sql.match(CONDITION)?.length ?? 0

/** The statement with that one of its conditions forgotten; with none of them kept where no place is given. */
const forget = (sql: string, place?: number): string => {
  let count = -1
  return sql.replace(CONDITION, (condition) => {
    count += 1
    return place === undefined || place === count ? 'true' : condition
  })
}

/** One place of one statement; `everywhere`: all of them. */
export type Forgotten = { sql: string; place: number } | 'everywhere'

/** The store as somebody would have written it who forgot the workspace, with the walls around it or without. */
export const forgetful =
  (knex: Knex, forgotten: Forgotten, walled: boolean, heard: (sql: string) => void = () => {}): InWorkspace =>
  (workspace, work) =>
    knex.transaction(async (trx) => {
      if (walled) {
        const wall = `select set_config('role', ?, true), set_config('mentorship.workspaces', ?, true)`
        await trx.raw(wall, [APP_ROLE, workspace])
      }
      const rows: Tx['rows'] = async (sql, bindings = {}) => {
        heard(sql)
        const altered =
          forgotten === 'everywhere'
            ? forget(sql)
            : forgotten.sql === sql
              ? forget(sql, forgotten.place)
              : sql
        return (await trx.raw(altered, { workspace, ...bindings } as unknown as Knex.ValueDict)).rows
      }
      return workOver(workspace, rows, work)
    })
