import type { MemberId, SessionId } from '../domain/ids.ts'
import type { LeftBecause, SeatedBy } from '../domain/sessions/open-session.ts'
import { type OpenStanding, standingAs } from '../domain/sessions/standing.ts'
import { flag, instant, integer, oneOf, orNull, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

/** What the member is to this open session; nothing if there is none. */
export const standingTo = async (tx: Tx, session: SessionId, member: MemberId): Promise<OpenStanding> =>
  (await standingsOf(tx, member, [session])).get(session) ?? { is: 'none' }

/** What the member is to each of these open sessions. */
export const standingsOf = async (
  tx: Tx,
  member: MemberId,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<string, OpenStanding>> => {
  if (sessions.length === 0) return new Map()
  const rows = await tx.rows(
    /* sql */ `
    select o.session_id, o.mentor_id = :member as is_mentor,
      case when m.left_at is null then m.seated_by end as seated_by, m.held_until, m.left_because,
      (select s.moved_at from sessions s where s.workspace_id = :workspace and s.id = o.session_id) > m.seated_at
        is true as moved_since,
      w.invited_at is not null as is_invited, w.put_aside_at is not null as is_put_aside,
      w.passed_over_at is not null as passed_over,
      case when w.position is not null then (select count(*)::int from open_session_members b
        where b.workspace_id = :workspace and b.session_id = o.session_id and b.position <= w.position) end as place
    from open_sessions o
    left join session_members m on m.workspace_id = :workspace and m.session_id = o.session_id and m.member_id = :member
    left join open_session_members w
      on w.workspace_id = :workspace and w.session_id = o.session_id and w.member_id = :member
    where o.workspace_id = :workspace and o.session_id = any(:sessions)`,
    { member, sessions },
  )
  return new Map(
    rows.map((row) => [
      text(row, 'session_id'),
      standingAs({
        isMentor: flag(row, 'is_mentor'),
        seatedBy: orNull(
          (from, column) => oneOf<SeatedBy>(from, column, ['joined', 'added', 'promoted']),
          row,
          'seated_by',
        ),
        heldUntil: orNull(instant, row, 'held_until'),
        movedSince: flag(row, 'moved_since'),
        leftBecause: orNull(
          (from, column) => oneOf<LeftBecause>(from, column, ['left', 'lapsed', 'collided', 'departed']),
          row,
          'left_because',
        ),
        place: orNull(integer, row, 'place'),
        passedOver: flag(row, 'passed_over'),
        isInvited: flag(row, 'is_invited'),
        isPutAside: flag(row, 'is_put_aside'),
      }),
    ]),
  )
}
