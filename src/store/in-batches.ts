import type { WorkspaceId } from '../domain/ids.ts'
import type { Bindings } from './sql/statement.ts'
import type { InWorkspace } from './sql/transaction.ts'

/**
 * Deletes batch after batch until one is not full, so that each transaction stays short however much has gathered.
 * @param drop deletes at most `:limit` rows, and returns one row for each
 * @returns how many in all
 */
export const inBatches = async (
  inWorkspace: InWorkspace,
  workspace: WorkspaceId,
  drop: string,
  params: Bindings & { limit: number },
): Promise<number> => {
  for (let dropped = 0; ; ) {
    const gone = await inWorkspace(workspace, (tx) => tx.rows(drop, params))
    dropped += gone.length
    if (gone.length < params.limit) return dropped
  }
}
