import { SlackError } from '@slack/web-api'
import type { WorkspaceId } from '../../domain/ids.ts'
import type { NoticeKind, NoticeOf } from '../../domain/notices.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { Send, Sending, Turn } from '../../worker/sending.ts'
import type { RunStep } from '../../worker/steps.ts'
import { type AroundCall, type DeliveringClient, retryAfter, verdict } from '../web-api/client.ts'
import { deliveries } from './deliveries.ts'
import type { With } from './delivering.ts'

export type DeliverParts = Omit<With, 'client' | 'turn'> & {
  /** A client for the workspace; `around` wraps each of its calls. */
  clientFor(workspace: WorkspaceId, around: AroundCall): DeliveringClient
}

/** Turns a notice into Web API calls, and Slack's refusals into outcomes. */
export const deliver =
  (parts: DeliverParts): Send =>
  (lane, turn) => {
    const client = parts.clientFor(lane.workspace, aroundCall(parts.step, turn))
    const given: With = { ...parts, client, turn }
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
  (step: RunStep, turn: Turn): AroundCall =>
  async (method, call) => {
    await turn.beforeCall(method)
    try {
      return await step(method, call)
    } catch (error) {
      const after = retryAfter(error)
      if (after === undefined) throw error
      return turn.limited(method, after)
    }
  }

const run = <Kind extends NoticeKind>(
  parts: With,
  delivery: Delivery,
  notice: NoticeOf<Kind>,
): Promise<Sending> => deliveries[notice.kind](parts, delivery, notice)
