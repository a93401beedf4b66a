import * as v from 'valibot'
import { type DeliveryId, deliveryId, type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { mergeKey, type Notice, orderKey } from '../domain/notice.ts'
import type { Instant } from '../domain/time.ts'
import { noticeSchema } from './notice-schema.ts'
import { integer, type Row, text } from './row.ts'
import type { statements, Tx } from './transaction.ts'

/** A notice on its way: due at `runAt`, tried `attempts` times, this one included. */
export type Delivery = { id: DeliveryId; workspace: WorkspaceId; notice: Notice; attempts: number }

/**
 * Writes what must be told into the act's own transaction. Notices that merge (many changes of one Home, one
 * publish) fall into the one that waits already; a Home that was never opened is not written at all.
 *
 * Merging updates the waiting row rather than doing nothing: the row lock keeps a worker from claiming it, and so
 * from publishing the state before this act, until the act has committed. Those that merge come in the order of their
 * keys, so that acts which wait for one another's Homes never wait in a circle.
 */
export const enqueue = async (
  tx: Tx,
  notices: readonly Notice[],
  next: () => DeliveryId,
  now: Instant,
): Promise<void> => {
  const rows = mergedAmongThemselves(notices).map((notice) => ({
    id: next(),
    notice,
    order_key: orderKey(notice),
    merge_key: mergeKey(notice),
  }))
  if (rows.length === 0) return
  await tx.rows(
    /* sql */ `
    insert into deliveries (workspace_id, id, notice, order_key, merge_key, created_at, run_at)
    select :workspace, n.id, n.notice, n.order_key, n.merge_key, :now, :now
    from jsonb_to_recordset(cast(:rows as jsonb)) n (id text, notice jsonb, order_key text, merge_key text)
    where n.notice ->> 'kind' <> 'home' or exists (
      select from members where workspace_id = :workspace and id = n.notice ->> 'to' and home_opened_at is not null)
    order by n.merge_key nulls first, n.id
    on conflict (workspace_id, merge_key) where settled_at is null and merge_key is not null
      do update set run_at = least(deliveries.run_at, excluded.run_at)`,
    { rows: JSON.stringify(rows), now: new Date(now) },
  )
}

/** One statement cannot fall into the same waiting row twice. */
const mergedAmongThemselves = (notices: readonly Notice[]): readonly Notice[] => {
  const keys = notices.map(mergeKey)
  return notices.filter((_, index) => keys[index] === null || keys.indexOf(keys[index] ?? null) === index)
}

const toDelivery = (row: Row): Delivery => ({
  id: deliveryId(text(row, 'id')),
  workspace: workspaceId(text(row, 'workspace_id')),
  notice: v.parse(noticeSchema, row.notice),
  attempts: integer(row, 'attempts'),
})

export type Settled = { outcome: 'sent' } | { outcome: 'skipped' | 'failed'; reason: string }

export type Deliveries = {
  /**
   * Takes due deliveries and sets them ahead by the lease, in one statement: two workers never take the same one, and
   * what a killed worker held comes due again. One of each order key at a time, the oldest; what it held back comes
   * with the next claim. Merging ends with the claim: a change after it makes a notice of its own.
   */
  claim(limit: number, lease: number, now: Instant): Promise<readonly Delivery[]>
  settle(delivery: Delivery, settled: Settled, now: Instant): Promise<void>
  /** Tries again at that instant. */
  postpone(delivery: Delivery, runAt: Instant, reason: string): Promise<void>
}

/** The queue as the worker sees it, outside any act's transaction: what is due in the workspaces that it speaks for. */
export const deliveries = (
  rows: ReturnType<typeof statements>,
  workspaces: readonly WorkspaceId[],
): Deliveries => ({
  claim: async (limit, lease, now) => {
    const taken = await rows(
      /* sql */ `
      update deliveries set run_at = :until, attempts = attempts + 1, merge_key = null
      where (workspace_id, id) in (
        select d.workspace_id, d.id from deliveries d
        where d.workspace_id = any(:workspaces) and d.settled_at is null and d.run_at <= :now and not exists (
          select from deliveries earlier
          where earlier.workspace_id = d.workspace_id and earlier.order_key = d.order_key
            and earlier.settled_at is null and earlier.position < d.position)
        order by d.run_at, d.position limit :limit
        for update skip locked)
      returning workspace_id, id, notice, attempts, position`,
      { workspaces, now: new Date(now), until: new Date(now + lease), limit },
    )
    return [...taken].sort((a, b) => Number(a.position) - Number(b.position)).map(toDelivery)
  },
  settle: async ({ workspace, id }, settled, now) => {
    await rows(
      /* sql */ `
      update deliveries set settled_at = :now, outcome = :outcome, reason = :reason
      where workspace_id = :workspace and id = :id and settled_at is null`,
      { workspace, id, now: new Date(now), reason: null, ...settled },
    )
  },
  postpone: async ({ workspace, id }, runAt, reason) => {
    await rows(
      /* sql */ `
      update deliveries set run_at = :runAt, reason = :reason
      where workspace_id = :workspace and id = :id and settled_at is null`,
      { workspace, id, runAt: new Date(runAt), reason },
    )
  },
})
