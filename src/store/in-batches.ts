import type { WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { Bindings } from './sql/statement.ts'
import type { InWorkspace } from './sql/transaction.ts'

/**
 * Deletes batch after batch until one is not full, so that each transaction stays short however much has gathered.
 * @param drop deletes at most `:limit` rows, and returns one row for each
 * @param bindingsAt what it is given at that time
 * @returns how many rows went in all
 */
export const inBatches =
  (drop: string, bindingsAt: (now: Instant) => Bindings & { limit: number }) =>
  async (inWorkspace: InWorkspace, workspace: WorkspaceId, now: Instant): Promise<number> => {
    const bindings = bindingsAt(now)
    for (let dropped = 0; ; ) {
      const gone = await inWorkspace(workspace, (tx) => tx.rows(drop, bindings))
      dropped += gone.length
      if (gone.length < bindings.limit) return dropped
    }
  }
