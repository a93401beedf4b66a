import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import { orderKey } from '../domain/notices.ts'
import { isWaiting } from '../store/deliveries.ts'
import { act, type Parts, tell } from './act.ts'

/**
 * Leaves the member a message that something they did got no answer, for when Slack takes messages again. One that
 * waits already speaks for all that came after it too: it arrives later than they did.
 */
export const unanswered =
  (parts: Parts) =>
  (workspace: WorkspaceId, to: MemberId): Promise<void> =>
    act(parts, workspace, async (tx) => {
      const notice = { kind: 'unanswered' as const, to, at: parts.clock.now() }
      if (!(await isWaiting(tx, orderKey(notice)))) tell(parts, tx, [notice])
    })
