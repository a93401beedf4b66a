import type { Knex } from 'knex'
import type { WorkspaceId } from '../../domain/ids.ts'
import { WORKSPACE_TABLES } from '../forget-workspace.ts'
import { DatabaseFault } from '../sql/database-fault.ts'
import { columnsOf } from './copy.ts'
import { within } from './fence.ts'

/** Everything of a workspace's, each table behind those that its rows refer to; its own row is handed over apart. */
const TABLES = [...WORKSPACE_TABLES].reverse()

/** @returns which tables hold something of a workspace's */
const filled = async (trx: Knex, workspace: WorkspaceId): Promise<readonly string[]> => {
  const found: string[] = []
  for (const table of TABLES) {
    const { rows } = await trx.raw(`select from ${table} where workspace_id = ? limit 1`, [workspace])
    if (rows.length > 0) found.push(table)
  }
  return found
}

/**
 * Whether something is kept under an organisation's own id, as 0.1.0 did with an organisation's token. A row of its own
 * that nothing belongs to is taken away.
 */
export const isKeptForAll = (knex: Knex, organisation: WorkspaceId): Promise<boolean> =>
  knex.transaction(async (trx) => {
    await within(trx, organisation)
    if ((await filled(trx, organisation)).length > 0) return true
    await trx.raw('delete from workspaces where workspace_id = ?', [organisation])
    return false
  })

/**
 * Makes what is kept under an organisation's id one workspace's, all of it or nothing. Their id is part of every key, so
 * the rows are written anew; the snapshot and the lock on the organisation's row see to it that none changes meanwhile.
 * Asked for again, it changes nothing.
 *
 * @throws DatabaseFault if the workspace has something of its own, which could contradict it
 * @returns how many rows were handed over
 */
export const handOver = (
  knex: Knex,
  organisation: WorkspaceId,
  { id, name }: { id: WorkspaceId; name: string },
): Promise<number> =>
  knex.transaction(
    async (trx) => {
      await within(trx, organisation)
      await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [`${organisation},${id}`])
      const { rows } = await trx.raw('select from workspaces where workspace_id = ? for update', [
        organisation,
      ])
      if (rows.length === 0) return 0
      if ((await filled(trx, id)).length > 0) {
        throw new DatabaseFault(
          `${id} has data of its own already, so it cannot have what was kept for all of ${organisation} as well. Name another workspace, or delete one of the two: npm run workspaces -- forget ${organisation} (or ${id}).`,
        )
      }
      await trx.raw('delete from workspaces where workspace_id = ?', [id])
      await rewrite(trx, 'workspaces', organisation, id)
      await trx.raw(
        `update workspaces set name = ?, served_by = ?, uninstalled_at = null where workspace_id = ?`,
        [name, organisation, id],
      )
      let count = 0
      for (const table of TABLES) count += await rewrite(trx, table, organisation, id)
      for (const table of [...WORKSPACE_TABLES, 'workspaces'])
        await trx.raw(`delete from ${table} where workspace_id = ?`, [organisation])
      return count
    },
    { isolationLevel: 'repeatable read' },
  )

const rewrite = async (trx: Knex, table: string, from: WorkspaceId, to: WorkspaceId): Promise<number> => {
  const columns = (await columnsOf(trx, table)).stored.filter((column) => column !== 'workspace_id')
  const { rowCount } = await trx.raw(
    `insert into ${table} (workspace_id, ${columns.join(', ')}) overriding system value
      select ?, ${columns.join(', ')} from ${table} where workspace_id = ?`,
    [to, from],
  )
  return rowCount
}
