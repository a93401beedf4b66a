import { type DeliveryId, deliveryId, type WorkspaceId, workspaceId } from '../domain/ids.ts'
import {
  type LaneName,
  laneOf,
  lanes,
  mergeKey,
  type Notice,
  needsHome,
  orderKey,
} from '../domain/notices.ts'
import type { Instant } from '../domain/time/time.ts'
import { enqueueByValues } from './enqueue-by-values.ts'
import { parseNotice } from './parse-notice.ts'
import { insertRows } from './sql/insert-rows.ts'
import { instant, integer, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** A notice on its way to Slack. */
export type Delivery = {
  id: DeliveryId
  workspace: WorkspaceId
  notice: Notice
  /** Failed attempts; waiting because Slack said so does not count. */
  tries: number
  /** When a call began whose answer was never recorded: it may have been posted without our knowing. */
  attemptedAt: Instant | null
}

/**
 * Writes notices in the act's own transaction. Notices with a merge key join the one already waiting (many changes of
 * a Home, one publish); for a Home that was never opened, nothing is written.
 *
 * Merging updates the waiting row rather than doing nothing: the row lock keeps a worker from claiming it, and so from
 * publishing the state before this act, until the act has committed. Those that merge are written in the order of their
 * keys, so acts never wait for each other's Homes in a circle. The waiting row also moves to the end of its order: a
 * message being posted at this moment was drawn without this act, so the change has to follow it.
 *
 * The Home's member is a column of its own: behind row-level security Postgres uses no index for a comparison with what
 * `->>` reads from a notice, since that function might leak its input. It would read every member instead.
 *
 * Citus does not take this in one statement (`enqueueByValues`).
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
  if (tx.engine === 'citus') {
    enqueueByValues(tx, rows, now)
    return
  }
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

/**
 * One statement cannot update the same waiting row twice. Nor is anybody told twice of what one act did: a message shows
 * the state as the act leaves it.
 */
const mergedAmongThemselves = (notices: readonly Notice[]): readonly Notice[] => {
  const keys = notices.map((notice) => mergeKey(notice) ?? JSON.stringify(notice))
  return notices.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}

export type Planned = { id: DeliveryId; notice: Notice; onceKey: string; runAt: Instant }

/** Writes notices that are due at a set time, each once key only once, however many processes plan it. */
export const enqueueOnce = async (tx: LockedTx, planned: readonly Planned[], now: Instant): Promise<void> => {
  const written = await alreadyWritten(tx, planned)
  const unwritten = planned.filter(({ onceKey }) => !written.has(onceKey))
  if (unwritten.length === 0) return
  const rows = unwritten.map(({ id, notice, onceKey, runAt }) => ({
    id,
    notice: JSON.stringify(notice),
    lane: laneOf(notice),
    order_key: orderKey(notice),
    once_key: onceKey,
    created_at: new Date(now),
    run_at: new Date(runAt),
  }))
  insertRows(
    tx,
    'deliveries',
    rows.sort((a, b) => (a.once_key < b.once_key ? -1 : 1)),
    'on conflict (workspace_id, once_key) where once_key is not null do nothing',
  )
}

/** The planner looks several times a minute, so nearly everything was written at an earlier look. */
const alreadyWritten = async (tx: Tx, planned: readonly Planned[]): Promise<ReadonlySet<string>> => {
  if (planned.length === 0) return new Set()
  const rows = await tx.rows(
    /* One lookup in the index for each: given a long list, Postgres would rather read the whole table. */
    /* sql */ `
    select k.once_key from unnest(cast(:keys as text[])) k (once_key)
    where (select d.id from deliveries d where d.workspace_id = :workspace and d.once_key = k.once_key) is not null`,
    { keys: planned.map(({ onceKey }) => onceKey) },
  )
  return new Set(rows.map((row) => text(row, 'once_key')))
}

/** Whether a notice with this order key is still on its way. @param among only those in these lanes */
export const isWaiting = async (
  tx: Tx,
  orderKey: string,
  among: readonly LaneName[] = lanes,
): Promise<boolean> => {
  const waiting = await tx.rows(
    /* sql */ `
    select d.id from deliveries d
    where d.workspace_id = :workspace and d.order_key = :orderKey and d.settled_at is null
      and d.lane = any(cast(:lanes as text[]))
    order by d.position limit 1`,
    { orderKey, lanes: among },
  )
  return waiting.length > 0
}

/** A delivery whose notice does not have the shape of its kind. It can only be recorded as failed. */
export type Unreadable = Pick<Delivery, 'id' | 'workspace'> & { unreadable: string }

export const toDelivery = (row: Row): Delivery | Unreadable => ({
  id: deliveryId(text(row, 'id')),
  workspace: workspaceId(text(row, 'workspace_id')),
  tries: integer(row, 'attempts'),
  attemptedAt: orNull(instant, row, 'attempted_at'),
  ...parseNotice(row.notice),
})
