import { type SessionId, sessionId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import type { PostedMessage } from './cards.ts'
import { instant, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/**
 * The message in a channel that shows an open session. `announcedAt`: when a call about it last began or ended. `fault`:
 * what Slack said when it could not be posted or changed, once the mentor has been told.
 */
export type Announcement = {
  channel: string
  message: PostedMessage | null
  announcedAt: Instant | null
  fault: string | null
}

/** @returns undefined if no channel is to show it */
export const announcementOf = async (tx: Tx, session: SessionId): Promise<Announcement | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select announced_in, message_ts, announced_at, channel_fault from open_sessions
    where workspace_id = :workspace and session_id = :session and announced_in is not null`,
    { session },
  )
  if (!row) return undefined
  const [channel, ts] = [text(row, 'announced_in'), orNull(text, row, 'message_ts')]
  return {
    channel,
    message: ts === null ? null : { channel, ts },
    announcedAt: orNull(instant, row, 'announced_at'),
    fault: orNull(text, row, 'channel_fault'),
  }
}

/** A call about it begins or has ended: the next one waits for a second. */
export const markCalled = (tx: LockedTx, session: SessionId, at: Instant): void => {
  tx.write(
    /* sql */ `
    update open_sessions set announced_at = :at where workspace_id = :workspace and session_id = :session`,
    { session, at: new Date(at) },
  )
}

/** The channel took it at that moment. @param ts of the message */
export const saveAnnouncement = async (
  tx: LockedTx,
  session: SessionId,
  { ts, at }: { ts: string; at: Instant },
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update open_sessions set message_ts = :ts, channel_fault = null, announced_at = :at
    where workspace_id = :workspace and session_id = :session`,
    { session, ts, at: new Date(at) },
  )
}

/** Keeps what Slack said, so that the mentor is told once. @returns false if that is what was kept already */
export const saveChannelFault = async (tx: LockedTx, session: SessionId, fault: string): Promise<boolean> => {
  const changed = await tx.rows(
    /* sql */ `
    update open_sessions set channel_fault = :fault
    where workspace_id = :workspace and session_id = :session and channel_fault is distinct from :fault
    returning session_id`,
    { session, fault },
  )
  return changed.length > 0
}

/** The next of a series that has not been announced yet. */
export const nextToAnnounce = async (
  tx: Tx,
  series: string,
  { id, startsAt }: { id: SessionId; startsAt: Instant },
  now: Instant,
): Promise<SessionId | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select o.session_id from open_sessions o
    cross join lateral (
      select starts_at, status, id from sessions where workspace_id = :workspace and id = o.session_id offset 0) s
    where o.workspace_id = :workspace and o.series_id = :series and o.announced_in is not null and o.message_ts is null
      and s.status = 'scheduled' and s.starts_at > :now and s.starts_at > :startsAt and o.session_id <> :id
    order by s.starts_at, s.id limit 1`,
    { series, id, startsAt: new Date(startsAt), now: new Date(now) },
  )
  return row && sessionId(text(row, 'session_id'))
}
