import type { MemberId } from '../../domain/ids.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { openSessionColumns, toOpenSession } from '../open-sessions.ts'
import { flag } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import { ITS_TERMS, VISIBLE } from './open-session-lists.ts'

/** An open session of somebody else's that the member could join. */
export type OpenOnHome = { session: OpenSession['session']; isInvited: boolean }

/** Rows are counted, not asked whether they exist: else Postgres might read everybody's instead of one by its key. */
const ITS_MEMBERS = /* sql */ `
  where m.workspace_id = :workspace and m.session_id = o.session_id and m.member_id = :reader`

/**
 * The soonest open sessions that a Home offers: those which the member may see, never had a seat in, does not wait for and
 * did not put aside.
 */
export const openSessionsToJoin = async (
  tx: Tx,
  reader: MemberId,
  now: Instant,
  limit: number,
): Promise<readonly OpenOnHome[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select ${openSessionColumns}, (select count(*) from open_session_members m ${ITS_MEMBERS}
        and m.invited_at is not null) > 0 as is_invited
    from sessions s ${ITS_TERMS}
    where ${VISIBLE}
      and (select count(*) from session_members m ${ITS_MEMBERS}) = 0
      and (select count(*) from open_session_members m ${ITS_MEMBERS}
        and (m.position is not null or m.put_aside_at is not null)) = 0
    order by s.starts_at, s.id limit :limit`,
    { reader, now: new Date(now), limit },
  )
  return rows.map((row) => ({ session: toOpenSession(row).session, isInvited: flag(row, 'is_invited') }))
}
