import { AVAILABILITY_BOUNDS } from '../domain/availability/availability.ts'
import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { MentoringRole } from '../domain/member.ts'
import { SESSION_MINUTES } from '../domain/sessions/session.ts'
import type { Instant, Interval } from '../domain/time/time.ts'
import { instant, oneOf, type Row, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

const { bufferBeforeMinutes, bufferAfterMinutes } = AVAILABILITY_BOUNDS

/**
 * The most of anybody's time that a session can take, buffers included. A member's sessions never overlap, so one that
 * ends later than this after a span cannot begin within it, and a search in the order of their ends can stop there.
 */
const LONGEST = `interval '${SESSION_MINUTES.max + bufferBeforeMinutes.max + bufferAfterMinutes.max} minutes'`

/** Whether the row `row` of `session_members` takes time between `:from` and `:to`. */
export const takesTime = (row: string): string => /* sql */ `${row}.active
  and ${row}.busy_until > :from and ${row}.busy_until < cast(:to as timestamptz) + ${LONGEST} and lower(${row}.busy) < :to`

/** One member's time that an active session takes. */
export type Taken = { session: SessionId; role: MentoringRole; startsAt: Instant; busy: Interval }

/**
 * The members' time within the span that is taken, as recorded with their sessions (a mentor's with buffers).
 * @param except a session to be moved, which must not block itself
 */
export const takenBetween = async (
  tx: Tx,
  members: readonly MemberId[],
  span: Interval,
  except: SessionId | null = null,
): Promise<ReadonlyMap<MemberId, readonly Taken[]>> => {
  const rows = await tx.rows(
    /* sql */ `
    select m.member_id, m.session_id, m.role, lower(m.busy) as start_at, m.busy_until as end_at,
      /* No join: Postgres sometimes turns it round and reads everything that the workspace ever booked. */
      (select s.starts_at from sessions s where s.workspace_id = :workspace and s.id = m.session_id)
    from session_members m
    where m.workspace_id = :workspace and m.member_id = any(:members)
      and ${takesTime('m')} and m.session_id is distinct from :except`,
    { members, except, from: new Date(span.start), to: new Date(span.end) },
  )
  const taken = new Map<MemberId, Taken[]>(members.map((member) => [member, []]))
  for (const row of rows) taken.get(memberId(text(row, 'member_id')))?.push(toTaken(row))
  return taken
}

const toTaken = (row: Row): Taken => ({
  session: sessionId(text(row, 'session_id')),
  role: oneOf(row, 'role', ['mentor', 'mentee']),
  startsAt: instant(row, 'starts_at'),
  busy: { start: instant(row, 'start_at'), end: instant(row, 'end_at') },
})

/** The first of the member's other sessions that takes time while this one is under way: what a seat would collide with. */
export const takenDuring = async (
  tx: Tx,
  member: MemberId,
  session: SessionId,
): Promise<Pick<Taken, 'session' | 'startsAt'> | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select m.session_id,
      (select s.starts_at from sessions s where s.workspace_id = :workspace and s.id = m.session_id) as starts_at
    from session_members m
    where m.workspace_id = :workspace and m.member_id = :member and m.active and m.session_id <> :session
      and m.busy_until > (select s.starts_at from sessions s where s.workspace_id = :workspace and s.id = :session)
      and m.busy_until < (select s.ends_at from sessions s where s.workspace_id = :workspace and s.id = :session)
        + ${LONGEST}
      and lower(m.busy) < (select s.ends_at from sessions s where s.workspace_id = :workspace and s.id = :session)
    order by m.busy_until limit 1`,
    { member, session },
  )
  return row && { session: sessionId(text(row, 'session_id')), startsAt: instant(row, 'starts_at') }
}
