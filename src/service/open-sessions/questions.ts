import { deliveryId, type MemberId, type SessionId, type WorkspaceId } from '../../domain/ids.ts'
import { HOUR, type Instant } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { enqueueOnce } from '../../store/deliveries.ts'
import { findMembers } from '../../store/members.ts'
import { askingBetween, findOpenSession } from '../../store/open-sessions.ts'
import { type Question, questionsFor } from '../../store/reads/open-session-state.ts'
import { ownRows } from '../../store/sql/tx.ts'
import type { Parts } from '../act.ts'

/** How long before the start a mentor is told what those who come would like to talk about. */
const TOLD_BEFORE = HOUR

type Told = { to: MemberId; session: SessionId; startsAt: Instant }

/** What those who come to an open session would like to talk about: collected in one message, for its mentor alone. */
export const questions = (parts: Parts) => ({
  /** Writes the messages due by then, each once for each time that the session was given. */
  plan: (workspace: WorkspaceId, until: Instant): Promise<void> =>
    parts.inWorkspace(workspace, async (tx) => {
      const now = parts.clock.now()
      const asking = await askingBetween(tx, now, until + TOLD_BEFORE)
      const planned = asking.map(({ session, mentor: to, startsAt }) => ({
        id: deliveryId(parts.nextId()),
        notice: { kind: 'questions' as const, to, session, startsAt },
        onceKey: `questions:${session}:${startsAt}`,
        runAt: Math.max(startsAt - TOLD_BEFORE, now),
      }))
      await enqueueOnce(tx.behind(ownRows), planned, now)
    }),

  /** The last check before it is sent. @returns the reason why there is nothing to say, if there is one */
  check: (
    workspace: WorkspaceId,
    { to, session: id, startsAt }: Told,
  ): Promise<{ questions: readonly Question[]; zone: Zone } | { reason: string }> =>
    parts.inWorkspace(workspace, async (tx) => {
      const [open, found, members] = await Promise.all([
        findOpenSession(tx, id),
        questionsFor(tx, id),
        findMembers(tx, [to]),
      ])
      const mentor = members.get(to)
      if (!open || !mentor) return { reason: 'the session is gone' }
      const { session } = open
      if (session.status === 'cancelled') return { reason: 'the session was cancelled' }
      if (session.startsAt !== startsAt) return { reason: 'the session has another time' }
      if (startsAt <= parts.clock.now()) return { reason: 'the session has begun' }
      if (mentor.isDeactivated) return { reason: 'the member was deactivated' }
      return found.length === 0
        ? { reason: 'nobody wrote anything' }
        : { questions: found, zone: mentor.zone }
    }),
})

export type Questions = ReturnType<typeof questions>
