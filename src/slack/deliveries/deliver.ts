import { SlackError } from '@slack/web-api'
import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import type { Clock } from '../../domain/time/time.ts'
import type { Nudges } from '../../service/requests/nudges.ts'
import type { Look } from '../../service/screens.ts'
import type { Reminders } from '../../service/sessions/reminders.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { Send, Sending, Turn } from '../../worker/sending.ts'
import type { RunStep } from '../../worker/steps.ts'
import { requestsView } from '../ids.ts'
import { homeView } from '../views/home.ts'
import { nudgeMessage } from '../views/nudge-message.ts'
import { reminderMessage } from '../views/reminder-message.ts'
import { requestCard } from '../views/request-card.ts'
import { sessionMessage } from '../views/session-message.ts'
import { unansweredMessage } from '../views/unanswered-message.ts'
import { type AroundCall, type DeliveringClient, retryAfter, verdict } from '../web-api/client.ts'
import { deliverCalendarFile } from './calendar.ts'
import { changeMessage, postAnew, type Through, takeAway } from './post.ts'

export type DeliverParts = {
  /** A way to the workspace, each of whose calls passes the function. */
  clientFor(workspace: WorkspaceId, around: AroundCall): DeliveringClient
  look: Look
  reminders: Reminders
  nudges: Nudges
  clock: Clock
  step: RunStep
}

const skipped = (reason: string): Sending => ({ outcome: 'skipped', reason })

/**
 * A notice → Web API calls. What is shown is read now, so that a late delivery never shows an old state, and the same
 * delivery twice shows the same.
 */
export const deliver =
  (parts: DeliverParts): Send =>
  (lane, turn) => {
    const through = { client: parts.clientFor(lane.workspace, aroundCall(parts.step, turn)), turn }
    return async (delivery) => {
      try {
        return await deliverNotice(parts, through, delivery)
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

const deliverNotice = async (parts: DeliverParts, through: Through, delivery: Delivery): Promise<Sending> => {
  const { look, clock, step } = parts
  const { workspace, notice } = delivery
  switch (notice.kind) {
    case 'home':
      return publishHome(parts, through, delivery, notice.to)
    case 'card': {
      const state = await step('read', () => look.card(workspace, notice.card))
      if (!state) return skipped('the card is gone')
      const { message: posted } = state.card
      if (!posted && state.pending + state.dismissed + state.accepted === 0) {
        return skipped('withdrawn before it was shown')
      }
      const content = requestCard(state, clock.now())
      if (!notice.announce) return changeMessage(through, posted, content)
      return postAnew(through, delivery, {
        to: notice.to,
        posted,
        content: async () => content,
        recording: (message) =>
          look.replacing(notice.to, posted, message, look.cardMessageAt(notice.card, message)),
      })
    }
    case 'session': {
      const state = await step('read', () => look.session(workspace, notice.session, notice.to))
      if (!state) return skipped('the session is gone')
      const { message: posted } = state
      const content = sessionMessage(state, clock.now())
      if (!notice.announce) return changeMessage(through, posted, content)
      return postAnew(through, delivery, {
        to: notice.to,
        posted,
        content: async () => content,
        recording: (message) =>
          look.replacing(
            notice.to,
            posted,
            message,
            look.sessionMessageAt(notice.session, notice.to, message),
          ),
      })
    }
    case 'replaced':
      return takeAway(through, { channel: notice.channel, ts: notice.ts })
    case 'calendar':
      return deliverCalendarFile(
        {
          ...through,
          clock,
          look: {
            ...look,
            keepCalendarFile: (...file) => step('keep file', () => look.keepCalendarFile(...file)),
          },
        },
        delivery,
        notice,
      )
    case 'reminder':
      return postAnew(through, delivery, {
        to: notice.to,
        posted: null,
        content: async () => {
          const state = await step('check', () => parts.reminders.check(workspace, notice))
          return 'reason' in state ? skipped(state.reason) : reminderMessage(state, notice.lead)
        },
        recording: () => async () => {},
      })
    case 'nudge':
      return postAnew(through, delivery, {
        to: notice.to,
        posted: null,
        content: async () => {
          const state = await step('check', () => parts.nudges.check(workspace, notice.to))
          if ('reason' in state) return skipped(state.reason)
          if ('later' in state)
            return { outcome: 'retry', reason: 'outside of the day', until: state.later, refused: true }
          return nudgeMessage(state)
        },
        recording: () => parts.nudges.nudged(notice.to),
      })
    case 'unanswered':
      return postAnew(through, delivery, {
        to: notice.to,
        posted: null,
        content: async () => unansweredMessage(notice.at),
        recording: () => async () => {},
      })
  }
}

const publishHome = async (
  { look, step }: DeliverParts,
  { client }: Through,
  { workspace }: Delivery,
  member: MemberId,
): Promise<Sending> => {
  const state = await step('read', () => look.home({ workspace, actor: member }, requestsView.decode))
  await client.views.publish({ user_id: member, view: homeView(state) })
  return { outcome: 'sent' }
}
