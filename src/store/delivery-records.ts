import type { WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, integer, orNull, type Row, text } from './sql/row.ts'
import type { InWorkspace } from './sql/transaction.ts'

/** `oldestMs`: how long the oldest due delivery has waited; 0 if none is due. */
export type WaitingDeliveries = { due: number; oldestMs: number; failed: number }

/** Of those workspaces together, one after another: each statement names one. In one that removed the app, nothing waits. */
export const waitingDeliveries = async (
  inWorkspace: InWorkspace,
  workspaces: readonly WorkspaceId[],
  now: Instant,
): Promise<WaitingDeliveries> => {
  let [due, failed, oldest] = [0, 0, now]
  for (const workspace of workspaces) {
    const [row] = await inWorkspace(workspace, (tx) =>
      tx.rows(
        /* sql */ `
        select count(*)::int as due, min(case when once_key is null then created_at else run_at end) as oldest,
          (select count(*)::int from deliveries where workspace_id = :workspace and outcome = 'failed') as failed
        from deliveries
        where workspace_id = :workspace and settled_at is null and (run_at <= :now or once_key is null)
        having exists (select from workspaces where workspace_id = :workspace and uninstalled_at is null)`,
        { now: new Date(now) },
      ),
    )
    if (!row) continue
    due += integer(row, 'due')
    failed += integer(row, 'failed')
    oldest = Math.min(oldest, orNull(instant, row, 'oldest') ?? now)
  }
  return { due, failed, oldestMs: now - oldest }
}

export type DeliveryRecord = {
  workspace: string
  id: string
  kind: string
  to: string
  writtenAt: Instant
  /** When it will next be tried; null if it has failed. */
  nextAt: Instant | null
  tries: number
  reason: string | null
}

const toRecord = (workspace: WorkspaceId, row: Row) => ({
  workspace,
  position: integer(row, 'position'),
  id: text(row, 'id'),
  kind: text(row, 'kind'),
  to: text(row, 'recipient'),
  writtenAt: instant(row, 'created_at'),
  nextAt: orNull(instant, row, 'next_at'),
  tries: integer(row, 'attempts'),
  reason: orNull(text, row, 'reason'),
})

const recordsWhere = (condition: string) => /* sql */ `
  select id, position, coalesce(notice ->> 'kind', '?') as kind,
    coalesce(notice ->> 'to', '?') as recipient, created_at, attempts, reason,
    case when settled_at is null then run_at end as next_at
  from deliveries where workspace_id = :workspace and ${condition}
  order by position limit :limit`

const records = { waiting: recordsWhere('settled_at is null'), failed: recordsWhere(`outcome = 'failed'`) }

/** Deliveries of those workspaces that are waiting, or have failed; oldest first. */
export const listDeliveries = async (
  inWorkspace: InWorkspace,
  workspaces: readonly WorkspaceId[],
  which: keyof typeof records,
  limit: number,
): Promise<readonly DeliveryRecord[]> => {
  const found: ReturnType<typeof toRecord>[] = []
  for (const workspace of workspaces) {
    const rows = await inWorkspace(workspace, (tx) => tx.rows(records[which], { limit }))
    found.push(...rows.map((row) => toRecord(workspace, row)))
  }
  return found.sort((a, b) => a.position - b.position).slice(0, limit)
}

/**
 * Puts failed deliveries back in the queue, due at once. What they show is read when they are sent. @param id of one,
 * or null for all. @returns how many
 */
export const retryFailed = async (
  inWorkspace: InWorkspace,
  workspaces: readonly WorkspaceId[],
  id: string | null,
): Promise<number> => {
  let count = 0
  for (const workspace of workspaces) {
    const again = await inWorkspace(workspace, (tx) =>
      tx.rows(
        /* sql */ `
        update deliveries set settled_at = null, outcome = null, reason = null, attempts = 0, run_at = now()
        where workspace_id = :workspace and outcome = 'failed' and (cast(:id as text) is null or id = :id)
        returning id`,
        { id },
      ),
    )
    count += again.length
  }
  return count
}
