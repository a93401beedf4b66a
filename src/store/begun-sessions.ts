import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, text, texts } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

export type BegunSession = {
  session: SessionId
  startsAt: Instant
  /** The members whose DM has its message. */
  readers: readonly MemberId[]
}

/** Scheduled sessions that begin within the span. */
export const sessionsBegunBetween = async (
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly BegunSession[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.starts_at,
      array(select m.member_id from session_members m
        where m.workspace_id = :workspace and m.session_id = s.id and m.message_ts is not null
        union
        select m.member_id from open_session_members m
        where m.workspace_id = :workspace and m.session_id = s.id and m.message_ts is not null
        order by member_id) as readers
    from sessions s
    where s.workspace_id = :workspace and s.status = 'scheduled' and s.starts_at > :after and s.starts_at <= :until`,
    { after: new Date(after), until: new Date(until) },
  )
  return rows.map((row) => ({
    session: sessionId(text(row, 'id')),
    startsAt: instant(row, 'starts_at'),
    readers: texts(row, 'readers').map(memberId),
  }))
}
