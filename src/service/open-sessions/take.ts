import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { dropWait } from '../../store/open-session-members.ts'
import { confirmSeat, takeSeat } from '../../store/seats.ts'
import type { ActTx } from '../act.ts'
import { keep } from './keep.ts'
import { seatNotices } from './notices.ts'
import { type Accepted, acceptanceBySeat, type Filled } from './seats.ts'
import { asSession, type Standing, timeOfSeat } from './standing.ts'

type Taking = { member: MemberId; note: string; by: 'joined' | 'added' }

/** Gives a free seat to a member whose time is free, and ends the act. */
export const take = async (
  tx: ActTx,
  before: Standing,
  filled: Filled,
  { member, note, by }: Taking,
): Promise<{ session: Session; accepted: Accepted }> => {
  const { open, seats, waits } = filled
  const { session } = open
  const waited = waits.some((wait) => wait.member === member)
  const busy = timeOfSeat(session)
  const seat = { session: session.id, member, note, busy, heldUntil: null, by, at: tx.now() }
  const [isTaken, accept] = await Promise.all([
    takeSeat(tx, seat),
    acceptanceBySeat(tx, open, member, receivedBy(by)),
  ])
  if (!isTaken) throw new Error('a seat collides with a session that was not seen')
  if (waited) dropWait(tx, session.id, member)
  const { accepted, notices } = accept()
  const after = {
    ...filled,
    seats: [...seats, { member, heldUntil: null }],
    waits: waits.filter((wait) => wait.member !== member),
  }
  tx.tell([...seatNotices(open, member, true), ...notices])
  keep(tx, before, after)
  return { session: asSession(after), accepted }
}

/** Makes the seat theirs that is held for a member, and ends the act. */
export const confirm = async (
  tx: ActTx,
  before: Standing,
  filled: Filled,
  { member, by }: Omit<Taking, 'note'>,
): Promise<{ session: Session; accepted: Accepted }> => {
  const { open } = filled
  confirmSeat(tx, open.session.id, member, { by: by === 'added' ? 'added' : 'promoted', at: tx.now() })
  const accept = await acceptanceBySeat(tx, open, member, receivedBy(by))
  const { accepted, notices } = accept()
  const seats = filled.seats.map((seat) => (seat.member === member ? { ...seat, heldUntil: null } : seat))
  const after = { ...filled, seats }
  // Who comes up within this act has just been told.
  const wasHeld = before.seats.some((seat) => seat.member === member)
  tx.tell([...seatNotices(open, member, by === 'added' && wasHeld), ...notices])
  keep(tx, before, after)
  return { session: asSession(after), accepted }
}

const receivedBy = (by: Taking['by']) => (by === 'joined' ? 'offer' : 'session_request')
