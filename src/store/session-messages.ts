import type { MemberId, SessionId } from '../domain/ids.ts'
import type { PostedMessage } from './cards.ts'
import { orNull, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Where one side's message about the session is; null until it is posted. */
export const sessionMessage = async (
  tx: Tx,
  session: SessionId,
  member: MemberId,
): Promise<PostedMessage | null> => {
  const [row] = await tx.rows(
    /* sql */ `
    select channel_id, message_ts from session_members
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
  const channel = row && orNull(text, row, 'channel_id')
  const ts = row && orNull(text, row, 'message_ts')
  return channel && ts ? { channel, ts } : null
}

export const saveSessionMessage = async (
  tx: LockedTx,
  session: SessionId,
  member: MemberId,
  message: PostedMessage,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update session_members set channel_id = :channel, message_ts = :ts
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member, ...message },
  )
}
