import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import {
  checkMinutes,
  everyoneIn,
  isOpen,
  minutesOf,
  otherOf,
  type Session,
} from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { findSession, moveSession } from '../../store/sessions.ts'
import { isOverlap } from '../../store/sql/transaction.ts'
import type { Act, MemberTx } from '../act.ts'
import type { AskNow } from '../calendars/ask-now.ts'
import { cardNotice, homeNotices, sessionNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { cardsShowing } from '../requests/accept.ts'
import {
  type NotBooked,
  orSilent,
  pickedTimeRefusal,
  sessionTime,
  slotRefusal,
  timeQuery,
  uncheckedAt,
  withLength,
} from './session-time.ts'

export type Rescheduling = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /**
   * How often the session had changed when the actor saw it. A move decided on an older state, or sent again after
   * another change, does nothing.
   */
  sequence: number
  startsAt: Instant
  /** Another length, if the mentor chooses one; otherwise the session keeps its own. */
  minutes: number | null
  /** The mentor was warned that the time is outside the mentee's day, and confirmed it. */
  confirmed: boolean
}

export type Rescheduled = { outcome: 'rescheduled' | 'unchanged'; session: Session }
/** The other side moved or edited it in the meantime. */
export type Overtaken = { outcome: 'overtaken'; session: Session }

/**
 * Moves a session that has not begun, for either side: a mentee to one of the mentor's slots, a mentor to any future
 * time. It stays the same session, with its length and place; the buffers are those of the mentor's availability as it
 * is now.
 */
export const reschedule =
  (ask: AskNow) =>
  async (act: Act, move: Rescheduling): Promise<Rescheduled | Overtaken | NotBooked | Refusal> => {
    checkMinutes(move.minutes)
    const { workspace, session, actor } = move
    const silent = await ask(workspace, { session, actor })
    try {
      return await act({ between: { session } }, (tx) => moved(tx, move, silent))
    } catch (error) {
      // As with booking: the last line of defence, behind the locks.
      if (isOverlap(error)) return { outcome: 'unavailable', reason: 'mentor_busy' }
      throw error
    }
  }

const moved = async (
  tx: MemberTx,
  move: Rescheduling,
  silent: ReadonlySet<MemberId>,
): Promise<Rescheduled | Overtaken | NotBooked | Refusal> => {
  const { actor, session: id, startsAt } = move
  const [members, session] = await Promise.all([tx.held, findSession(tx, id)])
  // Nobody is locked for an open session: it has acts of its own.
  const mentee = session && !isOpen(session) && members.get(otherOf(session, session.mentor))
  if (!mentee) return refuse({ reason: 'not_found' })
  const now = tx.now()
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  const minutes = (actor === session.mentor ? move.minutes : null) ?? minutesOf(session)
  if (session.startsAt === startsAt && minutes === minutesOf(session))
    return { outcome: 'unchanged', session }
  if (session.startsAt <= now) return refuse({ reason: 'begun' })
  if (session.sequence !== move.sequence) return { outcome: 'overtaken', session }

  const meeting = { mentor: session.mentor, mentee: mentee.id, except: id }
  const [given, cards] = await Promise.all([timeQuery(tx, meeting, startsAt, now), cardsShowing(tx, session)])
  const query = { ...given, availability: withLength(given.availability, minutes) }
  const time = sessionTime(startsAt, query.availability)
  const refusal =
    actor === mentee.id
      ? slotRefusal(startsAt, query)
      : pickedTimeRefusal(query, time, { menteeZone: mentee.zone, confirmed: move.confirmed })
  if (refusal) return refusal

  // A place named for this session stays.
  const location = session.location || query.availability.location
  const unchecked = orSilent(uncheckedAt(startsAt, query, minutes), silent, {
    mentor: session.mentor,
    mentee: mentee.id,
  })
  moveSession(tx, id, { ...time, unchecked, location, movedBy: actor, movedAt: now })
  const moved = {
    ...session,
    ...{ startsAt, endsAt: time.endsAt, location, sequence: session.sequence + 1 },
    moved: { by: actor, from: session.startsAt },
  }
  tx.tell([
    // The one who moved it already knows: their message changes in place.
    ...everyoneIn(session).flatMap((to) => sessionNotices(id, to, to !== actor)),
    ...cards.map((request) => cardNotice(request)),
    ...homeNotices(...everyoneIn(session)),
  ])
  return { outcome: 'rescheduled', session: moved }
}
