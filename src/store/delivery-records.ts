import type { Knex } from 'knex'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, integer, orNull, type Row, text } from './sql/row.ts'
import type { statements } from './sql/transaction.ts'

type Rows = ReturnType<typeof statements>

/** `oldestMs`: how long the oldest due delivery has waited; 0 if none is due. */
export type WaitingDeliveries = { due: number; oldestMs: number; failed: number }

export const waitingDeliveries = async (rows: Rows, now: Instant): Promise<WaitingDeliveries> => {
  const [row] = await rows(
    /* sql */ `
    select count(*)::int as due, min(case when once_key is null then created_at else run_at end) as oldest,
      (select count(*)::int from deliveries where outcome = 'failed') as failed
    from deliveries where settled_at is null and (run_at <= :now or once_key is null)`,
    { now: new Date(now) },
  )
  const oldest = row && orNull(instant, row, 'oldest')
  return {
    due: row ? integer(row, 'due') : 0,
    failed: row ? integer(row, 'failed') : 0,
    oldestMs: oldest ? Math.max(0, now - oldest) : 0,
  }
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

const toRecord = (row: Row): DeliveryRecord => ({
  workspace: text(row, 'workspace_id'),
  id: text(row, 'id'),
  kind: text(row, 'kind'),
  to: text(row, 'recipient'),
  writtenAt: instant(row, 'created_at'),
  nextAt: orNull(instant, row, 'next_at'),
  tries: integer(row, 'attempts'),
  reason: orNull(text, row, 'reason'),
})

const recordsWhere = (condition: string) => /* sql */ `
  select workspace_id, id, coalesce(notice ->> 'kind', '?') as kind,
    coalesce(notice ->> 'to', '?') as recipient, created_at, attempts, reason,
    case when settled_at is null then run_at end as next_at
  from deliveries where ${condition}
  order by position limit :limit`

const records = { waiting: recordsWhere('settled_at is null'), failed: recordsWhere(`outcome = 'failed'`) }

/** Deliveries that are waiting, or have failed; oldest first. */
export const listDeliveries = async (
  rows: Rows,
  which: keyof typeof records,
  limit: number,
): Promise<readonly DeliveryRecord[]> => (await rows(records[which], { limit })).map(toRecord)

/**
 * Puts failed deliveries back in the queue, due at once. What they show is read when they are sent. @param id of one,
 * or null for all. @returns how many
 */
export const retryFailed = async (rows: Rows, id: string | null): Promise<number> => {
  const again = await rows(
    /* sql */ `
    update deliveries set settled_at = null, outcome = null, reason = null, attempts = 0, run_at = now()
    where outcome = 'failed' and (cast(:id as text) is null or id = :id) returning id`,
    { id },
  )
  return again.length
}

/**
 * The workspaces that the database shows to the connecting user: all of them to a superuser, as on the embedded one;
 * none to anybody else, because of the walls.
 */
export const visibleWorkspaces = async (knex: Knex): Promise<readonly WorkspaceId[]> => {
  const { rows }: { rows: Row[] } = await knex.raw(
    'select workspace_id from workspaces order by workspace_id',
  )
  return rows.map((row) => workspaceId(text(row, 'workspace_id')))
}
