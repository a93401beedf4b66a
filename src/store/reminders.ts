import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { SetTime } from '../domain/sessions/reminder.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

export type PlannedReminder = SetTime & { session: SessionId; member: MemberId }

/**
 * Who is in a session that starts within the span. Somebody who took a seat after its time was set has known that time
 * since then.
 */
export const meetingsBetween = async (
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly PlannedReminder[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.starts_at, m.member_id, greatest(s.moved_at, s.booked_at, m.seated_at) as time_set_at
    from sessions s
    cross join lateral (
      select member_id, seated_at from session_members
      where workspace_id = :workspace and session_id = s.id and left_at is null and held_until is null offset 0) m
    where s.workspace_id = :workspace and s.status = 'scheduled' and s.starts_at > :after and s.starts_at <= :until
    order by s.starts_at, s.id, m.member_id`,
    { after: new Date(after), until: new Date(until) },
  )
  return rows.map((row) => ({
    session: sessionId(text(row, 'id')),
    member: memberId(text(row, 'member_id')),
    startsAt: instant(row, 'starts_at'),
    timeSetAt: instant(row, 'time_set_at'),
  }))
}

/** Waits for any act that is changing the session, and keeps it unchanged until the transaction ends. */
export const lockSession = async (tx: Tx, id: SessionId): Promise<void> => {
  await tx.rows('select id from sessions where workspace_id = :workspace and id = :id for share', { id })
}
