import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import { endsAsOf } from '../../domain/sessions/open-session-ends.ts'
import { checkMinutes, minutesOf, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import { leaveSeat } from '../../store/seats.ts'
import { moveSession } from '../../store/sessions.ts'
import { takenBetween } from '../../store/taken-time.ts'
import type { Act, MemberTx } from '../act.ts'
import { cardNotice } from '../notices.ts'
import type { Refusal } from '../outcome.ts'
import { cardsShowing } from '../requests/accept.ts'
import { furthestAhead, type SessionTime, sessionTime, withLength } from '../sessions/session-time.ts'
import { fill, keep, seatNotices, waitNotices } from './seats.ts'
import { asSession, type Collides, collision, ownAhead, type Standing, standingOf } from './standing.ts'

export type MovingOpen = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  startsAt: Instant
  /** Its length stays if this is null. */
  minutes: number | null
}

export type OpenMoved =
  /** `lost`: those who have another session at the new time, and so no seat any more. */
  | { outcome: 'moved'; session: Session; lost: readonly MemberId[] }
  | { outcome: 'unchanged'; session: Session }
  | { outcome: 'past' | 'too_far' }

/**
 * Gives an open session another time or length. Those who have a seat are told, and can leave; a seat whose holder has
 * another session then is given up, they are told why, and it goes to the first on the waitlist. The new time is looked
 * at as if it were set up now: see `endsAsOf`.
 */
export const moveOpen = async (act: Act, moving: MovingOpen): Promise<OpenMoved | Collides | Refusal> => {
  checkMinutes(moving.minutes)
  try {
    return await attempt(act, moving)
  } catch (error) {
    if (!(error instanceof SeatTaken)) throw error
    return attempt(act, moving)
  }
}

/** Somebody took a seat between the reading of who has one and the locking of their rows. */
class SeatTaken extends Error {}

const attempt = (act: Act, moving: MovingOpen): Promise<OpenMoved | Collides | Refusal> =>
  act(
    { openSession: moving.session, seated: true, members: [moving.actor] },
    async (tx): Promise<OpenMoved | Collides | Refusal> => {
      const [held, found, { availability }] = await Promise.all([
        tx.held,
        standingOf(tx, moving.session),
        availabilityOf(tx, moving.actor),
      ])
      const own = ownAhead(found, moving.actor, tx.now())
      if ('outcome' in own) return own
      if (!own.seats.every(({ member }) => held.has(member))) throw new SeatTaken()
      const { session } = own.open
      const minutes = moving.minutes ?? minutesOf(session)
      if (session.startsAt === moving.startsAt && minutes === minutesOf(session))
        return { outcome: 'unchanged', session }
      if (moving.startsAt <= tx.now()) return { outcome: 'past' }
      if (moving.startsAt > furthestAhead(tx.now())) return { outcome: 'too_far' }
      const time = sessionTime(moving.startsAt, withLength(availability, minutes))
      const collides = await collision(tx, moving.actor, time.busy.mentor, session.id)
      return collides ?? moved(tx, own, time)
    },
  )

const moved = async (tx: MemberTx, own: Standing, time: SessionTime): Promise<OpenMoved> => {
  const { open, seats, waits } = own
  const { id, mentor, location } = open.session
  const { startsAt, endsAt, busy } = time
  const now = tx.now()
  const [taken, cards] = await Promise.all([
    takenBetween(
      tx,
      seats.map(({ member }) => member),
      busy.mentee,
      id,
    ),
    cardsShowing(tx, open.session),
  ])
  const lost = seats.filter(({ member }) => (taken.get(member) ?? []).length > 0)
  // Given up first, so that the constraint lets the others move.
  for (const { member } of lost) leaveSeat(tx, id, member, { at: now, because: 'collided' })
  moveSession(tx, id, { startsAt, endsAt, busy, location, movedBy: mentor, movedAt: now })
  const ends = endsAsOf(startsAt, open, now)
  const moved = { by: mentor, from: open.session.startsAt }
  const after: Standing = {
    open: { ...open, ...ends, session: { ...open.session, startsAt, endsAt, moved } },
    seats: seats.filter((seat) => !lost.includes(seat)),
    // At the new time they may be free.
    waits: waits.map((wait) => ({ ...wait, passedOver: false })),
  }
  tx.tell([
    ...seatNotices(open, mentor, false),
    ...seats.flatMap(({ member, heldUntil }): readonly Notice[] =>
      heldUntil === null ? seatNotices(open, member, true) : waitNotices(open, member, true),
    ),
    ...waits.flatMap(({ member }) => waitNotices(open, member, true)),
    ...cards.map((request) => cardNotice(request)),
  ])
  const filled = await fill(tx, after)
  keep(tx, filled)
  return { outcome: 'moved', session: asSession(filled), lost: lost.map(({ member }) => member) }
}
