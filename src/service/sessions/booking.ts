import type { Intent, MemberId, RequestId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'

export type Booking = {
  workspace: WorkspaceId
  actor: MemberId
  /** The actor is one of the two. */
  mentor: MemberId
  mentee: MemberId
  startsAt: Instant
  /** May be empty; at most TOPIC_LIMIT characters. */
  topic: string
  intent: Intent
  /** The request from whose card or line this booking was opened; it is refused where that one is closed by now. */
  origin: RequestId | null
  /** The mentor was told that the time lies outside the mentee's day, and means it. */
  confirmed: boolean
  /** The cancelled session of the two in whose place this one is booked: its messages offer no other any more. */
  replaces?: SessionId | null
}

/** `accepted`: the other side's requests which this booking accepted. */
export type Booked = {
  outcome: 'booked' | 'unchanged'
  session: Session
  accepted: { kind: RequestKind; count: number } | null
}
