import type { MemberId, SessionId } from '../domain/ids.ts'
import type { PostedMessage } from './cards.ts'
import { text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/**
 * Where a member's message about the session is; null until it is posted. Who has or had a seat has it there; who was
 * only invited to an open session, or only waits for it, has it with that.
 */
export const sessionMessage = async (
  tx: Tx,
  session: SessionId,
  member: MemberId,
): Promise<PostedMessage | null> => {
  const [row] = await tx.rows(
    /* sql */ `
    select channel_id, message_ts from session_members
    where workspace_id = :workspace and session_id = :session and member_id = :member and message_ts is not null
    union all
    select channel_id, message_ts from open_session_members
    where workspace_id = :workspace and session_id = :session and member_id = :member and message_ts is not null
    limit 1`,
    { session, member },
  )
  return row ? { channel: text(row, 'channel_id'), ts: text(row, 'message_ts') } : null
}

export const saveSessionMessage = async (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  message: PostedMessage,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update open_session_members set channel_id = :channel, message_ts = :ts
    where workspace_id = :workspace and session_id = :session and member_id = :member
      and not exists (select from session_members s
        where s.workspace_id = :workspace and s.session_id = :session and s.member_id = :member)`,
    { session, member, ...message },
  )
  await tx.rows(
    /* sql */ `
    update session_members set channel_id = :channel, message_ts = :ts
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member, ...message },
  )
}
