import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { MentoringRole } from '../../domain/member.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { type Feedback, findFeedback } from '../feedback.ts'
import type { KnownMember } from '../members.ts'
import { findMembers } from '../members.ts'
import { sessionsOfSeries } from '../open-sessions.ts'
import { standingOf } from '../organisers.ts'
import type { Tx } from '../sql/tx.ts'
import { openSessionState } from './open-session-state.ts'
import { sessionState } from './session-state.ts'

/** Everything that the question about a session shows to one of its members, and nothing of what others said. */
export type FeedbackState = {
  session: Session
  reader: KnownMember
  /** What the reader was. */
  role: MentoringRole
  /** Who else was there; null for the mentor of an open session, who met several. */
  other: MemberId | null
  /** Undefined until they were asked. */
  feedback: Feedback | undefined
  /** To whom a line can be shown; empty where nobody was named. */
  organisers: readonly MemberId[]
  /** Of a series, when its sessions that take place begin. */
  series: readonly Instant[]
}

/** @returns undefined if the member was not there */
export const feedbackState = async (
  tx: Tx,
  id: SessionId,
  readerId: MemberId,
): Promise<FeedbackState | undefined> => {
  const [there, members, feedback, { organisers }] = await Promise.all([
    whoWasThere(tx, id, readerId),
    findMembers(tx, [readerId]),
    findFeedback(tx, id, readerId),
    standingOf(tx, readerId),
  ])
  const reader = members.get(readerId)
  return there && reader && { ...there, reader, feedback, organisers }
}

type There = Pick<FeedbackState, 'session' | 'role' | 'other' | 'series'>

const whoWasThere = async (tx: Tx, id: SessionId, reader: MemberId): Promise<There | undefined> => {
  const booked = await sessionState(tx, id, reader)
  if (booked) {
    const { session, other } = booked
    return { session, other: other.id, role: session.mentor === reader ? 'mentor' : 'mentee', series: [] }
  }
  const state = await openSessionState(tx, id, reader)
  if (!state) return undefined
  const { open, standing, coming } = state
  const { session, series } = open
  const starts =
    series === null
      ? []
      : (await sessionsOfSeries(tx, series))
          .filter((one) => one.session.status === 'scheduled')
          .map((one) => one.session.startsAt)
  if (standing.is === 'seated') return { session, other: session.mentor, role: 'mentee', series: starts }
  const met = standing.is === 'mentor' && (coming?.seated.length ?? 0) > 0
  return met ? { session, other: null, role: 'mentor', series: starts } : undefined
}
