import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { confirmSeat, dropWait, leaveSeat } from '../../store/seats.ts'
import type { Act, MemberTx } from '../act.ts'
import { homeNotices, sessionNotice } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Accepted, acceptBySeat, fill, mentorsView, seatNotices } from './seats.ts'
import { type Standing, standingOf } from './standing.ts'

export type Leaving = { workspace: WorkspaceId; actor: MemberId; session: SessionId }

export type Left = { outcome: 'left' | 'unchanged'; session: Session }

/** Gives up a seat, which goes to the first on the waitlist in the same transaction, or a place on the waitlist. */
export const leave = (act: Act, { actor, session: id }: Leaving): Promise<Left | Refusal> =>
  act({ openSession: id, members: [actor] }, async (tx): Promise<Left | Refusal> => {
    const [, standing] = await Promise.all([tx.held, standingOf(tx, id)])
    const closed = closedTo(standing, tx.now())
    if (!standing || closed) return closed ?? refuse({ reason: 'not_found' })
    return leaveIn(tx, standing, actor)
  })

const closedTo = (standing: Standing | undefined, now: number): Refusal | undefined => {
  if (!standing) return refuse({ reason: 'not_found' })
  const { status, startsAt } = standing.open.session
  if (status === 'cancelled') return refuse({ reason: 'cancelled' })
  return startsAt <= now ? refuse({ reason: 'begun' }) : undefined
}

const leaveIn = async (tx: MemberTx, standing: Standing, actor: MemberId): Promise<Left | Refusal> => {
  const { open, seats, waits } = standing
  const { session } = open
  const without = <One extends { member: MemberId }>(all: readonly One[]) =>
    all.filter(({ member }) => member !== actor)
  const seat = seats.find(({ member }) => member === actor)
  if (seat) {
    leaveSeat(tx, session.id, actor, tx.now())
    // A seat that was only held is in no calendar.
    tx.tell(
      seat.heldUntil === null
        ? seatNotices(open, actor, false)
        : [sessionNotice(session.id, actor, false), ...homeNotices(actor)],
    )
    tx.tell(mentorsView(open))
    await fill(tx, { ...standing, seats: without(seats) })
    return {
      outcome: 'left',
      session: { ...session, mentees: session.mentees.filter((one) => one !== actor) },
    }
  }
  if (!waits.some(({ member }) => member === actor)) return refuse({ reason: 'not_found' })
  await dropWait(tx, session.id, actor)
  tx.tell([sessionNotice(session.id, actor, false), ...homeNotices(actor), ...mentorsView(open)])
  await fill(tx, { ...standing, waits: without(waits) })
  return { outcome: 'left', session }
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
    const closed = closedTo(standing, tx.now())
    if (!standing || closed) return closed ?? refuse({ reason: 'not_found' })
    const filled = await fill(tx, standing)
    const { open, seats } = filled
    const had = standing.seats.some(({ member }) => member === actor)
    const seat = seats.find(({ member }) => member === actor)
    if (!seat) return had ? { outcome: 'lapsed' } : refuse({ reason: 'not_found' })
    if (answer === 'no') return leaveIn(tx, filled, actor)
    if (seat.heldUntil === null) return { outcome: 'unchanged', session: open.session, accepted: null }
    confirmSeat(tx, id, actor)
    const { accepted, notices } = await acceptBySeat(tx, open, actor, 'offer')
    tx.tell([...seatNotices(open, actor, false), ...notices, ...mentorsView(open)])
    return { outcome: 'seated', session: open.session, accepted }
  })
