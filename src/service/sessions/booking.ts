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
  /**
   * A mentor chooses the length, within `SESSION_MINUTES`. A mentee names the one they were shown, and is refused if
   * the mentor's has changed since. With null, the session has the mentor's usual length.
   */
  minutes: number | null
  /** The place a mentor names for this session; otherwise it is where the mentor's sessions are. */
  location: string | null
  intent: Intent
  /** The request whose card or line opened this booking, which is refused if that request is closed by now. */
  origin: RequestId | null
  /** The mentor was warned that the time is outside the mentee's day, and confirmed it. */
  confirmed: boolean
  /** The two members' cancelled session that this one replaces: its messages stop offering another. */
  replaces: SessionId | null
}

/** With whom the actor books. */
export const partnerOf = ({ actor, mentor, mentee }: Booking): MemberId =>
  actor === mentor ? mentee : mentor

/** `accepted`: the other side's requests that this booking accepted. */
export type Booked = {
  outcome: 'booked' | 'unchanged'
  session: Session
  accepted: { kind: RequestKind; count: number } | null
}
