import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { SetTime } from '../domain/sessions/reminder.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, text, texts } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

export type PlannedReminder = SetTime & {
  session: SessionId
  members: readonly MemberId[]
}

/** Scheduled sessions that start within the span. */
export const meetingsBetween = async (
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly PlannedReminder[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.starts_at, coalesce(s.moved_at, s.booked_at) as time_set_at,
      array(select m.member_id from session_members m
        where m.workspace_id = :workspace and m.session_id = s.id and m.left_at is null and m.held_until is null
        order by m.member_id) as members
    from sessions s
    where s.workspace_id = :workspace and s.status = 'scheduled' and s.starts_at > :after and s.starts_at <= :until`,
    { after: new Date(after), until: new Date(until) },
  )
  return rows.map((row) => ({
    session: sessionId(text(row, 'id')),
    startsAt: instant(row, 'starts_at'),
    timeSetAt: instant(row, 'time_set_at'),
    members: texts(row, 'members').map(memberId),
  }))
}

/** Waits for any act that is changing the session, and keeps it unchanged until the transaction ends. */
export const lockSession = async (tx: Tx, id: SessionId): Promise<void> => {
  await tx.rows('select id from sessions where workspace_id = :workspace and id = :id for share', { id })
}
