import { SlackError } from '@slack/web-api'
import { isFormer } from '../../domain/former-member.ts'
import type { WorkspaceId } from '../../domain/ids.ts'
import { conversationOf, type Notice, type NoticeKind, type NoticeOf } from '../../domain/notices.ts'
import { type Instant, MINUTE } from '../../domain/time/time.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { HeldLane, Send, Sending } from '../../worker/sending.ts'
import type { RunStep } from '../../worker/steps.ts'
import { type AroundCall, type DeliveringClient, retryAfter, verdict } from '../web-api/client.ts'
import { deliveries } from './deliveries.ts'
import { skipped, type With } from './delivering.ts'

export type DeliverParts = Omit<With, 'client' | 'heldLane'> & {
  /** A client for the workspace, each of whose calls `around` wraps; undefined if the app is not installed there. */
  clientFor(workspace: WorkspaceId, around: AroundCall): Promise<DeliveringClient | undefined>
}

/** Turns a notice into Web API calls, and Slack's refusals into outcomes. */
export const deliver =
  (parts: DeliverParts): Send =>
  (lane, heldLane) => {
    const found = parts.clientFor(lane.workspace, aroundCall(parts.step, heldLane))
    // Each delivery waits for it, and fails with it.
    found.catch(() => {})
    return async (delivery) => {
      try {
        const client = await found
        if (!client) return notInstalled(parts.clock.now())
        if (isForNobody(delivery.notice)) return skipped('the member was forgotten')
        return await run({ ...parts, client, heldLane }, delivery, delivery.notice)
      } catch (error) {
        if (!(error instanceof SlackError)) throw error
        const { means, reason } = verdict(error)
        const isOver = means === 'final' || means === 'gone'
        return isOver ? { outcome: 'failed', reason } : { outcome: 'retry', reason }
      }
    }
  }

/**
 * No token is good there: Slack accepts the installation no longer, or the app was removed a moment ago. What waits goes out
 * once the app is installed again, and is deleted with the rest if it never is.
 */
const notInstalled = (now: Instant): Sending => ({
  outcome: 'retry',
  reason: 'not installed',
  until: now + MINUTE,
  wholeLane: true,
  refused: true,
})

/** Nobody reads what a former member is told; only messages that are known by their place are still changed. */
const isForNobody = (notice: Notice) =>
  isFormer(notice.to) && conversationOf(notice) === notice.to && !('ts' in notice)

const aroundCall =
  (step: RunStep, heldLane: HeldLane): AroundCall =>
  async (method, call) => {
    await heldLane.beforeCall(method)
    try {
      return await step(method, call)
    } catch (error) {
      const after = retryAfter(error)
      if (after === undefined) throw error
      return heldLane.limited(method, after)
    }
  }

const run = <Kind extends NoticeKind>(
  parts: With,
  delivery: Delivery,
  notice: NoticeOf<Kind>,
): Promise<Sending> => deliveries[notice.kind](parts, delivery, notice)
