import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { isInvited } from '../../store/open-sessions.ts'
import { addWait, takeSeat } from '../../store/seats.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { homeNotices, sessionNotice } from '../notices.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { type Accepted, acceptBySeat, fill, mentorsView, seatNotices } from './seats.ts'
import { type Collides, collision, type Standing, standingOf, timeOfSeat } from './standing.ts'

export type Joining = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /** What they would like to talk about, for the mentor alone; may be empty. */
  note: string
}

export type Joined =
  | { outcome: 'seated'; session: Session; accepted: Accepted }
  /** `place`: 1 for the first on the waitlist. */
  | { outcome: 'waiting'; session: Session; place: number }
  /** They had a seat already. */
  | { outcome: 'unchanged'; session: Session }
  /** The mentor needs no seat. */
  | { outcome: 'own' }

/**
 * Takes a seat of an open session or, if none is free, the last place on its waitlist. A free seat goes to those who
 * wait before it goes to somebody new. While it is running, whoever comes late may still take a free seat.
 */
export const join = async (act: Act, joining: Joining): Promise<Joined | Collides | Refusal> => {
  const { actor, session, note } = joining
  const limit = OPEN_SESSION_LIMITS.note
  if (note.length > limit) return refuse({ reason: 'message_too_long', limit })
  return act({ openSession: session, members: [actor] }, (tx) => joinIn(tx, joining))
}

const joinIn = async (
  tx: MemberTx,
  { actor, session: id, note }: Joining,
): Promise<Joined | Collides | Refusal> => {
  const [members, standing, invited, policy] = await Promise.all([
    tx.held,
    standingOf(tx, id),
    isInvited(tx, id, actor),
    workspaceSettings(tx),
  ])
  if (!standing) return refuse({ reason: 'not_found' })
  const { session, audience } = standing.open
  if (session.mentor === actor) return { outcome: 'own' }
  if (audience === 'invited' && !invited && !isIn(standing, actor)) return refuse({ reason: 'not_found' })
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (session.endsAt <= tx.now()) return refuse({ reason: 'begun' })
  const mentor = members.get(session.mentor)
  const barred =
    refuseActor(members.get(actor), policy) ??
    (mentor && asRefusal(partnerRefusal(actor, mentor, policy, 'answer'), mentor.id))
  if (barred) return barred
  const collides = await collision(tx, actor, timeOfSeat(session), id)
  return collides ?? seatOrPlace(tx, await fill(tx, standing), actor, note)
}

const isIn = ({ seats, waits }: Standing, actor: MemberId) =>
  [...seats, ...waits].some(({ member }) => member === actor)

const asRefusal = (reason: ReturnType<typeof partnerRefusal>, member: MemberId): Refusal | undefined =>
  reason && refuse({ reason, member })

const seatOrPlace = async (
  tx: MemberTx,
  standing: Standing,
  actor: MemberId,
  note: string,
): Promise<Joined | Collides | Refusal> => {
  const { open, seats, waits } = standing
  const { session } = open
  if (seats.some(({ member }) => member === actor)) return { outcome: 'unchanged', session }
  const before = waits.findIndex(({ member }) => member === actor)
  if (before >= 0) return { outcome: 'waiting', session, place: before + 1 }

  const hasBegun = session.startsAt <= tx.now()
  // Places on the waitlist end with the start.
  if (seats.length < open.seats && (hasBegun || waits.every(({ passedOver }) => passedOver))) {
    const seat = { session: session.id, member: actor, note, busy: timeOfSeat(session), heldUntil: null }
    if (!(await takeSeat(tx, seat))) throw new Error('a seat collides with a session that was not seen')
    const { accepted, notices } = await acceptBySeat(tx, open, actor, 'offer')
    tx.tell([...seatNotices(open, actor, true), ...notices, ...mentorsView(open)])
    return { outcome: 'seated', session: { ...session, mentees: [...session.mentees, actor] }, accepted }
  }
  if (hasBegun) return refuse({ reason: 'begun' })
  await addWait(tx, { session: session.id, member: actor, note })
  tx.tell([sessionNotice(session.id, actor, true), ...homeNotices(actor), ...mentorsView(open)])
  return { outcome: 'waiting', session, place: waits.length + 1 }
}
