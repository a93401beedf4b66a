import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { dropWait } from '../../store/open-session-members.ts'
import { confirmSeat, takeSeat } from '../../store/seats.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { type Accepted, acceptBySeat, fill, keep, seatNotices } from './seats.ts'
import {
  asSession,
  type Collides,
  collision,
  ownAhead,
  type Standing,
  standingOf,
  timeOfSeat,
} from './standing.ts'

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
    const [members, found, policy] = await Promise.all([tx.held, standingOf(tx, id), workspaceSettings(tx)])
    const own = ownAhead(found, actor, tx.now())
    if ('outcome' in own) return own
    const added = members.get(member)
    if (!added) return tx.unmet(member)
    const barred = partnerRefusal(actor, added, policy, 'answer')
    if (barred) return refuse({ reason: barred, member })

    const { session } = own.open
    if (own.seats.some((seat) => seat.member === member))
      return { outcome: 'unchanged', session, accepted: null }
    const filled = await fill(tx, own)
    const given = filled.seats.find((seat) => seat.member === member)
    const isFull = !given && filled.seats.length >= session.seats.total
    const collides = given || isFull ? undefined : await collision(tx, member, timeOfSeat(session), id)
    if (isFull || collides) {
      keep(tx, filled)
      return collides ?? { outcome: 'full' }
    }
    if (given) confirmSeat(tx, id, member)
    else await seat(tx, filled, member)
    const { accepted, notices } = await acceptBySeat(tx, filled.open, member, 'session_request')
    tx.tell([...seatNotices(filled.open, member, !given), ...notices])
    const others = filled.seats.filter((one) => one.member !== member)
    const after = {
      ...filled,
      seats: [...others, { member, heldUntil: null }],
      waits: filled.waits.filter((wait) => wait.member !== member),
    }
    keep(tx, after)
    return { outcome: 'added', session: asSession(after), accepted }
  })

const seat = async (
  tx: MemberTx,
  { open: { session }, waits }: Standing,
  member: MemberId,
): Promise<void> => {
  const note = waits.find((wait) => wait.member === member)?.note ?? ''
  const { id } = session
  const isTaken = await takeSeat(tx, {
    ...{ session: id, member, note, heldUntil: null, by: 'added' as const },
    busy: timeOfSeat(session),
  })
  if (!isTaken) throw new Error('a seat collides with a session that was not seen')
  await dropWait(tx, id, member)
}
