import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { OpenSession, Seat, Wait } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant, Interval } from '../../domain/time/time.ts'
import { nextLookAt } from '../../store/open-session-looks.ts'
import { waitsOf } from '../../store/open-session-members.ts'
import { findOpenSession } from '../../store/open-sessions.ts'
import { seatsOf } from '../../store/seats.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { takenBetween } from '../../store/taken-time.ts'
import { type Refusal, refuse } from '../outcome.ts'

/** An open session, who has its seats, and who waits for one, in order. */
export type Standing = {
  open: OpenSession
  seats: readonly Seat[]
  waits: readonly Wait[]
  /** When the app looks at it next; null if it does not. */
  lookAt: Instant | null
}

export const standingOf = async (tx: Tx, id: SessionId): Promise<Standing | undefined> => {
  // First: a look that is asked for without the mentor's lock must not come between.
  const [lookAt, open, seats, waits] = await Promise.all([
    nextLookAt(tx, id),
    findOpenSession(tx, id),
    seatsOf(tx, id),
    waitsOf(tx, id),
  ])
  return open && { open, seats, waits, lookAt }
}

/** Whether nothing can change about it any more. */
export const closedTo = (
  { open }: Standing,
  now: Instant,
): Extract<Refusal, { reason: 'cancelled' | 'begun' }> | undefined => {
  const { status, startsAt } = open.session
  if (status === 'cancelled') return refuse({ reason: 'cancelled' as const })
  return startsAt <= now ? refuse({ reason: 'begun' as const }) : undefined
}

/** What only the mentor may change, and only while it is ahead. */
export const ownAhead = (
  standing: Standing | undefined,
  actor: MemberId,
  now: Instant,
): Standing | Refusal => {
  if (standing?.open.session.mentor !== actor) return refuse({ reason: 'not_found' })
  return closedTo(standing, now) ?? standing
}

/** The member has another session at that time. */
export type Collides = { outcome: 'collides'; with: { session: SessionId; startsAt: Instant } }

/** What else the member does in that span, other than this session. */
export const collision = async (
  tx: Tx,
  member: MemberId,
  span: Interval,
  except: SessionId | null = null,
): Promise<Collides | undefined> => {
  const taken = (await takenBetween(tx, [member], span, except)).get(member) ?? []
  const [first] = [...taken].sort((a, b) => a.startsAt - b.startsAt)
  return first && { outcome: 'collides', with: { session: first.session, startsAt: first.startsAt } }
}

/** The time that a seat takes. */
export const timeOfSeat = ({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): Interval => ({
  start: startsAt,
  end: endsAt,
})

/** The session as its act leaves it. */
export const asSession = ({ open: { session }, seats }: Standing): Session => ({
  ...session,
  mentees: seats.filter(({ heldUntil }) => heldUntil === null).map(({ member }) => member),
  seats: { ...session.seats, taken: seats.length },
})
