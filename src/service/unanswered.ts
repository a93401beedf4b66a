import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import { orderKey } from '../domain/notices.ts'
import { isWaiting } from '../store/deliveries.ts'
import { ownRows } from '../store/sql/transaction.ts'
import type { Change } from './act.ts'

/**
 * Leaves the member a message that something they did got no answer, for when Slack takes messages again. One that
 * waits already speaks for all that came after it too: it arrives later than they did.
 */
export const unanswered = (
  change: Change,
  { actor: to }: { workspace: WorkspaceId; actor: MemberId },
): Promise<void> =>
  change(ownRows, async (tx) => {
    const notice = { kind: 'unanswered' as const, to, at: tx.now() }
    if (!(await isWaiting(tx, orderKey(notice)))) tx.tell([notice])
  })
