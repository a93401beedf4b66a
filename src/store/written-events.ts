import { type CalendarKind, calendarKinds } from '../domain/calendars/reading.ts'
import { type MemberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const states = ['attempted', 'written', 'given_up'] as const

/** A session in a member's calendar; see the migration. */
export type WrittenEvent = { sequence: number; state: (typeof states)[number] }

/** The calendar into which a session is written for one member, and what is known of it there. */
export type EventPlace = {
  source: { id: string; kind: CalendarKind; secret: string }
  before: WrittenEvent | null
}

const toPlace = (row: Row): EventPlace => {
  const sequence = orNull(integer, row, 'sequence')
  return {
    source: { id: text(row, 'id'), kind: oneOf(row, 'kind', calendarKinds), secret: text(row, 'secret') },
    before: sequence === null ? null : { sequence, state: oneOf(row, 'state', states) },
  }
}

/**
 * The calendar in which it stands already, or the first that the member connected with leave to write. None where a file
 * of that session was made before: it would show twice. Nor while it is taken out of one that they disconnected: that may
 * be the same, connected again.
 */
export const eventPlace = async (
  tx: Tx,
  session: SessionId,
  member: MemberId,
): Promise<EventPlace | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select c.id, c.kind, c.secret, w.sequence, w.state
    from calendar_sources c
    left join written_events w on w.workspace_id = :workspace and w.session_id = :session and w.member_id = :member
      and w.source_id = c.id
    where c.workspace_id = :workspace and c.member_id = :member and (c.writes or w.state is not null)
      and (w.state is not null or not exists (select from session_members m
        where m.workspace_id = :workspace and m.session_id = :session and m.member_id = :member
          and m.calendar_file_id is not null))
      and not exists (select from disconnected_calendars d
        where d.workspace_id = :workspace and d.member_id = :member and :session = any(d.sessions))
    order by w.state is null, c.connected_at, c.id limit 1`,
    { session, member },
  )
  return row && toPlace(row)
}

/** @returns false, and nothing is kept, if the calendar was disconnected meanwhile */
export const saveWrittenEvent = async (
  tx: LockedTx,
  { session, member, source }: { session: SessionId; member: MemberId; source: string },
  { sequence, state }: WrittenEvent,
): Promise<boolean> => {
  const found = await tx.rows(
    'select id from calendar_sources where workspace_id = :workspace and id = :source for key share',
    { source },
  )
  if (found.length === 0) return false
  tx.write(
    /* sql */ `
    insert into written_events (workspace_id, session_id, member_id, source_id, sequence, state)
    values (:workspace, :session, :member, :source, :sequence, :state)
    on conflict (workspace_id, session_id, member_id) do update
      set source_id = excluded.source_id, sequence = excluded.sequence, state = excluded.state`,
    { session, member, source, sequence, state },
  )
  return true
}

/**
 * The calendar was connected again, perhaps another account's: whatever was written into it may be there.
 * @returns the sessions ahead that are to be written into it, or taken out, once more
 */
export const doubtWritten = async (
  tx: LockedTx,
  source: string,
  now: Instant,
): Promise<readonly SessionId[]> => {
  tx.write(
    /* sql */ `
    update written_events set state = 'attempted'
    where workspace_id = :workspace and source_id = :source and state = 'written'`,
    { source },
  )
  const rows = await tx.rows(
    /* sql */ `
    select w.session_id from written_events w
    join sessions s on s.workspace_id = :workspace and s.id = w.session_id
    where w.workspace_id = :workspace and w.source_id = :source and s.starts_at > :now`,
    { source, now: new Date(now) },
  )
  return rows.map((row) => sessionId(text(row, 'session_id')))
}
