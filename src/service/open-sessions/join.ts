import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { addWait, relationTo } from '../../store/open-session-members.ts'
import { takeSeat } from '../../store/seats.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { type Accepted, acceptBySeat, fill, keep, seatNotices, waitNotices } from './seats.ts'
import { asSession, type Collides, collision, type Standing, standingOf, timeOfSeat } from './standing.ts'

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
  /** They had a seat already, which may be one that is held for them. */
  | { outcome: 'unchanged'; session: Session }
  /** The mentor needs no seat. */
  | { outcome: 'own' }

/**
 * Takes a seat of an open session or, if none is free, the last place on its waitlist. A free seat goes to those who
 * wait before it goes to somebody new. While it is running, somebody who comes late may still take a free seat.
 */
export const join = async (act: Act, joining: Joining): Promise<Joined | Collides | Refusal> => {
  const { actor, session, note } = joining
  const limit = OPEN_SESSION_LIMITS.note
  if (note.length > limit) return refuse({ reason: 'message_too_long', limit })
  return act({ openSession: session, members: [actor] }, (tx) => joinIn(tx, joining))
}

/** The same within an act that holds the mentor's row and the actor's. */
export const joinIn = async (
  tx: MemberTx,
  { actor, session: id, note }: Joining,
): Promise<Joined | Collides | Refusal> => {
  const [members, standing, relation, policy] = await Promise.all([
    tx.held,
    standingOf(tx, id),
    relationTo(tx, id, actor),
    workspaceSettings(tx),
  ])
  if (!standing) return refuse({ reason: 'not_found' })
  const { session, audience } = standing.open
  if (session.mentor === actor) return { outcome: 'own' }
  const isIn = standing.seats.some(({ member }) => member === actor)
  const maySee = audience === 'everyone' || relation.isInvited || isIn || relation.place !== null
  if (!maySee) return refuse({ reason: 'not_found' })
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (session.endsAt <= tx.now()) return refuse({ reason: 'begun' })
  const mentor = members.get(session.mentor)
  const mentorBarred = mentor && partnerRefusal(actor, mentor, policy, 'answer')
  const barred =
    refuseActor(members.get(actor), policy) ??
    (mentorBarred && refuse({ reason: mentorBarred, member: session.mentor }))
  if (barred) return barred
  if (isIn) return { outcome: 'unchanged', session }
  const collides = await collision(tx, actor, timeOfSeat(session), id)
  return collides ?? seatOrPlace(tx, standing, actor, note)
}

const seatOrPlace = async (
  tx: MemberTx,
  before: Standing,
  actor: MemberId,
  note: string,
): Promise<Joined | Collides | Refusal> => {
  const filled = await fill(tx, before)
  const { open, seats, waits } = filled
  const { session } = open
  if (seats.some(({ member }) => member === actor)) {
    keep(tx, filled)
    return { outcome: 'unchanged', session: asSession(filled) }
  }
  const place = waits.findIndex(({ member }) => member === actor)
  const hasBegun = session.startsAt <= tx.now()
  // Places on the waitlist end with the start. Until then, nobody who could take the seat is overtaken.
  const isNext = hasBegun || (place < 0 && waits.every(({ passedOver }) => passedOver))
  if (seats.length < session.seats.total && isNext) {
    const seat = {
      session: session.id,
      member: actor,
      note,
      busy: timeOfSeat(session),
      heldUntil: null,
      by: 'joined' as const,
    }
    if (!(await takeSeat(tx, seat))) throw new Error('a seat collides with a session that was not seen')
    const { accepted, notices } = await acceptBySeat(tx, open, actor, 'offer')
    const after = { ...filled, seats: [...seats, { member: actor, heldUntil: null }] }
    tx.tell([...seatNotices(open, actor, true), ...notices])
    keep(tx, after)
    return { outcome: 'seated', session: asSession(after), accepted }
  }
  if (hasBegun) return refuse({ reason: 'begun' })
  if (place < 0) {
    await addWait(tx, { session: session.id, member: actor, note })
    tx.tell(waitNotices(open, actor, true))
  }
  const last = { member: actor, note, passedOver: false }
  keep(tx, place < 0 ? { ...filled, waits: [...waits, last] } : filled)
  return {
    outcome: 'waiting',
    session: asSession(filled),
    place: place < 0 ? waits.length + 1 : place + 1,
  }
}
