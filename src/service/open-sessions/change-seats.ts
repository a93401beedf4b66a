import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { OPEN_SESSION_LIMITS, type OpenSessionFault } from '../../domain/sessions/open-session.ts'
import { setSeats } from '../../store/open-sessions.ts'
import type { Act } from '../act.ts'
import type { Refusal } from '../outcome.ts'
import { keep } from './keep.ts'
import { fill } from './seats.ts'
import { ownAhead, standingOf } from './standing.ts'

export type ChangingSeats = { workspace: WorkspaceId; actor: MemberId; session: SessionId; seats: number }

export type SeatsChanged =
  /** `taken`: once those who waited have come up. */
  | { outcome: 'changed' | 'unchanged'; seats: number; taken: number }
  /** There cannot be fewer than are taken. */
  | { outcome: 'taken'; taken: number }
  | ({ outcome: 'faulty' } & OpenSessionFault)

/** Gives an open session more seats, which go to those who wait, or fewer: never below those that are taken. */
export const changeSeats = async (
  act: Act,
  { actor, session: id, seats }: ChangingSeats,
): Promise<SeatsChanged | Refusal> => {
  const { min, max } = OPEN_SESSION_LIMITS.seats
  if (!Number.isInteger(seats) || seats < min || seats > max)
    return { outcome: 'faulty', fault: 'out_of_range', field: 'seats', min, max }
  return act({ openSession: id, members: [actor] }, async (tx): Promise<SeatsChanged | Refusal> => {
    const [, found] = await Promise.all([tx.held, standingOf(tx, id)])
    const own = ownAhead(found, actor, tx.now())
    if ('outcome' in own) return own
    const { session } = own.open
    const taken = own.seats.length
    if (seats === session.seats.total) return { outcome: 'unchanged', seats, taken }
    if (seats < taken) return { outcome: 'taken', taken }
    setSeats(tx, id, seats)
    const changed = { ...own.open, session: { ...session, seats: { total: seats, taken } } }
    const filled = await fill(tx, { ...own, open: changed })
    keep(tx, own, filled)
    return { outcome: 'changed', seats, taken: filled.seats.length }
  })
}
