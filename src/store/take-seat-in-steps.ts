import type { MemberId, SessionId } from '../domain/ids.ts'
import type { SeatedBy } from '../domain/sessions/open-session.ts'
import type { Instant, Interval } from '../domain/time/time.ts'
import { flag, integer, orNull, text } from './sql/row.ts'
import type { LockedTx } from './sql/tx.ts'
import { takesTime } from './taken-time.ts'

export type TakenSeat = {
  session: SessionId
  member: MemberId
  note: string
  busy: Interval
  heldUntil: Instant | null
  by: SeatedBy
  at: Instant
}

/** Takes a seat as `takeSeat` does in one statement on one Postgres: reads first, and waits once more. */
export const takeSeatInSteps = async (tx: LockedTx, seat: TakenSeat): Promise<boolean> => {
  const { session, member, note, busy, heldUntil, by, at } = seat
  const ids = { session, member }
  const span = { from: new Date(busy.start), to: new Date(busy.end) }
  const [[place], [back], [before]] = await Promise.all([
    tx.rows(
      /* sql */ `
      select coalesce(max(o.seat), 0) + 1 as seat,
        exists (select from session_members t
          where t.workspace_id = :workspace and t.member_id = :member and ${takesTime('t')}) as is_busy
      from session_members o where o.workspace_id = :workspace and o.session_id = :session`,
      { ...ids, ...span },
    ),
    tx.rows(
      /* sql */ `
      select channel_id, message_ts, calendar_file_id, calendar_sequence, calendar_shared from session_members
      where workspace_id = :workspace and session_id = :session and member_id = :member and left_at is not null`,
      ids,
    ),
    tx.rows(
      /* sql */ `
      select channel_id, message_ts from open_session_members
      where workspace_id = :workspace and session_id = :session and member_id = :member`,
      ids,
    ),
  ])
  if (!place || flag(place, 'is_busy')) return false
  if (back) {
    tx.write(
      /* sql */ `
      delete from session_members
      where workspace_id = :workspace and session_id = :session and member_id = :member and left_at is not null`,
      ids,
    )
    tx.write(
      'update sessions set sequence = sequence + 1 where workspace_id = :workspace and id = :session',
      ids,
    )
  }
  const message = (column: 'channel_id' | 'message_ts') =>
    (back && orNull(text, back, column)) ?? (before ? orNull(text, before, column) : null)
  const rows = await tx.rows(
    /* sql */ `
    insert into session_members (workspace_id, session_id, member_id, role, busy, note, held_until, seated_by, seated_at,
      seat, channel_id, message_ts, calendar_file_id, calendar_sequence, calendar_shared)
    values (:workspace, :session, :member, 'mentee', tstzrange(:from, :to), :note, :heldUntil, :by, :at, :seat, :channel,
      :ts, :file, :fileSequence, :fileShared)
    on conflict do nothing returning member_id`,
    {
      ...ids,
      ...span,
      note,
      by,
      heldUntil: heldUntil === null ? null : new Date(heldUntil),
      at: new Date(at),
      seat: integer(place, 'seat'),
      channel: message('channel_id'),
      ts: message('message_ts'),
      file: back ? orNull(text, back, 'calendar_file_id') : null,
      fileSequence: back ? orNull(integer, back, 'calendar_sequence') : null,
      fileShared: back ? flag(back, 'calendar_shared') : false,
    },
  )
  return rows.length > 0
}
