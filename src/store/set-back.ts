import { lanes } from '../domain/notices.ts'
import { HOUR, type Instant } from '../domain/time/time.ts'
import { flag, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

/**
 * No delivery is ever put off by more than two hours, so one that waits longer was written before the clock was set
 * back: it becomes due now. Planned ones are deleted instead, and planned again when their time comes.
 */
export const makeDueAgain = async (tx: Tx, now: Instant): Promise<void> => {
  const locked = tx.behind(() =>
    // Rows that an act or another worker holds are left for the next pass: waiting for them here could deadlock.
    tx.rows(
      /* sql */ `
      select id, once_key is not null as is_planned from deliveries
      where workspace_id = :workspace and settled_at is null and lane = any(cast(:lanes as text[]))
        and run_at > :beyond and (once_key is null or created_at > :beyond)
      for update skip locked`,
      { lanes, beyond: new Date(now + 2 * HOUR) },
    ),
  )
  const ahead = await locked.held
  if (ahead.length === 0) return
  const ids = (isPlanned: boolean) =>
    ahead.filter((row) => flag(row, 'is_planned') === isPlanned).map((row) => text(row, 'id'))
  locked.write('delete from deliveries where workspace_id = :workspace and id = any(:ids)', {
    ids: ids(true),
  })
  locked.write('update deliveries set run_at = :now where workspace_id = :workspace and id = any(:ids)', {
    ids: ids(false),
    now: new Date(now),
  })
}
