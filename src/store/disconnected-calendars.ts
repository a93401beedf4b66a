import { type CalendarProvider, calendarProviders } from '../domain/calendars/reading.ts'
import { type MemberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { insertRows } from './sql/insert-rows.ts'
import { flag, instant, oneOf, orNull, text, texts } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** What it takes to take sessions out of a calendar that its owner disconnected. */
export type DisconnectedCalendar = {
  id: string
  kind: CalendarProvider
  secret: string
  /** Those whose events may stand in it. */
  sessions: readonly SessionId[]
  /** Its owner is still there, and can be told. */
  isHere: boolean
}

/**
 * Keeps of these calendars of the member's what it takes to empty them: of those in which an event of a session ahead may
 * stand, whatever became of the call that wrote it. Behind a lock for which whoever is about to write another one waits.
 * @returns which these are
 */
export const keepDisconnected = async (
  tx: LockedTx,
  member: MemberId,
  ids: readonly string[],
  now: Instant,
): Promise<readonly string[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select c.id, c.kind, c.secret, c.renewing_until, ahead.sessions
    from calendar_sources c cross join lateral (
      select array_agg(w.session_id) as sessions from written_events w
      join sessions s on s.workspace_id = :workspace and s.id = w.session_id
      where w.workspace_id = :workspace and w.source_id = c.id and s.starts_at > :now) ahead
    where c.workspace_id = :workspace and c.member_id = :member and c.id = any(:ids)
    for update of c`,
    { member, ids, now: new Date(now) },
  )
  const toEmpty = rows
    .filter(({ sessions }) => sessions !== null)
    .map((row) => {
      const until = orNull(instant, row, 'renewing_until')
      return {
        ...{ id: text(row, 'id'), member_id: member, kind: text(row, 'kind'), secret: text(row, 'secret') },
        ...{ sessions: texts(row, 'sessions'), renewing_until: until === null ? null : new Date(until) },
      }
    })
  insertRows(tx, 'disconnected_calendars', toEmpty)
  return toEmpty.map(({ id }) => id)
}

export const disconnectedCalendar = async (tx: Tx, id: string): Promise<DisconnectedCalendar | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select d.kind, d.secret, d.sessions, not m.is_deactivated as is_here
    from disconnected_calendars d join members m on m.workspace_id = :workspace and m.id = d.member_id
    where d.workspace_id = :workspace and d.id = :id`,
    { id },
  )
  return (
    row && {
      id,
      kind: oneOf(row, 'kind', calendarProviders),
      secret: text(row, 'secret'),
      sessions: texts(row, 'sessions').map(sessionId),
      isHere: flag(row, 'is_here'),
    }
  )
}

/** Its event is no longer there; the next attempt goes on with the others. */
export const dropTakenOut = (tx: LockedTx, id: string, session: SessionId): void =>
  tx.write(
    /* sql */ `
    update disconnected_calendars set sessions = array_remove(sessions, :session)
    where workspace_id = :workspace and id = :id`,
    { id, session },
  )

export const forgetDisconnected = (tx: LockedTx, id: string): void =>
  tx.write('delete from disconnected_calendars where workspace_id = :workspace and id = :id', { id })

/** The workspace removes the app, which can do nothing more in it. */
export const forgetAllDisconnected = (tx: LockedTx): void =>
  tx.write('delete from disconnected_calendars where workspace_id = :workspace', {})
