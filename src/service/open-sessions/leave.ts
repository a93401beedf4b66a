import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { dropWait } from '../../store/open-session-members.ts'
import { confirmSeat, leaveSeat, leftBecause } from '../../store/seats.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Accepted, acceptBySeat, fill, keep, seatNotices, waitNotices } from './seats.ts'
import { asSession, closedTo, type Standing, standingOf } from './standing.ts'

export type Leaving = { workspace: WorkspaceId; actor: MemberId; session: SessionId }

/** `unchanged`: they had no seat any more, and did not wait for one. */
export type Left = { outcome: 'left' | 'unchanged'; session: Session }

/** Gives up a seat, which goes to the first on the waitlist in the same transaction, or a place on the waitlist. */
export const leave = (act: Act, { actor, session: id }: Leaving): Promise<Left | Refusal> =>
  act({ openSession: id, members: [actor] }, async (tx): Promise<Left | Refusal> => {
    const [, standing] = await Promise.all([tx.held, standingOf(tx, id)])
    if (!standing || standing.open.session.mentor === actor) return refuse({ reason: 'not_found' })
    return leaveIn(tx, standing, actor)
  })

const leaveIn = async (tx: MemberTx, standing: Standing, actor: MemberId): Promise<Left | Refusal> => {
  const { open, seats, waits } = standing
  const { session } = open
  const seat = seats.find(({ member }) => member === actor)
  const waited = waits.some(({ member }) => member === actor)
  if (!seat && !waited) {
    const had = await leftBecause(tx, session.id, actor)
    return had ? { outcome: 'unchanged', session } : refuse({ reason: 'not_found' })
  }
  const closed = closedTo(standing, tx.now())
  if (closed) return closed
  if (seat) leaveSeat(tx, session.id, actor, { at: tx.now(), because: 'left' })
  if (waited) await dropWait(tx, session.id, actor)
  const isInCalendar = seat?.heldUntil === null
  tx.tell(isInCalendar ? seatNotices(open, actor, false) : waitNotices(open, actor, false))
  const without = <One extends { member: MemberId }>(all: readonly One[]) =>
    all.filter(({ member }) => member !== actor)
  const filled = await fill(tx, { open, seats: without(seats), waits: without(waits) })
  keep(tx, filled)
  return { outcome: 'left', session: asSession(filled) }
}

export type Answering = Leaving & { answer: 'yes' | 'no' }

export type Answered =
  | { outcome: 'seated' | 'unchanged'; session: Session; accepted: Accepted }
  /** The seat was held until then, and has been offered on. */
  | { outcome: 'lapsed' }

/** Answers whether the member wants the seat that is held for them. */
export const answerSeat = (
  act: Act,
  { actor, session: id, answer }: Answering,
): Promise<Answered | Left | Refusal> =>
  act({ openSession: id, members: [actor] }, async (tx): Promise<Answered | Left | Refusal> => {
    const [, standing] = await Promise.all([tx.held, standingOf(tx, id)])
    if (!standing) return refuse({ reason: 'not_found' })
    const had = standing.seats.find(({ member }) => member === actor)
    if (!had) {
      const because = await leftBecause(tx, id, actor)
      return because === 'lapsed' ? { outcome: 'lapsed' } : refuse({ reason: 'not_found' })
    }
    const closed = closedTo(standing, tx.now())
    if (closed) return closed
    if (answer === 'no') return leaveIn(tx, standing, actor)
    if (had.heldUntil === null)
      return { outcome: 'unchanged', session: standing.open.session, accepted: null }
    const filled = await fill(tx, standing)
    const isTheirs = filled.seats.some(({ member }) => member === actor)
    if (!isTheirs) {
      keep(tx, filled)
      return { outcome: 'lapsed' }
    }
    confirmSeat(tx, id, actor)
    const { accepted, notices } = await acceptBySeat(tx, filled.open, actor, 'offer')
    tx.tell([...seatNotices(filled.open, actor, false), ...notices])
    const seats = filled.seats.map((one) => (one.member === actor ? { ...one, heldUntil: null } : one))
    const after = { ...filled, seats }
    keep(tx, after)
    return { outcome: 'seated', session: asSession(after), accepted }
  })
