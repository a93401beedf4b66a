import { type MemberId, memberId, type SessionId } from '../domain/ids.ts'
import type { LeftBecause, Seat, SeatedBy } from '../domain/sessions/open-session.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'
import { type TakenSeat, takeSeatInSteps } from './take-seat-in-steps.ts'
import { takesTime } from './taken-time.ts'

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
 * Takes a seat, if the member's time is free: the exclusion constraint says so, which `on conflict` heeds. The message
 * that told them of the session until now stays theirs. Who comes back after leaving keeps their calendar file too,
 * whose next version must have a higher number; if they cannot have the seat, nothing of that is lost.
 * @returns false if they have another session then
 */
export const takeSeat = async (tx: LockedTx, seat: TakenSeat): Promise<boolean> => {
  // It takes no statement that does all of this.
  if (tx.engine === 'citus') return takeSeatInSteps(tx, seat)
  const { session, member, note, busy, heldUntil, by, at } = seat
  const rows = await tx.rows(
    /* sql */ `
    with back as (
      delete from session_members
      where workspace_id = :workspace and session_id = :session and member_id = :member and left_at is not null
        and not exists (select from session_members o
          where o.workspace_id = :workspace and o.member_id = :member and ${takesTime('o')})
      returning channel_id, message_ts, calendar_file_id, calendar_sequence, calendar_shared
    ), changed as (
      update sessions set sequence = sequence + 1
      where workspace_id = :workspace and id = :session and exists (select from back)
    )
    insert into session_members (workspace_id, session_id, member_id, role, busy, note, held_until, seated_by, seated_at,
      seat, channel_id, message_ts, calendar_file_id, calendar_sequence, calendar_shared)
    select :workspace, :session, :member, 'mentee', tstzrange(:from, :to), :note, cast(:heldUntil as timestamptz), :by,
      cast(:at as timestamptz),
      (select coalesce(max(o.seat), 0) + 1 from session_members o
        where o.workspace_id = :workspace and o.session_id = :session),
      coalesce(back.channel_id, before.channel_id), coalesce(back.message_ts, before.message_ts),
      back.calendar_file_id, back.calendar_sequence, coalesce(back.calendar_shared, false)
    from (select) one
    left join back on true
    left join open_session_members before on before.workspace_id = :workspace
      and before.session_id = :session and before.member_id = :member
    on conflict do nothing returning member_id`,
    {
      session,
      member,
      note,
      by,
      from: new Date(busy.start),
      to: new Date(busy.end),
      heldUntil: heldUntil === null ? null : new Date(heldUntil),
      at: new Date(at),
    },
  )
  return rows.length > 0
}

/**
 * Gives up a seat, whose time is free at once. The session's number rises, so that the file which takes it out of a
 * calendar is newer than the one that put it there.
 */
export const leaveSeat = (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  { at, because }: { at: Instant; because: LeftBecause },
): void => {
  tx.write(
    /* sql */ `
    update session_members set active = false, left_at = :at, left_because = :because, held_until = null
    where workspace_id = :workspace and session_id = :session and member_id = :member and role = 'mentee' and active`,
    { session, member, because, at: new Date(at) },
  )
  tx.write('update sessions set sequence = sequence + 1 where workspace_id = :workspace and id = :session', {
    session,
  })
}

/** The seat that was held for the member is theirs: they said yes, or the mentor gave it to them. */
export const confirmSeat = (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  { by, at }: { by: Extract<SeatedBy, 'promoted' | 'added'>; at: Instant },
): void => {
  tx.write(
    /* sql */ `
    update session_members set held_until = null, seated_by = :by, seated_at = :at
    where workspace_id = :workspace and session_id = :session and member_id = :member and active`,
    { session, member, by, at: new Date(at) },
  )
}

/** Seats that are held for somebody are held no longer than until then. */
export const holdAtMost = (tx: LockedTx, session: SessionId, until: Instant): void => {
  tx.write(
    /* sql */ `
    update session_members set held_until = least(held_until, :until)
    where workspace_id = :workspace and session_id = :session and held_until is not null`,
    { session, until: new Date(until) },
  )
}
