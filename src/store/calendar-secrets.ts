import type { Instant } from '../domain/time/time.ts'
import { text } from './sql/row.ts'
import type { LockedTx } from './sql/tx.ts'

/** Where the row of a calendar is: among those that are read or, once its owner disconnected it, among those to be emptied. */
const TABLES = ['calendar_sources', 'disconnected_calendars'] as const

const TAKE = TABLES.map(
  (table) => /* sql */ `
    update ${table} set renewing_until = :until
    where workspace_id = :workspace and id = :id and secret = :secret
      and (renewing_until is null or renewing_until <= :now or renewing_until > :until)
    returning id`,
)
const LOOK = TABLES.map(
  (table) => `select secret from ${table} where workspace_id = :workspace and id = :id`,
).join(' union all ')
const END = TABLES.map(
  (table) => /* sql */ `
    update ${table} set secret = :secret, renewing_until = null
    where workspace_id = :workspace and id = :id and renewing_until = :until`,
)
const SAVE = TABLES.map(
  (table) => `update ${table} set secret = :secret where workspace_id = :workspace and id = :id`,
)
export const EVERY_SECRET = TABLES.map(
  (table) => `select id, secret from ${table} where workspace_id = :workspace for update`,
)

/**
 * Takes the renewal of a source's access, which still is what the asker knows; nobody else gets it before `until`. A lease
 * that ends later was taken before the clock was set back.
 * @returns its secret as it is now, and whether the asker has the renewal; undefined if the source is gone
 */
export const takeRenewal = async (
  tx: LockedTx,
  { id, secret }: { id: string; secret: string },
  { now, until }: { now: Instant; until: Instant },
): Promise<{ isMine: boolean; secret: string } | undefined> => {
  const asked = { id, secret, now: new Date(now), until: new Date(until) }
  const [taken, [row]] = await Promise.all([
    Promise.all(TAKE.map((sql) => tx.rows(sql, asked))),
    tx.rows(LOOK, { id }),
  ])
  return row && { isMine: taken.flat().length > 0, secret: text(row, 'secret') }
}

/** Ends a renewal that is still the asker's. */
export const endRenewal = (
  tx: LockedTx,
  { id, secret }: { id: string; secret: string },
  until: Instant,
): void => {
  for (const sql of END) tx.write(sql, { id, secret, until: new Date(until) })
}

export const saveSecret = (tx: LockedTx, id: string, secret: string): void => {
  for (const sql of SAVE) tx.write(sql, { id, secret })
}
