import type { Knex } from 'knex'
import type { InWorkspace } from '../../../src/store/sql/transaction.ts'
import type { Tx } from '../../../src/store/sql/tx.ts'
import { raiseWalls, rowsIn } from '../../support/knex-transaction.ts'
import { workOver } from '../../support/wrapped-store.ts'

/** Where a statement names its workspace: in a condition or a join. */
const CONDITION = /\b(?:\w+\.)?workspace_id = (?::workspace\b|\w+\.workspace_id\b)/g

export const conditionsOf = (sql: string): number => sql.match(CONDITION)?.length ?? 0

/** The statement without the condition at this place, or without any of them if no place is given. */
const forget = (sql: string, place?: number): string => {
  let count = -1
  return sql.replace(CONDITION, (condition) => {
    count += 1
    return place === undefined || place === count ? 'true' : condition
  })
}

/** One place of one statement; `everywhere`: all of them. */
export type Forgotten = { sql: string; place: number } | 'everywhere'

/** The store as written by someone who forgot the workspace, with or without the walls around it. */
export const forgetful =
  (knex: Knex, forgotten: Forgotten, walled: boolean, heard: (sql: string) => void = () => {}): InWorkspace =>
  (workspace, work) =>
    knex.transaction(async (trx) => {
      if (walled) await raiseWalls(trx, [workspace])
      const rows = rowsIn(trx)
      const forgetting: Tx['rows'] = async (sql, bindings) => {
        heard(sql)
        if (forgotten === 'everywhere') return rows(forget(sql), bindings)
        return rows(forgotten.sql === sql ? forget(sql, forgotten.place) : sql, bindings)
      }
      return workOver(workspace, forgetting, work)
    })
