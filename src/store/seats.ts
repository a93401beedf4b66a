import { type MemberId, memberId, type SessionId } from '../domain/ids.ts'
import type { Seat, Wait } from '../domain/sessions/open-session.ts'
import type { Instant, Interval } from '../domain/time/time.ts'
import { flag, instant, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** The seats that are taken, in the order in which they were. */
export const seatsOf = async (tx: Tx, session: SessionId): Promise<readonly Seat[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id, held_until from session_members
    where workspace_id = :workspace and session_id = :session and role = 'mentee' and active
    order by seat`,
    { session },
  )
  return rows.map((row) => ({
    member: memberId(text(row, 'member_id')),
    heldUntil: orNull(instant, row, 'held_until'),
  }))
}

/**
 * Takes a seat, if the member's time is free: the exclusion constraint says so, which `on conflict` heeds. Whoever comes
 * back after leaving keeps the message and the calendar file they had.
 * @returns false if they have another session then
 */
export const takeSeat = async (
  tx: LockedTx,
  seat: { session: SessionId; member: MemberId; note: string; busy: Interval; heldUntil: Instant | null },
): Promise<boolean> => {
  const { session, member, note, busy, heldUntil } = seat
  const rows = await tx.rows(
    /* sql */ `
    with back as (
      delete from session_members
      where workspace_id = :workspace and session_id = :session and member_id = :member and left_at is not null
      returning channel_id, message_ts, calendar_file_id, calendar_sequence, calendar_shared
    )
    insert into session_members (workspace_id, session_id, member_id, role, busy, note, held_until, seat,
      channel_id, message_ts, calendar_file_id, calendar_sequence, calendar_shared)
    select :workspace, :session, :member, 'mentee', tstzrange(:from, :to), :note, cast(:heldUntil as timestamptz),
      (select coalesce(max(o.seat), 0) + 1 from session_members o
        where o.workspace_id = :workspace and o.session_id = :session),
      back.channel_id, back.message_ts, back.calendar_file_id, back.calendar_sequence,
      coalesce(back.calendar_shared, false)
    from (select) one left join back on true
    on conflict do nothing returning member_id`,
    {
      session,
      member,
      note,
      from: new Date(busy.start),
      to: new Date(busy.end),
      heldUntil: heldUntil === null ? null : new Date(heldUntil),
    },
  )
  return rows.length > 0
}

/** Gives up a seat, whose time is free at once. */
export const leaveSeat = (tx: LockedTx, session: SessionId, member: MemberId, at: Instant): void => {
  tx.write(
    /* sql */ `
    update session_members set active = false, left_at = :at, held_until = null
    where workspace_id = :workspace and session_id = :session and member_id = :member and role = 'mentee' and active`,
    { session, member, at: new Date(at) },
  )
}

/** The member said yes to the seat that was held for them. */
export const confirmSeat = (tx: LockedTx, session: SessionId, member: MemberId): void => {
  tx.write(
    /* sql */ `
    update session_members set held_until = null
    where workspace_id = :workspace and session_id = :session and member_id = :member and active`,
    { session, member },
  )
}

/** The waitlist, in its order. */
export const waitsOf = async (tx: Tx, session: SessionId): Promise<readonly Wait[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id, note, passed_over_at is not null as passed_over from session_waits
    where workspace_id = :workspace and session_id = :session order by position`,
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
    insert into session_waits (workspace_id, session_id, member_id, position, note)
    select :workspace, :session, :member,
      (select coalesce(max(o.position), 0) + 1 from session_waits o
        where o.workspace_id = :workspace and o.session_id = :session), :note`,
    wait,
  )
}

/** Gives up a place on the waitlist. */
export const dropWait = async (tx: LockedTx, session: SessionId, member: MemberId): Promise<void> => {
  await tx.rows(
    /* sql */ `
    delete from session_waits
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
}

/** A seat came free, but the member has another session then. They keep their place. */
export const markPassedOver = (tx: LockedTx, session: SessionId, member: MemberId, at: Instant): void => {
  tx.write(
    /* sql */ `
    update session_waits set passed_over_at = :at
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member, at: new Date(at) },
  )
}

/** Gives up every place on a waitlist that the member has. */
export const dropWaitsOf = (tx: LockedTx, member: MemberId): void => {
  tx.write('delete from session_waits where workspace_id = :workspace and member_id = :member', { member })
}
