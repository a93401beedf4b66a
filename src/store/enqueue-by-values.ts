import type { Notice } from '../domain/notices.ts'
import type { Instant } from '../domain/time/time.ts'
import { insertRows } from './sql/insert-rows.ts'
import type { LockedTx } from './sql/tx.ts'

/** A delivery to be written; `home_of`: whose Home it draws, if it does. */
type Written = {
  id: string
  notice: Notice
  lane: string
  order_key: string
  merge_key: string | null
  home_of: string | null
}

/** Its place moves to the end: the coordinator counts it (`npm run distribute` lets a statement say which it gets). */
const MERGE = /* sql */ `on conflict (workspace_id, merge_key) where settled_at is null and merge_key is not null
      do update set run_at = least(deliveries.run_at, excluded.run_at), position = excluded.position`

/**
 * Writes notices on Citus, as `enqueue` does elsewhere in one statement: rows of values, which go to the one node that
 * they belong to and are counted by the coordinator. Rows of values cannot depend on whether a Home was ever opened, so
 * those of Homes that never were are deleted again, in the same transaction.
 */
export const enqueueByValues = (tx: LockedTx, rows: readonly Written[], now: Instant): void => {
  const at = { created_at: new Date(now), run_at: new Date(now) }
  const toRow = ({ home_of, notice, merge_key, ...rest }: Written) => ({
    ...rest,
    merge_key,
    notice: JSON.stringify(notice),
    ...at,
  })
  const merging = rows.flatMap((row) => (row.merge_key === null ? [] : [{ ...row, key: row.merge_key }]))
  insertRows(tx, 'deliveries', rows.filter(({ merge_key }) => merge_key === null).map(toRow))
  insertRows(
    tx,
    'deliveries',
    merging.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key, ...row }) => toRow(row)),
    MERGE,
  )
  const homes = rows.filter(({ home_of }) => home_of !== null)
  if (homes.length === 0) return
  tx.write(
    /* sql */ `
    delete from deliveries where workspace_id = :workspace and id in (
      select h.id from unnest(cast(:ids as text[]), cast(:members as text[])) h (id, member)
      where not exists (
        select from members m where m.workspace_id = :workspace and m.id = h.member and m.home_opened_at is not null))`,
    { ids: homes.map(({ id }) => id), members: homes.map(({ home_of }) => home_of ?? '') },
  )
}
