import { lanes } from '../domain/notices.ts'
import { HOUR, type Instant } from '../domain/time/time.ts'
import type { Tx } from './sql/tx.ts'

/**
 * No delivery is ever put off by more than two hours, so one that waits longer was written before the clock was set
 * back: it becomes due now. Planned ones are deleted instead, and planned again when their time comes.
 */
export const makeDueAgain = async (tx: Tx, now: Instant): Promise<void> => {
  // Rows that an act or another worker holds are left for the next pass: waiting for them here could deadlock.
  await tx.rows(
    /* sql */ `
    with ahead as materialized (
      select id, once_key from deliveries where workspace_id = :workspace and settled_at is null
        and lane = any(cast(:lanes as text[])) and run_at > :beyond and (once_key is null or created_at > :beyond)
      for update skip locked),
    planned as (
      delete from deliveries where workspace_id = :workspace
        and id in (select id from ahead where once_key is not null))
    update deliveries set run_at = :now where workspace_id = :workspace
      and id in (select id from ahead where once_key is null)`,
    { lanes, now: new Date(now), beyond: new Date(now + 2 * HOUR) },
  )
}
