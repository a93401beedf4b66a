import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { maySee } from '../../domain/sessions/standing.ts'
import { dropWait } from '../../store/open-session-members.ts'
import { standingTo } from '../../store/open-standings.ts'
import { leaveSeat } from '../../store/seats.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { keep } from './keep.ts'
import { seatNotices, waitNotices } from './notices.ts'
import { type Accepted, fill } from './seats.ts'
import { asSession, closedTo, type Standing, standingOf } from './standing.ts'
import { confirm } from './take.ts'

export type Leaving = { workspace: WorkspaceId; actor: MemberId; session: SessionId }

/** `unchanged`: they have no seat, and do not wait for one. */
export type Left = { outcome: 'left' | 'unchanged'; session: Session }

/** Gives up a seat, which goes to the first on the waitlist in the same transaction, or a place on the waitlist. */
export const leave = (act: Act, { actor, session: id }: Leaving): Promise<Left | Refusal> =>
  act({ openSession: id, members: [actor] }, async (tx): Promise<Left | Refusal> => {
    const [, found, { is }] = await Promise.all([tx.held, standingOf(tx, id), standingTo(tx, id, actor)])
    if (!found || is === 'mentor' || !maySee(found.open.audience, { is }))
      return refuse({ reason: 'not_found' })
    return leaveIn(tx, found, actor)
  })

const leaveIn = async (tx: MemberTx, before: Standing, actor: MemberId): Promise<Left | Refusal> => {
  const { open, seats, waits } = before
  const { session } = open
  const seat = seats.find(({ member }) => member === actor)
  const waited = waits.some(({ member }) => member === actor)
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (!seat && !waited) return { outcome: 'unchanged', session }
  const closed = closedTo(before, tx.now())
  if (closed) return closed
  if (seat) leaveSeat(tx, session.id, actor, { at: tx.now(), because: 'left' })
  if (waited) dropWait(tx, session.id, actor)
  const isInCalendar = seat?.heldUntil === null
  tx.tell(isInCalendar ? seatNotices(open, actor, false) : waitNotices(open, actor, false))
  const without = <One extends { member: MemberId }>(all: readonly One[]) =>
    all.filter(({ member }) => member !== actor)
  const filled = await fill(tx, { ...before, seats: without(seats), waits: without(waits) })
  keep(tx, before, filled)
  return { outcome: 'left', session: asSession(filled) }
}

export type Answering = Leaving & { answer: 'yes' | 'no' }

export type Answered =
  | { outcome: 'seated' | 'unchanged'; session: Session; accepted: Accepted }
  /** They have it no longer: the seat was held until then, and has been offered on. */
  | { outcome: 'lapsed' }

/** Answers whether the member wants the seat that is held for them. */
export const answerSeat = (
  act: Act,
  { actor, session: id, answer }: Answering,
): Promise<Answered | Left | Refusal> =>
  act({ openSession: id, members: [actor] }, async (tx): Promise<Answered | Left | Refusal> => {
    const [members, before, { is }, policy] = await Promise.all([
      tx.held,
      standingOf(tx, id),
      standingTo(tx, id, actor),
      workspaceSettings(tx),
    ])
    if (!before || (is !== 'seated' && is !== 'held' && is !== 'gone')) return refuse({ reason: 'not_found' })
    const had = before.seats.find(({ member }) => member === actor)
    if (answer === 'no') return leaveIn(tx, before, actor)
    const { session } = before.open
    if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
    if (!had) return { outcome: 'lapsed' }
    const closed = closedTo(before, tx.now())
    if (closed) return closed
    if (had.heldUntil === null) return { outcome: 'unchanged', session, accepted: null }
    const barred = refuseActor(members.get(actor), policy)
    if (barred) return barred
    const filled = await fill(tx, before)
    if (filled.seats.some(({ member }) => member === actor))
      return { outcome: 'seated', ...(await confirm(tx, before, filled, { member: actor, by: 'joined' })) }
    keep(tx, before, filled)
    return { outcome: 'lapsed' }
  })
