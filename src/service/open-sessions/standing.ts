import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { OpenSession, Seat, Wait } from '../../domain/sessions/open-session.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Interval } from '../../domain/time/time.ts'
import { findOpenSession } from '../../store/open-sessions.ts'
import { seatsOf, waitsOf } from '../../store/seats.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { takenBetween } from '../../store/taken-time.ts'

/** An open session, who has its seats, and who waits for one. */
export type Standing = { open: OpenSession; seats: readonly Seat[]; waits: readonly Wait[] }

export const standingOf = async (tx: Tx, id: SessionId): Promise<Standing | undefined> => {
  const [open, seats, waits] = await Promise.all([findOpenSession(tx, id), seatsOf(tx, id), waitsOf(tx, id)])
  return open && { open, seats, waits }
}

/** The member has another session at that time. */
export type Collides = { outcome: 'collides'; with: { session: SessionId; startsAt: number } }

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
export const timeOfSeat = ({ startsAt, endsAt }: Session): Interval => ({ start: startsAt, end: endsAt })
