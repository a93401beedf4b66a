import { cardId, intent, memberId, requestId, sessionId, workspaceId } from '../domain/ids.ts'
import { FEEDBACK_OPEN_FOR, type FeedbackAnswer } from '../domain/sessions/feedback.ts'
import { HOUR, type Instant } from '../domain/time/time.ts'
import { type IdSource, idSource } from '../service/act.ts'
import { keepUnchanged } from '../store/calendar-readings.ts'
import { sourcesOf } from '../store/calendar-sources.ts'
import { saveAnswer } from '../store/feedback.ts'
import { forgetReportDays } from '../store/report-days.ts'
import { insertRequest, markAccepted, markWithdrawn } from '../store/requests.ts'
import { insertSession } from '../store/sessions.ts'
import type { Database } from '../store/sql/database.ts'
import { inWorkspace } from '../store/sql/transaction.ts'
import { type LockedTx, ownRows } from '../store/sql/tx.ts'

type Past = {
  mentor: string
  mentee: string
  kind: 'offer' | 'session_request'
  sentAt: Instant
  /** Half an hour each, and what both said of it; the first accepted what was sent, which else was withdrawn. */
  sessions: readonly { startsAt: Instant; said: FeedbackAnswer }[]
}

type History = {
  past: readonly Past[]
  /** When members' calendars were last read, as they were. */
  readings: readonly { member: string; at: Instant }[]
}

/**
 * Writes what happened before anybody opens the sandbox, by the store's own functions: through acts, months of it would
 * fill everybody's messages with what they know already.
 */
export const layHistory =
  ({ knex }: Database) =>
  (workspace: string, { past, readings }: History): Promise<void> =>
    inWorkspace(knex)(workspaceId(workspace), async (tx) => {
      const locked = tx.behind(ownRows)
      for (const one of past) lay(locked, one)
      for (const { member, at } of readings) {
        const sources = await sourcesOf(tx, memberId(member))
        keepUnchanged(
          locked,
          sources.map(({ id }) => id),
          { readAt: at, dueAt: at },
        )
      }
      // What was counted before is not the whole past.
      forgetReportDays(locked)
    })

const lay = (tx: LockedTx, { kind, sentAt, sessions, ...pair }: Past) => {
  const nextId: IdSource = idSource({ now: () => sentAt })
  const [mentor, mentee] = [memberId(pair.mentor), memberId(pair.mentee)]
  const [sender, receiver] = kind === 'offer' ? [mentor, mentee] : [mentee, mentor]
  const request = requestId(nextId())
  insertRequest(tx, {
    ...{ id: request, kind, sender, receiver, message: '', contextUrl: null, card: cardId(nextId()) },
    ...{ number: 1, suggestedBy: null, intent: intent(request), sentAt, opensCard: true, rerouteAt: null },
  })
  const met = sessions.map(({ startsAt, said }) => {
    const [id, endsAt] = [sessionId(nextId()), startsAt + HOUR / 2]
    const busy = { start: startsAt, end: endsAt }
    insertSession(tx, {
      ...{ id, mentor, mentees: [mentee], seats: null, startsAt, endsAt, topic: '', location: '' },
      ...{ intent: intent(id), bookedBy: receiver, bookedAt: sentAt + 20 * HOUR, suggestedBy: null },
      busy: { mentor: busy, mentee: busy },
    })
    for (const member of [mentor, mentee])
      saveAnswer(tx, id, member, { answer: said, now: endsAt + HOUR, closesAt: endsAt + FEEDBACK_OPEN_FOR })
    return id
  })
  const [first] = met
  if (first === undefined) markWithdrawn(tx, request, sentAt + HOUR)
  else markAccepted(tx, [request], { session: first }, sentAt + 20 * HOUR)
}
