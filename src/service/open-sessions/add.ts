import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { dropWait, takeSeat } from '../../store/seats.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Accepted, acceptBySeat, fill, mentorsView, seatNotices } from './seats.ts'
import { type Collides, collision, standingOf, timeOfSeat } from './standing.ts'

export type Adding = { workspace: WorkspaceId; actor: MemberId; session: SessionId; member: MemberId }

export type Added =
  | { outcome: 'added' | 'unchanged'; session: Session; accepted: Accepted }
  /** No seat is free: the mentor can raise their number. */
  | { outcome: 'full' }

/**
 * The mentor gives a member a seat, who is told and can leave. This is booking: it accepts that member's open session
 * requests. Those who wait for a seat come first, unless it is one of them who is added.
 */
export const add = (act: Act, { actor, session: id, member }: Adding): Promise<Added | Collides | Refusal> =>
  act({ openSession: id, members: [actor, member] }, async (tx): Promise<Added | Collides | Refusal> => {
    const [members, standing, policy] = await Promise.all([
      tx.held,
      standingOf(tx, id),
      workspaceSettings(tx),
    ])
    if (!standing || standing.open.session.mentor !== actor) return refuse({ reason: 'not_found' })
    const { session } = standing.open
    if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
    if (session.startsAt <= tx.now()) return refuse({ reason: 'begun' })
    const added = members.get(member)
    if (!added) return tx.unmet(member)
    const barred = partnerRefusal(actor, added, policy, 'answer')
    if (barred) return refuse({ reason: barred, member })

    const { open, seats, waits } = await fill(tx, standing)
    if (seats.some((seat) => seat.member === member)) return { outcome: 'unchanged', session, accepted: null }
    const collides = await collision(tx, member, timeOfSeat(session), id)
    if (collides) return collides
    if (seats.length >= open.seats) return { outcome: 'full' }
    const note = waits.find((wait) => wait.member === member)?.note ?? ''
    const isTaken = await takeSeat(tx, {
      ...{ session: id, member, note, heldUntil: null },
      busy: timeOfSeat(session),
    })
    if (!isTaken) throw new Error('a seat collides with a session that was not seen')
    await dropWait(tx, id, member)
    const { accepted, notices } = await acceptBySeat(tx, open, member, 'session_request')
    tx.tell([...seatNotices(open, member, true), ...notices, ...mentorsView(open)])
    return { outcome: 'added', session: { ...session, mentees: [...session.mentees, member] }, accepted }
  })
