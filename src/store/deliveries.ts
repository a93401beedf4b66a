import { type DeliveryId, deliveryId, type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { laneOf, mergeKey, type Notice, needsHome, orderKey } from '../domain/notices.ts'
import type { Instant } from '../domain/time/time.ts'
import { parseNotice } from './parse-notice.ts'
import { instant, integer, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/transaction.ts'

/** A notice on its way. */
export type Delivery = {
  id: DeliveryId
  workspace: WorkspaceId
  notice: Notice
  /** How often it was tried in vain; waiting because Slack said so is no try. */
  tries: number
  /** Since when it may have been posted without anybody knowing: the call was begun, its answer never recorded. */
  attemptedAt: Instant | null
}

/**
 * Writes what must be told into the act's own transaction. Notices that merge (many changes of one Home, one
 * publish) fall into the one that waits already; a Home that was never opened is not written at all.
 *
 * Merging updates the waiting row rather than doing nothing: the row lock keeps a worker from claiming it, and so
 * from publishing the state before this act, until the act has committed. Those that merge come in the order of their
 * keys, so that acts which wait for one another's Homes never wait in a circle. The waiting row also moves to the end of
 * its order: a message that is being posted at this moment was drawn without this act, so the change has to follow it.
 *
 * Whose Home it is comes as a column of its own: behind row-level security Postgres uses no index for a comparison with
 * what `->>` reads out of a notice, since that function might leak what it is given. It read every member instead.
 */
export const enqueue = (
  tx: LockedTx,
  notices: readonly Notice[],
  next: () => DeliveryId,
  now: Instant,
): void => {
  const rows = mergedAmongThemselves(notices).map((notice) => ({
    id: next(),
    notice,
    lane: laneOf(notice),
    order_key: orderKey(notice),
    merge_key: mergeKey(notice),
    home_of: needsHome(notice) ? notice.to : null,
  }))
  if (rows.length === 0) return
  tx.write(
    /* sql */ `
    insert into deliveries (workspace_id, id, notice, lane, order_key, merge_key, created_at, run_at)
    select :workspace, n.id, n.notice, n.lane, n.order_key, n.merge_key, :now, :now
    from jsonb_to_recordset(cast(:rows as jsonb))
      n (id text, notice jsonb, lane text, order_key text, merge_key text, home_of text)
    where n.home_of is null or (
      select m.home_opened_at from members m where m.workspace_id = :workspace and m.id = n.home_of) is not null
    order by n.merge_key nulls first, n.id
    on conflict (workspace_id, merge_key) where settled_at is null and merge_key is not null
      do update set run_at = least(deliveries.run_at, excluded.run_at), position = default`,
    { rows: JSON.stringify(rows), now: new Date(now) },
  )
}

/** One statement cannot fall into the same waiting row twice. */
const mergedAmongThemselves = (notices: readonly Notice[]): readonly Notice[] => {
  const keys = notices.map((notice) => mergeKey(notice))
  return notices.filter((_, index) => keys[index] === null || keys.indexOf(keys[index] ?? null) === index)
}

export type Planned = { id: DeliveryId; notice: Notice; onceKey: string; runAt: Instant }

/** Writes what is to be told at a time of its own, each once key only once, however many processes plan it. */
export const enqueueOnce = async (tx: LockedTx, planned: readonly Planned[], now: Instant): Promise<void> => {
  const written = await alreadyWritten(tx, planned)
  const unwritten = planned.filter(({ onceKey }) => !written.has(onceKey))
  if (unwritten.length === 0) return
  const rows = unwritten.map(({ id, notice, onceKey, runAt }) => ({
    id,
    notice,
    lane: laneOf(notice),
    order_key: orderKey(notice),
    once_key: onceKey,
    run_at: new Date(runAt),
  }))
  await tx.rows(
    /* sql */ `
    insert into deliveries (workspace_id, id, notice, lane, order_key, once_key, created_at, run_at)
    select :workspace, n.id, n.notice, n.lane, n.order_key, n.once_key, :now, n.run_at
    from jsonb_to_recordset(cast(:rows as jsonb))
      n (id text, notice jsonb, lane text, order_key text, once_key text, run_at timestamptz)
    order by n.once_key
    on conflict (workspace_id, once_key) where once_key is not null do nothing`,
    { rows: JSON.stringify(rows), now: new Date(now) },
  )
}

/** Nearly all of it was, at every look but the first: what is planned is looked at each minute. */
const alreadyWritten = async (tx: Tx, planned: readonly Planned[]): Promise<ReadonlySet<string>> => {
  if (planned.length === 0) return new Set()
  const rows = await tx.rows(
    /* One look by the index for each: of a long list Postgres thinks it cheaper to go through the whole table. */
    /* sql */ `
    select k.once_key from unnest(cast(:keys as text[])) k (once_key)
    where (select d.id from deliveries d where d.workspace_id = :workspace and d.once_key = k.once_key) is not null`,
    { keys: planned.map(({ onceKey }) => onceKey) },
  )
  return new Set(rows.map((row) => text(row, 'once_key')))
}

/** Whether a notice of this order is still on its way. */
export const isWaiting = async (tx: Tx, orderKey: string): Promise<boolean> => {
  const waiting = await tx.rows(
    /* sql */ `
    select d.id from deliveries d
    where d.workspace_id = :workspace and d.order_key = :orderKey and d.settled_at is null
    order by d.position limit 1`,
    { orderKey },
  )
  return waiting.length > 0
}

/** One whose notice is not what its kind should be. It can only be given up. */
export type Unreadable = Pick<Delivery, 'id' | 'workspace'> & { unreadable: string }

export const toDelivery = (row: Row): Delivery | Unreadable => ({
  id: deliveryId(text(row, 'id')),
  workspace: workspaceId(text(row, 'workspace_id')),
  tries: integer(row, 'attempts'),
  attemptedAt: orNull(instant, row, 'attempted_at'),
  ...parseNotice(row.notice),
})
