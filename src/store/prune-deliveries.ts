import { DAY } from '../domain/time/time.ts'
import { inBatches } from './in-batches.ts'

/** How long a delivery is kept after its end; failed ones longer, so that an operator can look into them. */
export const KEPT = { finished: 7 * DAY, failed: 60 * DAY } as const

/** Few enough that nobody notices the wait. */
const AT_ONCE = 200

/**
 * Deletes deliveries that ended long ago, each looked up by its key: for a join, Postgres would read all of the
 * workspace's. Nothing deleted is planned again: a reminder is planned only before its session, a nudge once a day.
 * @returns how many
 */
export const pruneDeliveries = inBatches(
  /* sql */ `
  delete from deliveries where workspace_id = :workspace and id = any(array(
    select id from deliveries
    where workspace_id = :workspace and settled_at < :finished and (outcome <> 'failed' or settled_at < :failed)
    order by settled_at limit :limit))
  returning id`,
  (now) => ({ failed: new Date(now - KEPT.failed), finished: new Date(now - KEPT.finished), limit: AT_ONCE }),
)
