import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import { everyoneIn, isOpen, otherOf, type Session } from '../../domain/sessions/session.ts'
import type { PostedMessage } from '../cards.ts'
import { findMembers } from '../members.ts'
import { uncheckedIn } from '../outside-times.ts'
import { acceptedBySession } from '../requests.ts'
import { sessionMessage } from '../session-messages.ts'
import { findSession } from '../sessions.ts'
import { hasBookedSince } from '../sessions-between.ts'
import type { Tx } from '../sql/tx.ts'

/** Everything that one side's message about a booked session shows. */
export type SessionState = {
  session: Session
  reader: Member
  other: Member
  /** The reader's own requests that the booking accepted. */
  accepted: { kind: RequestKind; count: number } | null
  message: PostedMessage | null
  /** It was cancelled, and the two have since booked another, which is still scheduled. */
  isReplaced: boolean
  /** Those whose calendars did not say, when it got its time, whether they are busy then. */
  unchecked: readonly MemberId[]
}

export const sessionState = async (
  tx: Tx,
  id: SessionId,
  readerId: MemberId,
): Promise<SessionState | undefined> => {
  const session = await findSession(tx, id)
  // Who is not in it gets no state, whatever id they name. An open session has its own (`open-session-state.ts`).
  if (!session || isOpen(session) || !everyoneIn(session).includes(readerId)) return undefined
  const otherId = otherOf(session, readerId)
  const [members, requests, message, isReplaced, unchecked] = await Promise.all([
    findMembers(tx, [readerId, otherId]),
    acceptedBySession(tx, id),
    sessionMessage(tx, id, readerId),
    session.status === 'cancelled' && hasBookedSince(tx, id, [readerId, otherId]),
    uncheckedIn(tx, id),
  ])
  const reader = members.get(readerId)
  const other = members.get(otherId)
  if (!reader || !other) return undefined
  const own = requests.filter(({ sender }) => sender === readerId)
  return {
    session,
    reader,
    other,
    accepted: own[0] ? { kind: own[0].kind, count: own.length } : null,
    message,
    isReplaced,
    unchecked,
  }
}
