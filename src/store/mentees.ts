import { type MemberId, memberId } from '../domain/ids.ts'
import { DAY, type Instant } from '../domain/time/time.ts'
import { integer, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

/** How long after their last session somebody still counts as a mentee (spec 7-directory, Profile). */
const STILL_COUNTS = 30 * DAY

/**
 * How many mentees each of these mentors has: with a session ahead, or one that ended lately, in which
 * they have a seat if it is an open one. None: left out.
 */
export const menteeCounts = async (
  tx: Tx,
  mentors: readonly MemberId[],
  now: Instant,
): Promise<ReadonlyMap<MemberId, number>> => {
  const rows = await tx.rows(
    /* sql */ `
    select m.member_id, count(distinct other.member_id)::int as mentees from session_members m
    /* Each looked up by its key: a join might read every session the workspace ever booked. */
    cross join lateral (
      select s.ends_at from sessions s where s.workspace_id = :workspace and s.id = m.session_id offset 0) s
    cross join lateral (
      select o.member_id from session_members o
      where o.workspace_id = :workspace and o.session_id = m.session_id and o.role = 'mentee'
        and o.left_at is null and o.held_until is null offset 0) other
    where m.workspace_id = :workspace and m.member_id = any(:mentors) and m.active and m.role = 'mentor'
      and m.busy_until > :since and s.ends_at > :since
    group by m.member_id`,
    { mentors, since: new Date(now - STILL_COUNTS) },
  )
  return new Map(rows.map((row) => [memberId(text(row, 'member_id')), integer(row, 'mentees')]))
}
