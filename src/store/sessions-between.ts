import type { MemberId, SessionId } from '../domain/ids.ts'
import type { Session } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time/time.ts'
import { sessionColumns, toSession } from './sessions.ts'
import type { Tx } from './sql/tx.ts'

/** The next scheduled session of this mentor and this mentee, in these roles. A seat that is only held is none yet. */
export const nextSessionOf = async (
  tx: Tx,
  mentor: MemberId,
  mentee: MemberId,
  now: Instant,
): Promise<Session | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${sessionColumns} from session_members a
    cross join lateral (
      select from session_members where workspace_id = :workspace and session_id = a.session_id
        and member_id = :mentee and role = 'mentee' and active and held_until is null offset 0) b
    cross join lateral (
      select * from sessions where workspace_id = :workspace and id = a.session_id offset 0) s
    where a.workspace_id = :workspace and a.member_id = :mentor and a.role = 'mentor' and a.active
      and a.busy_until > :now and s.ends_at > :now
    order by a.busy_until limit 1`,
    { mentor, mentee, now: new Date(now) },
  )
  return row && toSession(row)
}

/**
 * Whether the two have booked another session since this one was cancelled, in either role. An open session was not
 * booked, and two mentees in it have not met for it.
 */
export const hasBookedSince = async (
  tx: Tx,
  id: SessionId,
  [one, other]: readonly [MemberId, MemberId],
): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    select 1 as found from session_members m
    /* Each by its key: a join might read every session the workspace ever booked. */
    where m.workspace_id = :workspace and m.member_id = :one and m.active
      and m.busy_until > (select c.cancelled_at from sessions c where c.workspace_id = :workspace and c.id = :id)
      and (select o.role from session_members o
        where o.workspace_id = :workspace and o.session_id = m.session_id and o.member_id = :other) is not null
      and (select s.booked_at from sessions s where s.workspace_id = :workspace and s.id = m.session_id
          and s.seats is null)
        > (select c.cancelled_at from sessions c where c.workspace_id = :workspace and c.id = :id)
    limit 1`,
    { id, one, other },
  )
  return rows.length > 0
}
