import type { Knex } from 'knex'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { orNull, text } from './sql/row.ts'
import { statements } from './sql/transaction.ts'
import type { LockedTx } from './sql/tx.ts'

/** Why an installation serves nobody: `gone`, or why Slack accepts it no longer, by Slack's name for it; null if it serves. */
export const troubleOf = async (knex: Knex, id: string): Promise<string | null> => {
  const [row] = await statements(knex, [workspaceId(id)])(
    'select broken_because from installations where workspace_id = :id',
    { id },
  )
  return row ? orNull(text, row, 'broken_because') : 'gone'
}

/** The installation that a workspace's row names, whether it is still there or not; null where none ever was. */
export const installationNamed =
  (knex: Knex) =>
  async (workspace: WorkspaceId): Promise<string | null> => {
    const [row] = await statements(knex, [workspace])(
      'select served_by from workspaces where workspace_id = :workspace',
      { workspace },
    )
    return row ? orNull(text, row, 'served_by') : null
  }

/** Deletes a workspace's own installation, unless it was made later than that. */
export const forgetInstallationOf = (tx: LockedTx, madeBy: Instant): void =>
  tx.write('delete from installations where workspace_id = :workspace and installed_at <= :madeBy', {
    madeBy: new Date(madeBy),
  })

/** Deletes an installation with its tokens. @returns whether there was one */
export const forgetInstallation = async (knex: Knex, id: string): Promise<boolean> => {
  const gone = await statements(knex, [workspaceId(id)])(
    'delete from installations where workspace_id = :id returning workspace_id',
    { id },
  )
  return gone.length > 0
}
