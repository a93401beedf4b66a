import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import type { RequestKind } from '../../domain/request.ts'
import type { Session } from '../../domain/session.ts'
import type { PostedMessage } from '../cards.ts'
import { findMembers } from '../members.ts'
import { acceptedBySession } from '../requests.ts'
import { findSession, sessionMessage } from '../sessions.ts'
import type { Tx } from '../transaction.ts'

/** All that one side's message about a session shows. */
export type SessionState = {
  session: Session
  reader: Member
  other: Member
  /** The reader's own requests which the booking accepted. */
  settled: { kind: RequestKind; count: number } | null
  message: PostedMessage | null
}

export const sessionState = async (
  tx: Tx,
  id: SessionId,
  readerId: MemberId,
): Promise<SessionState | undefined> => {
  const session = await findSession(tx, id)
  if (!session) return undefined
  const members = await findMembers(tx, [session.mentor, session.mentee])
  const reader = members.find((member) => member.id === readerId)
  const other = members.find((member) => member.id !== readerId)
  if (!reader || !other) return undefined
  const accepted = (await acceptedBySession(tx, id)).filter(({ sender }) => sender === readerId)
  return {
    session,
    reader,
    other,
    settled: accepted[0] ? { kind: accepted[0].kind, count: accepted.length } : null,
    message: await sessionMessage(tx, id, readerId),
  }
}
