import { deliveryId, type MemberId, type SessionId, type WorkspaceId } from '../../domain/ids.ts'
import {
  type ReminderLead,
  reminderDue,
  reminderLeads,
  stillReminds,
} from '../../domain/sessions/reminder.ts'
import { DAY, type Instant } from '../../domain/time/time.ts'
import { sessionsBegunBetween } from '../../store/begun-sessions.ts'
import { enqueueOnce, type Planned } from '../../store/deliveries.ts'
import { type OpenSessionState, openSessionState } from '../../store/reads/open-session-state.ts'
import { type SessionState, sessionState } from '../../store/reads/session-state.ts'
import { lockSession, meetingsBetween } from '../../store/reminders.ts'
import { ownRows } from '../../store/sql/tx.ts'
import type { Parts } from '../act.ts'
import { sessionNotice } from '../notices.ts'

type Reminder = { to: MemberId; session: SessionId; startsAt: Instant; lead: ReminderLead }

/** After a longer outage the buttons stay; a press gets the answer that the session has begun. */
const STARTS_LAPSE_AFTER = DAY

const leads = Object.keys(reminderLeads) as ReminderLead[]

/**
 * Reminders are planned from the sessions as they are, shortly before they are due, not written with the booking: code
 * that moves or cancels a session can ignore them, and a process that was down finds what it missed.
 */
export const reminders = (parts: Parts) => ({
  /** Writes the reminders due by then, each once for each time that the session was given. */
  plan: (workspace: WorkspaceId, until: Instant): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const furthest = until + Math.max(...Object.values(reminderLeads))
      const meetings = await meetingsBetween(tx, now, furthest)
      const planned = meetings.flatMap((meeting) =>
        leads.flatMap((lead): Planned[] => {
          const { session, startsAt, member: to } = meeting
          const due = reminderDue(meeting, lead)
          if (due === undefined || due > until || !stillReminds(startsAt, lead, now)) return []
          const planned = {
            id: deliveryId(parts.nextId()),
            notice: { kind: 'reminder' as const, to, session, startsAt, lead },
            onceKey: `reminder:${session}:${startsAt}:${lead}:${to}`,
            runAt: Math.max(due, now),
          }
          return [planned]
        }),
      )
      await enqueueOnce(tx.behind(ownRows), planned, now)
    }),

  /** Redraws the messages of sessions that begin by then, each at its start, without its buttons. */
  planStarts: (workspace: WorkspaceId, until: Instant): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const begun = await sessionsBegunBetween(tx, now - STARTS_LAPSE_AFTER, until)
      const planned = begun.flatMap(({ session, startsAt, readers }) =>
        readers.map((to) => ({
          id: deliveryId(parts.nextId()),
          notice: sessionNotice(session, to, false),
          onceKey: `begun:${session}:${startsAt}:${to}`,
          runAt: Math.max(startsAt, now),
        })),
      )
      await enqueueOnce(tx.behind(ownRows), planned, now)
    }),

  /**
   * The last check before a reminder is sent. It locks the session's row, and so waits for an act that is changing it.
   * @returns what the reminder shows, or the reason why there is nothing left to remind of
   */
  check: (
    workspace: WorkspaceId,
    { to, session: id, startsAt, lead }: Reminder,
  ): Promise<SessionState | OpenSessionState | { reason: string }> =>
    parts.inWorkspace(workspace, async (tx) => {
      await lockSession(tx, id)
      const state = (await sessionState(tx, id, to)) ?? (await openSessionState(tx, id, to))
      if (!state) return { reason: 'the session is gone' }
      const session = 'open' in state ? state.open.session : state.session
      if (session.status === 'cancelled') return { reason: 'the session was cancelled' }
      if ('open' in state && state.standing.is !== 'seated' && state.standing.is !== 'mentor')
        return { reason: 'the member has no seat any more' }
      if (session.startsAt !== startsAt) return { reason: 'the session has another time' }
      if (state.reader.isDeactivated) return { reason: 'the member was deactivated' }
      return stillReminds(startsAt, lead, parts.clock.now()) ? state : { reason: 'too late' }
    }),
})

export type Reminders = ReturnType<typeof reminders>
