import { deliveryId, type MemberId, type SessionId, type WorkspaceId } from '../../domain/ids.ts'
import { workingMoment, workingTime } from '../../domain/requests/working-time.ts'
import { asksAfter, FEEDBACK_LAPSES_AFTER, FEEDBACK_OPEN_FOR } from '../../domain/sessions/feedback.ts'
import { DAY, type Instant } from '../../domain/time/time.ts'
import { isZone } from '../../domain/time/zone.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import type { PostedMessage } from '../../store/cards.ts'
import { enqueueOnce, type Planned } from '../../store/deliveries.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import { attendedBetween, saveQuestion } from '../../store/feedback.ts'
import { type FeedbackState, feedbackState } from '../../store/reads/feedback-state.ts'
import { ownRows } from '../../store/sql/tx.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Parts } from '../act.ts'
import { feedbackNotice } from '../notices.ts'

/** After a longer outage nobody is asked any more about what ended in it. */
const LOOKS_BACK = DAY

/** Asks both sides how their session was, once each, at the next moment at which they may get messages. */
export const askForFeedback = (parts: Parts) => ({
  /** Writes the questions about sessions that ended by then. */
  plan: (workspace: WorkspaceId, until: Instant): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const settings = await workspaceSettings(tx)
      if (!settings.feedback) return
      const attended = await attendedBetween(tx, now - LOOKS_BACK, until)
      const planned = attended.map(({ session, member, endsAt, zone, weekly }): Planned => {
        const working = workingTime(weekly, settings)
        return {
          id: deliveryId(parts.nextId()),
          notice: feedbackNotice(session, member, true),
          onceKey: `feedback:${session}:${member}`,
          runAt: workingMoment(Math.max(endsAt, now), isZone(zone) ? zone : 'UTC', working),
        }
      })
      await enqueueOnce(tx.behind(ownRows), planned, now)
    }),

  /** The last check before a question is sent. `later`: outside of the member's hours. */
  check: (
    workspace: WorkspaceId,
    session: SessionId,
    to: MemberId,
  ): Promise<FeedbackState | { reason: string } | { later: Instant }> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const [state, settings, { availability, isSet }] = await Promise.all([
        feedbackState(tx, session, to),
        workspaceSettings(tx),
        availabilityOf(tx, to),
      ])
      if (!state) return { reason: 'the member was not there, or met nobody' }
      const { startsAt, endsAt, status } = state.session
      if (!settings.feedback) return { reason: 'the workspace wants none' }
      if (status === 'cancelled') return { reason: 'the session was cancelled' }
      if (endsAt > now) return { reason: 'the session has another time' }
      if (state.reader.isDeactivated) return { reason: 'the member was deactivated' }
      if (now > endsAt + FEEDBACK_LAPSES_AFTER) return { reason: 'too late' }
      if (!asksAfter(startsAt, state.series, settings.feedbackEvery))
        return { reason: 'asked after a later one of the series' }
      const zone = isZone(state.reader.zone) ? state.reader.zone : 'UTC'
      const moment = workingMoment(now, zone, workingTime(isSet ? availability.weekly : null, settings))
      return moment > now ? { later: moment } : state
    }),

  /** Recorded together with the delivery that posted it, which also plans when it folds away. */
  asked:
    (session: SessionId, to: MemberId, message: PostedMessage): Recording =>
    async (tx) => {
      const now = parts.clock.now()
      const closesAt = now + FEEDBACK_OPEN_FOR
      await saveQuestion(tx, session, to, message, closesAt)
      const fold = {
        id: deliveryId(parts.nextId()),
        notice: { kind: 'feedbackOver' as const, to, session },
        onceKey: `feedback-over:${session}:${to}`,
        runAt: closesAt,
      }
      await enqueueOnce(tx, [fold], now)
    },
})

export type AskForFeedback = ReturnType<typeof askForFeedback>
