import type { Knex } from 'knex'
import { workspaceId } from '../domain/ids.ts'
import { inWorkspace } from './sql/transaction.ts'

/** Deletes a workspace and everything in it, at once and for good. */
export const forgetWorkspace = (knex: Knex) => async (workspace: string) => {
  await inWorkspace(knex)(workspaceId(workspace), (tx) =>
    tx.rows(/* sql */ 'delete from workspaces where workspace_id = :workspace'),
  )
}
