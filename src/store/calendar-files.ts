import type { MemberId, SessionId } from '../domain/ids.ts'
import { flag, integer, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Slack's file of a session as it was at that sequence; `shared` once it is known to be in the member's DM. */
export type CalendarFile = { id: string; sequence: number; shared: boolean }

/** The latest calendar file that was made for one side of a session. */
export const calendarFile = async (
  tx: Tx,
  session: SessionId,
  member: MemberId,
): Promise<CalendarFile | null> => {
  const [row] = await tx.rows(
    /* sql */ `
    select calendar_file_id, calendar_sequence, calendar_shared from session_members
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
  const id = row && orNull(text, row, 'calendar_file_id')
  return row && id
    ? { id, sequence: integer(row, 'calendar_sequence'), shared: flag(row, 'calendar_shared') }
    : null
}

export const dropCalendarFile = async (tx: LockedTx, session: SessionId, member: MemberId): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update session_members set calendar_file_id = null, calendar_sequence = null, calendar_shared = false
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
}

export const saveCalendarFile = async (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  file: CalendarFile,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update session_members
    set calendar_file_id = :id, calendar_sequence = :sequence, calendar_shared = :shared
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member, ...file },
  )
}
