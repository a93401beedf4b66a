import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import { endsAsOf } from '../../domain/sessions/open-session-ends.ts'
import { promotion } from '../../domain/sessions/promotion.ts'
import { checkMinutes, minutesOf, type Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { availabilityOf } from '../../store/availabilities.ts'
import { lockIfIdle } from '../../store/members.ts'
import { everyoneToldOf, forgetPassedOver } from '../../store/open-session-members.ts'
import { holdAtMost, leaveSeat } from '../../store/seats.ts'
import { moveSession } from '../../store/sessions.ts'
import { takenBetween } from '../../store/taken-time.ts'
import type { Act, MemberTx } from '../act.ts'
import type { AskNow } from '../calendars/ask-now.ts'
import { cardNotice, sessionNotice } from '../notices.ts'
import type { Refusal } from '../outcome.ts'
import { cardsShowing } from '../requests/accept.ts'
import { furthestAhead, type SessionTime, sessionTime, withLength } from '../sessions/session-time.ts'
import { keep } from './keep.ts'
import { seatNotices, waitNotices } from './notices.ts'
import { askAbout, type OwnCalendarBusy, ownCalendar } from './own-calendar.ts'
import { fill } from './seats.ts'
import { asSession, type Collides, collision, ownAhead, type Standing, standingOf } from './standing.ts'

export type MovingOpen = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  startsAt: Instant
  /** Its length stays if this is null. */
  minutes: number | null
  /** As in setting one up. */
  toldBusy?: readonly Instant[]
}

export type OpenMoved =
  /** `lost`: those who have another session at the new time, and so no seat any more. */
  | { outcome: 'moved'; session: Session; lost: readonly MemberId[] }
  | { outcome: 'unchanged'; session: Session }
  | { outcome: 'past' | 'too_far' }
  | OwnCalendarBusy

/**
 * Gives an open session another time or length. Those who have a seat are told, and can leave; a seat whose holder has
 * another session then is given up, they are told why, and it goes to the first on the waitlist. The new time is looked
 * at as if it were set up now: see `endsAsOf`.
 */
export const moveOpen =
  (ask: AskNow) =>
  async (act: Act, moving: MovingOpen): Promise<OpenMoved | Collides | Refusal> => {
    checkMinutes(moving.minutes)
    if (!moving.toldBusy?.length) await ask(moving.workspace, { members: [moving.actor] })
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(act, moving)
      } catch (error) {
        if (!(error instanceof SeatTaken) || tries === TRIES) throw error
      }
    }
  }

const TRIES = 5

/** Somebody took a seat between the reading of who has one and the locking of their rows, and is acting again. */
class SeatTaken extends Error {}

/** Those who took a seat meanwhile are locked too, but not waited for: see `fill`. */
const lockRest = async (tx: MemberTx, { seats }: Standing): Promise<void> => {
  const held = await tx.held
  const locked = await Promise.all(
    seats.flatMap(({ member }) => (held.has(member) ? [] : [lockIfIdle(tx, member)])),
  )
  if (locked.includes(undefined)) throw new SeatTaken()
}

const attempt = (act: Act, moving: MovingOpen): Promise<OpenMoved | Collides | Refusal> =>
  act(
    { openSession: moving.session, seated: true, members: [moving.actor] },
    async (tx): Promise<OpenMoved | Collides | Refusal> => {
      const [, found, { availability }] = await Promise.all([
        tx.held,
        standingOf(tx, moving.session),
        availabilityOf(tx, moving.actor),
      ])
      const own = ownAhead(found, moving.actor, tx.now())
      if ('outcome' in own) return own
      await lockRest(tx, own)
      const { session } = own.open
      const minutes = moving.minutes ?? minutesOf(session)
      if (session.startsAt === moving.startsAt && minutes === minutesOf(session))
        return { outcome: 'unchanged', session }
      if (moving.startsAt <= tx.now()) return { outcome: 'past' }
      if (moving.startsAt > furthestAhead(tx.now())) return { outcome: 'too_far' }
      const time = sessionTime(moving.startsAt, withLength(availability, minutes))
      const span = { start: time.startsAt, end: time.endsAt }
      const [collides, busyAmong] = await Promise.all([
        collision(tx, moving.actor, time.busy.mentor, session.id),
        ownCalendar(tx, moving.actor, span, tx.now()),
      ])
      return collides ?? askAbout(busyAmong([span]), moving.toldBusy) ?? moved(tx, own, time)
    },
  )

const moved = async (tx: MemberTx, own: Standing, time: SessionTime): Promise<OpenMoved> => {
  const { open, seats, waits } = own
  const { id, mentor, location } = open.session
  const { startsAt, endsAt, busy } = time
  const now = tx.now()
  const [taken, cards, told] = await Promise.all([
    takenBetween(
      tx,
      seats.map(({ member }) => member),
      busy.mentee,
      id,
    ),
    cardsShowing(tx, open.session),
    everyoneToldOf(tx, id),
  ])
  const lost = seats.filter(({ member }) => (taken.get(member) ?? []).length > 0)
  // Given up first, so that the constraint lets the others move.
  for (const { member } of lost) leaveSeat(tx, id, member, { at: now, because: 'collided' })
  moveSession(tx, id, { startsAt, endsAt, busy, location, movedBy: mentor, movedAt: now })
  forgetPassedOver(tx, id)
  const ends = endsAsOf(startsAt, open, now)
  const got = promotion(startsAt, now)
  // A seat is never held beyond what is left before the new time.
  const latest = got.kind === 'held' ? got.until : null
  if (latest !== null) holdAtMost(tx, id, latest)
  const moved = { by: mentor, from: open.session.startsAt }
  const after: Standing = {
    ...own,
    open: { ...open, ...ends, session: { ...open.session, startsAt, endsAt, moved } },
    seats: seats.flatMap((seat) => {
      if (lost.includes(seat)) return []
      const { member, heldUntil } = seat
      const isShorter = heldUntil !== null && latest !== null && latest < heldUntil
      return [isShorter ? { member, heldUntil: latest } : seat]
    }),
    // At the new time they may be free.
    waits: waits.map((wait) => ({ ...wait, passedOver: false })),
  }
  const inIt = new Set([...seats, ...waits].map(({ member }) => member))
  tx.tell([
    ...seatNotices(open, mentor, false),
    ...seats.flatMap(({ member, heldUntil }): readonly Notice[] =>
      heldUntil === null ? seatNotices(open, member, true) : waitNotices(open, member, true),
    ),
    ...waits.flatMap(({ member }) => waitNotices(open, member, true)),
    // The cards of those who are not in it follow, and nobody is bothered.
    ...told.flatMap((member) => (inIt.has(member) ? [] : [sessionNotice(id, member, false)])),
    ...cards.map((request) => cardNotice(request)),
  ])
  const filled = await fill(tx, after)
  keep(tx, own, filled)
  return { outcome: 'moved', session: asSession(filled), lost: lost.map(({ member }) => member) }
}
