import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { partnerRefusal } from '../../domain/member.ts'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { maySee } from '../../domain/sessions/standing.ts'
import { addWait } from '../../store/open-session-members.ts'
import { standingTo } from '../../store/open-standings.ts'
import { isBusyOutside } from '../../store/outside-times.ts'
import { takenDuring } from '../../store/taken-time.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { keep } from './keep.ts'
import { waitNotices } from './notices.ts'
import { type Accepted, fill } from './seats.ts'
import { asSession, type Collides, type Standing, standingOf } from './standing.ts'
import { confirm, take } from './take.ts'

export type Joining = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /** What they would like to talk about, for the mentor alone; may be empty. */
  note: string
}

/** `isBusy`: by their own calendar, which is in nobody's way. */
export type OverCalendar = { isBusy?: boolean }

export type Joined =
  | ({ outcome: 'seated'; session: Session; accepted: Accepted } & OverCalendar)
  /** `place`: 1 for the first on the waitlist. */
  | ({ outcome: 'waiting'; session: Session; place: number } & OverCalendar)
  /** They had a seat already. One that is held for them is theirs once they join. */
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
  const [members, standing, relation, taken, policy, isBusy] = await Promise.all([
    tx.held,
    standingOf(tx, id),
    standingTo(tx, id, actor),
    takenDuring(tx, actor, id),
    workspaceSettings(tx),
    isBusyOutside(tx, actor, id, tx.now()),
  ])
  if (!standing) return refuse({ reason: 'not_found' })
  const { session, audience } = standing.open
  if (session.mentor === actor) return { outcome: 'own' }
  const seat = standing.seats.find(({ member }) => member === actor)
  if (!maySee(audience, relation)) return refuse({ reason: 'not_found' })
  if (session.status === 'cancelled') return refuse({ reason: 'cancelled' })
  if (session.endsAt <= tx.now()) return refuse({ reason: 'begun' })
  const mentor = members.get(session.mentor)
  const mentorBarred = mentor && partnerRefusal(actor, mentor, policy, 'answer')
  const barred =
    refuseActor(members.get(actor), policy) ??
    (mentorBarred && refuse({ reason: mentorBarred, member: session.mentor }))
  if (barred) return barred
  if (seat && seat.heldUntil === null) return { outcome: 'unchanged', session }
  if (taken) return { outcome: 'collides', with: taken }
  const joined = await seatOrPlace(tx, standing, actor, note)
  return joined.outcome === 'seated' || joined.outcome === 'waiting' ? { ...joined, isBusy } : joined
}

const seatOrPlace = async (
  tx: MemberTx,
  before: Standing,
  actor: MemberId,
  note: string,
): Promise<Joined | Collides | Refusal> => {
  const filled = await fill(tx, before)
  const { open, seats, waits, isWaitedFor } = filled
  const { session } = open
  const given = seats.find(({ member }) => member === actor)
  if (given && given.heldUntil === null) {
    keep(tx, before, filled)
    return { outcome: 'seated', session: asSession(filled), accepted: null }
  }
  // To join is to say yes to the seat that is held for them.
  if (given)
    return { outcome: 'seated', ...(await confirm(tx, before, filled, { member: actor, by: 'joined' })) }
  const place = waits.findIndex(({ member }) => member === actor)
  const hasBegun = session.startsAt <= tx.now()
  // Places on the waitlist end with the start. Until then, nobody who could take the seat is overtaken.
  const isNext = hasBegun || (place < 0 && !isWaitedFor)
  if (seats.length < session.seats.total && isNext)
    return {
      outcome: 'seated',
      ...(await take(tx, before, filled, { member: actor, note, by: 'joined' })),
    }
  if (hasBegun) {
    keep(tx, before, filled)
    return refuse({ reason: 'begun' })
  }
  if (place >= 0) {
    keep(tx, before, filled)
    return { outcome: 'waiting', session: asSession(filled), place: place + 1 }
  }
  await addWait(tx, { session: session.id, member: actor, note })
  tx.tell(waitNotices(open, actor, true))
  keep(tx, before, { ...filled, waits: [...waits, { member: actor, note, passedOver: false }] })
  return { outcome: 'waiting', session: asSession(filled), place: waits.length + 1 }
}
