import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { Wait } from '../domain/sessions/open-session.ts'
import type { Instant } from '../domain/time/time.ts'
import { insertRows } from './sql/insert-rows.ts'
import { flag, integer, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Invites them, each once. */
export const invite = (
  tx: LockedTx,
  session: SessionId,
  members: readonly MemberId[],
  invitedAt: Instant,
): void => {
  insertRows(
    tx,
    'open_session_members',
    members.map((member) => ({ session_id: session, member_id: member, invited_at: new Date(invitedAt) })),
    `on conflict (workspace_id, session_id, member_id)
      do update set invited_at = coalesce(open_session_members.invited_at, excluded.invited_at)`,
  )
}

/** All who were invited, whatever they answered. */
export const invitedTo = async (tx: Tx, session: SessionId): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id from open_session_members
    where workspace_id = :workspace and session_id = :session and invited_at is not null
    order by invited_at, member_id`,
    { session },
  )
  return rows.map((row) => memberId(text(row, 'member_id')))
}

/** The member puts their invitation aside, or takes it up again (`at` null). */
export const setPutAside = (tx: LockedTx, session: SessionId, member: MemberId, at: Instant | null): void => {
  tx.write(
    /* sql */ `
    update open_session_members set put_aside_at = :at
    where workspace_id = :workspace and session_id = :session and member_id = :member and invited_at is not null`,
    { session, member, at: at === null ? null : new Date(at) },
  )
}

/** The waitlist, in its order. */
export const waitsOf = async (tx: Tx, session: SessionId): Promise<readonly Wait[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id, note, passed_over_at is not null as passed_over from open_session_members
    where workspace_id = :workspace and session_id = :session and position is not null order by position`,
    { session },
  )
  return rows.map((row) => ({
    member: memberId(text(row, 'member_id')),
    note: text(row, 'note'),
    passedOver: flag(row, 'passed_over'),
  }))
}

/** The last place on the waitlist: the mentor's lock makes its number follow the order of the commits. */
export const addWait = async (
  tx: LockedTx,
  wait: { session: SessionId; member: MemberId; note: string },
): Promise<void> => {
  if (tx.engine === 'postgres') return tx.write(ADD_WAIT, wait)
  // Citus inserts no rows of a query.
  const [last] = await tx.rows(
    /* sql */ `
    select coalesce(max(o.position), 0) as position from open_session_members o
    where o.workspace_id = :workspace and o.session_id = :session`,
    { session: wait.session },
  )
  tx.write(ADD_WAIT_AT, { ...wait, position: last ? integer(last, 'position') + 1 : 1 })
}

const WAITS = /* sql */ `
  on conflict (workspace_id, session_id, member_id)
    do update set position = excluded.position, note = excluded.note, passed_over_at = null`

const ADD_WAIT = /* sql */ `
  insert into open_session_members (workspace_id, session_id, member_id, position, note)
  select :workspace, :session, :member,
    (select coalesce(max(o.position), 0) + 1 from open_session_members o
      where o.workspace_id = :workspace and o.session_id = :session), :note
  ${WAITS}`

const ADD_WAIT_AT = /* sql */ `
  insert into open_session_members (workspace_id, session_id, member_id, position, note)
  values (:workspace, :session, :member, :position, :note)
  ${WAITS}`

/** Gives up a place on the waitlist. */
export const dropWait = (tx: LockedTx, session: SessionId, member: MemberId): void => {
  tx.write(
    /* sql */ `
    update open_session_members set position = null, note = '', passed_over_at = null
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
}

/** A seat came free, but the member has another session then. They keep their place. */
export const markPassedOver = (tx: LockedTx, session: SessionId, member: MemberId, at: Instant): void => {
  tx.write(
    /* sql */ `
    update open_session_members set passed_over_at = :at
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member, at: new Date(at) },
  )
}

/** The session has another time, at which they may be free. */
export const forgetPassedOver = (tx: LockedTx, session: SessionId): void => {
  tx.write(
    /* sql */ `
    update open_session_members set passed_over_at = null
    where workspace_id = :workspace and session_id = :session and passed_over_at is not null`,
    { session },
  )
}

/** Gives up every place on a waitlist that the member has. @returns of which sessions */
export const dropWaitsOf = async (tx: LockedTx, member: MemberId): Promise<readonly SessionId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    update open_session_members set position = null, note = '', passed_over_at = null
    where workspace_id = :workspace and member_id = :member and position is not null returning session_id`,
    { member },
  )
  return rows.map((row) => sessionId(text(row, 'session_id')))
}

/** Everybody but the mentor who was ever told of the session: invited, waiting, with a seat, or with none any more. */
export const everyoneToldOf = async (tx: Tx, session: SessionId): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id from open_session_members where workspace_id = :workspace and session_id = :session
    union
    select member_id from session_members
    where workspace_id = :workspace and session_id = :session and role = 'mentee'
    order by member_id`,
    { session },
  )
  return rows.map((row) => memberId(text(row, 'member_id')))
}

/** Open sessions ahead of which the member has a message, but neither a seat nor a place. */
export const openSessionsOutOf = async (
  tx: Tx,
  member: MemberId,
  now: Instant,
): Promise<readonly SessionId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select o.session_id from open_session_members o
    cross join lateral (
      select starts_at from sessions where workspace_id = :workspace and id = o.session_id offset 0) s
    where o.workspace_id = :workspace and o.member_id = :member and o.message_ts is not null and s.starts_at > :now
    union
    select m.session_id from session_members m
    cross join lateral (
      select starts_at from sessions where workspace_id = :workspace and id = m.session_id offset 0) s
    where m.workspace_id = :workspace and m.member_id = :member and not m.active and m.left_at is not null
      and m.busy_until > :now and m.message_ts is not null and s.starts_at > :now
    order by session_id`,
    { member, now: new Date(now) },
  )
  return rows.map((row) => sessionId(text(row, 'session_id')))
}

/** What became of the member's invitation; undefined if they have none. */
export const invitationOf = async (
  tx: Tx,
  session: SessionId,
  member: MemberId,
): Promise<{ isPutAside: boolean } | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select put_aside_at is not null as is_put_aside from open_session_members
    where workspace_id = :workspace and session_id = :session and member_id = :member and invited_at is not null`,
    { session, member },
  )
  return row && { isPutAside: flag(row, 'is_put_aside') }
}
