import { SlackError } from '@slack/web-api'
import type { WorkspaceId } from '../../domain/ids.ts'
import type { NoticeKind, NoticeOf } from '../../domain/notices.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { HeldLane, Send, Sending } from '../../worker/sending.ts'
import type { RunStep } from '../../worker/steps.ts'
import { type AroundCall, type DeliveringClient, retryAfter, verdict } from '../web-api/client.ts'
import { deliveries } from './deliveries.ts'
import type { With } from './delivering.ts'

export type DeliverParts = Omit<With, 'client' | 'heldLane'> & {
  /** A client for the workspace; `around` wraps each of its calls. */
  clientFor(workspace: WorkspaceId, around: AroundCall): DeliveringClient
}

/** Turns a notice into Web API calls, and Slack's refusals into outcomes. */
export const deliver =
  (parts: DeliverParts): Send =>
  (lane, heldLane) => {
    const client = parts.clientFor(lane.workspace, aroundCall(parts.step, heldLane))
    const given: With = { ...parts, client, heldLane }
    return async (delivery) => {
      try {
        return await run(given, delivery, delivery.notice)
      } catch (error) {
        if (!(error instanceof SlackError)) throw error
        const { means, reason } = verdict(error)
        const isOver = means === 'final' || means === 'gone'
        return isOver ? { outcome: 'failed', reason } : { outcome: 'retry', reason }
      }
    }
  }

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
