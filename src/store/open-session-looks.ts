import { type SessionId, sessionId } from '../domain/ids.ts'
import type { OpenSession } from '../domain/sessions/open-session.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const dateOf = (at: Instant | null) => (at === null ? null : new Date(at))

/** When the app looks at it next; null if it does not. */
export const nextLookAt = async (tx: Tx, session: SessionId): Promise<Instant | null> => {
  const [row] = await tx.rows(
    /* sql */ `
    select look_at from open_sessions where workspace_id = :workspace and session_id = :session`,
    { session },
  )
  return row ? orNull(instant, row, 'look_at') : null
}

type Looks = Pick<OpenSession, 'countAt' | 'releaseAt'> & {
  lookAt: Instant | null
  /** When the next look was due when the act began to read. */
  before: Instant | null
}

/**
 * Keeps when the app has to look at it, and why. A look that was asked for meanwhile, without the mentor's lock, is not
 * lost.
 */
export const setLooks = (
  tx: LockedTx,
  session: SessionId,
  { countAt, releaseAt, lookAt, before }: Looks,
): void => {
  tx.write(
    /* sql */ `
    update open_sessions set count_at = :countAt, release_at = :releaseAt,
      look_at = case when look_at is distinct from cast(:before as timestamptz)
        then least(look_at, cast(:lookAt as timestamptz)) else cast(:lookAt as timestamptz) end
    where workspace_id = :workspace and session_id = :session`,
    {
      session,
      countAt: dateOf(countAt),
      releaseAt: dateOf(releaseAt),
      lookAt: dateOf(lookAt),
      before: dateOf(before),
    },
  )
}

/** The app looks at it no more. */
export const stopLooking = (tx: LockedTx, session: SessionId): void => {
  tx.write(
    /* sql */ `
    update open_sessions set count_at = null, release_at = null, look_at = null
    where workspace_id = :workspace and session_id = :session`,
    { session },
  )
}

/** The app looks at it as soon as it can: something changed about it without its mentor's lock. */
export const askForLook = (tx: LockedTx, session: SessionId, at: Instant): void => {
  tx.write(
    /* sql */ `
    update open_sessions set look_at = :at where workspace_id = :workspace and session_id = :session`,
    { session, at: new Date(at) },
  )
}

/** The open sessions that the app has to look at now, those first that wait longest. */
export const openSessionsDue = async (tx: Tx, now: Instant, limit: number): Promise<readonly SessionId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select session_id from open_sessions
    where workspace_id = :workspace and look_at <= :now order by look_at, session_id limit :limit`,
    { now: new Date(now), limit },
  )
  return rows.map((row) => sessionId(text(row, 'session_id')))
}
