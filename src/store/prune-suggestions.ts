import { inBatches } from './in-batches.ts'

/** Few enough that nobody notices the wait. */
const AT_ONCE = 200

/**
 * Deletes suggestions that count for no limit any more and are no longer shown, each looked up by its key. What came of
 * one keeps who suggested it by itself. @returns how many
 */
export const pruneSuggestions = inBatches(
  /* sql */ `
  delete from suggestions where workspace_id = :workspace and id = any(array(
    select id from suggestions where workspace_id = :workspace and counts_until < :now
    order by counts_until limit :limit))
  returning id`,
  (now) => ({ now: new Date(now), limit: AT_ONCE }),
)
