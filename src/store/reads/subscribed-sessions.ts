import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { sessionColumns, toSession } from '../sessions.ts'
import type { Tx } from '../sql/tx.ts'

/**
 * A member's sessions that end after a time, soonest first, without those that were cancelled or left and without seats
 * that are only kept. Each is looked up by its key (`session-lists.ts`).
 */
export const subscribedSessions = async (
  tx: Tx,
  member: MemberId,
  since: Instant,
  limit: number,
): Promise<readonly Session[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select ${sessionColumns} from session_members m
    cross join lateral (
      select * from sessions where workspace_id = :workspace and id = m.session_id offset 0) s
    where m.workspace_id = :workspace and m.member_id = :member and m.active
      and m.busy_until > :since and m.held_until is null
    order by m.busy_until, s.id limit :limit`,
    { member, since: new Date(since), limit },
  )
  return rows.map(toSession)
}
