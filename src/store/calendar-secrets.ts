import type { Instant } from '../domain/time/time.ts'
import { text } from './sql/row.ts'
import type { LockedTx } from './sql/tx.ts'

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
  const [taken, [row]] = await Promise.all([
    tx.rows(
      /* sql */ `
      update calendar_sources set renewing_until = :until
      where workspace_id = :workspace and id = :id and secret = :secret
        and (renewing_until is null or renewing_until <= :now or renewing_until > :until)
      returning id`,
      { id, secret, now: new Date(now), until: new Date(until) },
    ),
    tx.rows('select secret from calendar_sources where workspace_id = :workspace and id = :id', { id }),
  ])
  return row && { isMine: taken.length > 0, secret: text(row, 'secret') }
}

/** Ends a renewal that is still the asker's. */
export const endRenewal = (
  tx: LockedTx,
  { id, secret }: { id: string; secret: string },
  until: Instant,
): void => {
  tx.write(
    /* sql */ `
    update calendar_sources set secret = :secret, renewing_until = null
    where workspace_id = :workspace and id = :id and renewing_until = :until`,
    { id, secret, until: new Date(until) },
  )
}

export const saveSecret = (tx: LockedTx, id: string, secret: string): void => {
  tx.write('update calendar_sources set secret = :secret where workspace_id = :workspace and id = :id', {
    id,
    secret,
  })
}
