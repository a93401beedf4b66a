import type { Knex } from 'knex'
import { workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { orNull, text } from './sql/row.ts'
import { statements } from './sql/transaction.ts'
import type { LockedTx } from './sql/tx.ts'

/** Why Slack accepts an installation no longer, by Slack's name for it; null if it does, or there is none. */
export const brokenInstallation = async (knex: Knex, id: string): Promise<string | null> => {
  const [row] = await statements(knex, [workspaceId(id)])(
    'select broken_because from installations where workspace_id = :id',
    { id },
  )
  return row ? orNull(text, row, 'broken_because') : null
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
