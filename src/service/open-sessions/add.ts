import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { isBusyOutside } from '../../store/outside-times.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import type { OverCalendar } from './join.ts'
import { keep } from './keep.ts'
import { waitNotices } from './notices.ts'
import { type Accepted, acceptanceBySeat, fill } from './seats.ts'
import { type Collides, collision, ownAhead, type Standing, standingOf, timeOfSeat } from './standing.ts'
import { confirm, take } from './take.ts'

export type Adding = { workspace: WorkspaceId; actor: MemberId; session: SessionId; member: MemberId }

export type Added =
  /** `unchanged`: they had a seat already. That may still answer what they asked for. */
  | ({ outcome: 'added' | 'unchanged'; session: Session; accepted: Accepted } & OverCalendar)
  /** No seat is free: the mentor can raise their number. */
  | { outcome: 'full' }

/**
 * The mentor gives a member a seat, who is told and can leave. This is booking: it accepts that member's open session
 * requests. Those who wait for a seat come first, unless it is one of them who is added.
 */
export const add = (act: Act, { actor, session: id, member }: Adding): Promise<Added | Collides | Refusal> =>
  act({ openSession: id, members: [actor, member] }, async (tx): Promise<Added | Collides | Refusal> => {
    const [members, found, policy, isBusy] = await Promise.all([
      tx.held,
      standingOf(tx, id),
      workspaceSettings(tx),
      isBusyOutside(tx, member, id, tx.now()),
    ])
    const own = ownAhead(found, actor, tx.now())
    if ('outcome' in own) return own
    const unfit = refuseActor(members.get(actor), policy)
    if (unfit) return unfit
    const added = members.get(member)
    if (!added) return tx.unmet(member)
    const barred = partnerRefusal(actor, added, policy, 'answer')
    if (barred) return refuse({ reason: barred, member })
    const seat = own.seats.find((one) => one.member === member)
    if (seat?.heldUntil === null) return answered(tx, own, member)
    const given = await seated(tx, own, member)
    return given.outcome === 'added' ? { ...given, isBusy } : given
  })

/** They have a seat, and asked for a session all the same: this is the mentor's answer. */
const answered = async (tx: MemberTx, { open }: Standing, member: MemberId): Promise<Added> => {
  const accept = await acceptanceBySeat(tx, open, member, 'session_request')
  const { accepted, notices } = accept()
  if (accepted) tx.tell([...waitNotices(open, member, false), ...notices])
  return { outcome: 'unchanged', session: open.session, accepted }
}

const seated = async (tx: MemberTx, own: Standing, member: MemberId): Promise<Added | Collides> => {
  const filled = await fill(tx, own)
  const { session } = filled.open
  const given = filled.seats.find((seat) => seat.member === member)
  if (given) {
    const confirmed = await confirm(tx, own, filled, { member, by: 'added' })
    return { outcome: 'added', ...confirmed }
  }
  const collides = await collision(tx, member, timeOfSeat(session), session.id)
  if (collides || filled.seats.length >= session.seats.total) {
    keep(tx, own, filled)
    return collides ?? { outcome: 'full' }
  }
  const note = filled.waits.find((wait) => wait.member === member)?.note ?? ''
  return { outcome: 'added', ...(await take(tx, own, filled, { member, note, by: 'added' })) }
}
