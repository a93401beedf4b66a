import { type MemberId, memberId, type SessionId } from '../domain/ids.ts'
import type { Wait } from '../domain/sessions/open-session.ts'
import type { Instant } from '../domain/time/time.ts'
import { flag, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Invites them, each once. */
export const invite = (
  tx: LockedTx,
  session: SessionId,
  members: readonly MemberId[],
  invitedAt: Instant,
): void => {
  if (members.length === 0) return
  tx.write(
    /* sql */ `
    insert into open_session_members (workspace_id, session_id, member_id, invited_at)
    select :workspace, :session, member, cast(:invitedAt as timestamptz)
    from unnest(cast(:members as text[])) member
    on conflict (workspace_id, session_id, member_id)
      do update set invited_at = coalesce(open_session_members.invited_at, excluded.invited_at)`,
    { session, members, invitedAt: new Date(invitedAt) },
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
  await tx.rows(
    /* sql */ `
    insert into open_session_members (workspace_id, session_id, member_id, position, note)
    select :workspace, :session, :member,
      (select coalesce(max(o.position), 0) + 1 from open_session_members o
        where o.workspace_id = :workspace and o.session_id = :session), :note
    on conflict (workspace_id, session_id, member_id)
      do update set position = excluded.position, note = excluded.note, passed_over_at = null`,
    wait,
  )
}

/** Gives up a place on the waitlist. */
export const dropWait = async (tx: LockedTx, session: SessionId, member: MemberId): Promise<void> => {
  await tx.rows(
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

/** Gives up every place on a waitlist that the member has. */
export const dropWaitsOf = (tx: LockedTx, member: MemberId): void => {
  tx.write(
    /* sql */ `
    update open_session_members set position = null, note = '', passed_over_at = null
    where workspace_id = :workspace and member_id = :member and position is not null`,
    { member },
  )
}

/** What one member's row says, whatever they are to the session besides. */
export type Relation = {
  isInvited: boolean
  isPutAside: boolean
  /** 1 for the first on the waitlist; null if they do not wait. */
  place: number | null
  passedOver: boolean
}

const nothing: Relation = { isInvited: false, isPutAside: false, place: null, passedOver: false }

export const relationTo = async (tx: Tx, session: SessionId, member: MemberId): Promise<Relation> => {
  const [row] = await tx.rows(
    /* sql */ `
    select o.invited_at is not null as is_invited, o.put_aside_at is not null as is_put_aside,
      o.position is not null as waits, o.passed_over_at is not null as passed_over,
      (select count(*)::int from open_session_members b
        where b.workspace_id = :workspace and b.session_id = :session and b.position <= o.position) as place
    from open_session_members o
    where o.workspace_id = :workspace and o.session_id = :session and o.member_id = :member`,
    { session, member },
  )
  if (!row) return nothing
  return {
    isInvited: flag(row, 'is_invited'),
    isPutAside: flag(row, 'is_put_aside'),
    place: flag(row, 'waits') ? Number(row.place) : null,
    passedOver: flag(row, 'passed_over'),
  }
}
