import { DAY, type Instant } from '../domain/time.ts'
import type { statements } from './transaction.ts'

/** How long a delivery is kept after its end: failed ones for whoever looks into them. */
export const KEPT = { settled: 7 * DAY, failed: 60 * DAY } as const

/** Small enough that nobody waits for it. */
const AT_ONCE = 200

/**
 * Deletes deliveries that ended long ago. What was planned once stays away: a reminder is planned only before its
 * session, a nudge once a day. @returns how many
 */
export const pruneDeliveries = async (rows: ReturnType<typeof statements>, now: Instant): Promise<number> => {
  for (let pruned = 0; ; ) {
    const gone = await rows(
      /* sql */ `
      delete from deliveries where (workspace_id, id) in (
        select workspace_id, id from deliveries
        where workspace_id = any (string_to_array(current_setting('mentorship.workspaces', true), ','))
          and settled_at < :settled and (outcome <> 'failed' or settled_at < :failed)
        order by settled_at limit :limit)
      returning id`,
      { failed: new Date(now - KEPT.failed), settled: new Date(now - KEPT.settled), limit: AT_ONCE },
    )
    pruned += gone.length
    if (gone.length < AT_ONCE) return pruned
  }
}
