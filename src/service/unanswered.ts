import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import { orderKey } from '../domain/notices.ts'
import { isWaiting } from '../store/deliveries.ts'
import { ownRows } from '../store/sql/tx.ts'
import type { Change } from './act.ts'

/**
 * Leaves the member a message that something they did got no answer, to be sent once Slack accepts messages again.
 * While one is waiting there is no need for another: it will arrive after this press too.
 */
export const unanswered = (
  change: Change,
  { actor: to }: { workspace: WorkspaceId; actor: MemberId },
): Promise<void> =>
  change(ownRows, async (tx) => {
    const notice = { kind: 'unanswered' as const, to, at: tx.now() }
    if (!(await isWaiting(tx, orderKey(notice)))) tx.tell([notice])
  })
