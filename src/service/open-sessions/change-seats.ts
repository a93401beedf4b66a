import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { OPEN_SESSION_LIMITS, type OpenSessionFault } from '../../domain/sessions/open-session.ts'
import { setSeats } from '../../store/open-sessions.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { fill, mentorsView } from './seats.ts'
import { standingOf } from './standing.ts'

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
    const [, standing] = await Promise.all([tx.held, standingOf(tx, id)])
    if (!standing || standing.open.session.mentor !== actor) return refuse({ reason: 'not_found' })
    const { open } = standing
    if (open.session.status === 'cancelled') return refuse({ reason: 'cancelled' })
    if (open.session.startsAt <= tx.now()) return refuse({ reason: 'begun' })
    const taken = standing.seats.length
    if (seats === open.seats) return { outcome: 'unchanged', seats, taken }
    if (seats < taken) return { outcome: 'taken', taken }
    setSeats(tx, id, seats)
    tx.tell(mentorsView(open))
    const filled = await fill(tx, { ...standing, open: { ...open, seats } })
    return { outcome: 'changed', seats, taken: filled.seats.length }
  })
}
