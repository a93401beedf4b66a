import type { Unchecked } from '../domain/availability/slot-rules.ts'
import { type Intent, type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import type { MentoringRole } from '../domain/member.ts'
import type { asBooked, Session } from '../domain/sessions/session.ts'
import type { Instant, Interval } from '../domain/time/time.ts'
import { insertRows } from './sql/insert-rows.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text, texts } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

export const toSession = (row: Row): Session => ({
  id: sessionId(text(row, 'id')),
  mentor: memberId(text(row, 'mentor_id')),
  mentees: texts(row, 'mentee_ids').map(memberId),
  seats: seatsIn(row),
  startsAt: instant(row, 'starts_at'),
  endsAt: instant(row, 'ends_at'),
  topic: text(row, 'topic'),
  location: text(row, 'location'),
  status: oneOf(row, 'status', ['scheduled', 'cancelled']),
  sequence: integer(row, 'sequence'),
  bookedBy: memberId(text(row, 'booked_by')),
  suggestedBy: orNull(member, row, 'suggested_by'),
  moved: movedOf(row),
  editedBy: orNull(member, row, 'edited_by'),
  cancelledBy: orNull(member, row, 'cancelled_by'),
  cancelReason: orNull(text, row, 'cancel_reason'),
  cancelledOnDeparture: flag(row, 'cancelled_on_departure'),
})

const seatsIn = (row: Row): Session['seats'] => {
  const total = orNull(integer, row, 'seats')
  return total === null ? null : { total, taken: integer(row, 'taken') }
}

const member = (row: Row, column: string): MemberId => memberId(text(row, column))

const movedOf = (row: Row): Session['moved'] => {
  const [by, from] = [orNull(member, row, 'moved_by'), orNull(instant, row, 'moved_from')]
  return by === null || from === null ? null : { by, from }
}

export const sessionColumns = /* sql */ `
  s.id, s.starts_at, s.ends_at, s.topic, s.location, s.status, s.sequence, s.booked_by, s.suggested_by,
  s.moved_by, s.moved_from, s.edited_by, s.cancelled_by, s.cancel_reason, s.cancelled_on_departure,
  (select member_id from session_members o
    where o.workspace_id = :workspace and o.session_id = s.id and o.role = 'mentor') as mentor_id,
  array(select member_id from session_members o
    where o.workspace_id = :workspace and o.session_id = s.id and o.role = 'mentee'
      and o.left_at is null and o.held_until is null
    order by o.seat, o.member_id) as mentee_ids,
  s.seats, case when s.seats is not null then (select count(*)::int from session_members o
    where o.workspace_id = :workspace and o.session_id = s.id and o.role = 'mentee' and o.left_at is null)
    else 0 end as taken`

const sessionWhere = (condition: string) => /* sql */ `
  select ${sessionColumns} from sessions s where s.workspace_id = :workspace and ${condition}`

const BY_ID = sessionWhere('s.id = :id')
const BY_INTENT = sessionWhere('s.intent = :intent')

const findOne = async (tx: Tx, sql: string, bindings: Record<string, string>) => {
  const [row] = await tx.rows(sql, bindings)
  return row && toSession(row)
}

export const findSession = (tx: Tx, id: SessionId): Promise<Session | undefined> => findOne(tx, BY_ID, { id })

export const findSessionByIntent = (tx: Tx, intent: Intent): Promise<Session | undefined> =>
  findOne(tx, BY_INTENT, { intent })

const allChecked: Unchecked = { mentor: false, mentee: false }

/** The session and everyone's time. The commit throws an overlap (`isOverlap`) if anybody in it is busy. */
export const insertSession = (
  tx: LockedTx,
  session: Omit<Session, keyof typeof asBooked> & {
    intent: Intent
    bookedAt: Instant
    busy: { mentor: Interval; mentee: Interval }
    /** Whose calendars from outside did not say whether they are busy then. */
    unchecked?: Unchecked
  },
): void => {
  const { busy, mentor, mentees, unchecked = allChecked, ...own } = session
  tx.write(
    /* sql */ `
    insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at,
      suggested_by)
    values (:workspace, :id, :startsAt, :endsAt, :topic, :location, :intent, :bookedBy, :bookedAt, :suggestedBy)`,
    {
      ...own,
      startsAt: new Date(own.startsAt),
      endsAt: new Date(own.endsAt),
      bookedAt: new Date(own.bookedAt),
    },
  )
  const seat = (member_id: MemberId, role: MentoringRole) => ({
    session_id: own.id,
    member_id,
    role,
    busy: range(busy[role]),
    unchecked: unchecked[role],
  })
  insertRows(tx, 'session_members', [seat(mentor, 'mentor'), ...mentees.map((id) => seat(id, 'mentee'))])
}

/** As Postgres reads a `tstzrange`. */
const range = ({ start, end }: Interval) =>
  `[${new Date(start).toISOString()},${new Date(end).toISOString()})`

/** Gives a scheduled session another time, for everyone in it at once. Throws an overlap if anybody is busy. */
export const moveSession = (
  tx: LockedTx,
  id: SessionId,
  moved: {
    startsAt: Instant
    endsAt: Instant
    location: string
    busy: { mentor: Interval; mentee: Interval }
    unchecked?: Unchecked
    movedBy: MemberId
    movedAt: Instant
  },
): void => {
  const { startsAt, endsAt, location, busy, unchecked = allChecked, movedBy, movedAt } = moved
  tx.write(
    /* sql */ `
    update sessions set starts_at = :startsAt, ends_at = :endsAt, location = :location,
      sequence = sequence + 1, moved_by = :movedBy, moved_from = starts_at, moved_at = :movedAt
    where workspace_id = :workspace and id = :id`,
    {
      ...{ id, location, movedBy },
      movedAt: new Date(movedAt),
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    },
  )
  tx.write(
    /* sql */ `
    update session_members set busy = case
      when role = 'mentor' then tstzrange(:mentorFrom, :mentorTo) else tstzrange(:menteeFrom, :menteeTo) end,
      unchecked = case when role = 'mentor' then cast(:mentorUnchecked as boolean)
        else cast(:menteeUnchecked as boolean) end
    where workspace_id = :workspace and session_id = :id`,
    {
      id,
      mentorFrom: new Date(busy.mentor.start),
      mentorTo: new Date(busy.mentor.end),
      menteeFrom: new Date(busy.mentee.start),
      menteeTo: new Date(busy.mentee.end),
      mentorUnchecked: unchecked.mentor,
      menteeUnchecked: unchecked.mentee,
    },
  )
}

/** Gives a scheduled session another topic or place. */
export const editSession = (
  tx: LockedTx,
  id: SessionId,
  edited: { topic: string; location: string; by: MemberId },
): void => {
  tx.write(
    /* sql */ `
    update sessions set topic = :topic, location = :location, edited_by = :by, sequence = sequence + 1
    where workspace_id = :workspace and id = :id`,
    { id, ...edited },
  )
}

/** Cancels a scheduled session and frees its time at once. */
export const markCancelled = (
  tx: LockedTx,
  id: SessionId,
  cancelled: { by: MemberId; reason: string | null; at: Instant; onDeparture: boolean },
): void => {
  tx.write(
    /* sql */ `
    update sessions set status = 'cancelled', sequence = sequence + 1,
      cancelled_by = :by, cancel_reason = :reason, cancelled_at = :at, cancelled_on_departure = :onDeparture
    where workspace_id = :workspace and id = :id`,
    { id, ...cancelled, at: new Date(cancelled.at) },
  )
  tx.write('update session_members set active = false where workspace_id = :workspace and session_id = :id', {
    id,
  })
}

/** A member's sessions that were cancelled in their name and would not have begun yet, each looked up by its key. */
export const cancelledAhead = async (
  tx: Tx,
  member: MemberId,
  now: Instant,
): Promise<readonly SessionId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id from session_members m
    cross join lateral (
      select id, starts_at, cancelled_by from sessions where workspace_id = :workspace and id = m.session_id offset 0) s
    where m.workspace_id = :workspace and m.member_id = :member and not m.active
      and m.busy_until > :now and s.starts_at > :now and s.cancelled_by = :member
    order by m.busy_until, s.id`,
    { member, now: new Date(now) },
  )
  return rows.map((row) => sessionId(text(row, 'id')))
}
