import { type Intent, type MemberId, type SessionId, sessionId, type TopicId } from '../domain/ids.ts'
import { OPEN_SESSION_LIMITS, type OpenSession } from '../domain/sessions/open-session.ts'
import { COUNTED_BEFORE } from '../domain/sessions/open-session-ends.ts'
import { HOUR, type Instant, type Interval } from '../domain/time/time.ts'
import { sessionColumns, toSession } from './sessions.ts'
import { flag, integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const toOpenSession = (row: Row): OpenSession => ({
  session: toSession(row),
  description: text(row, 'description'),
  seats: integer(row, 'seats'),
  fewest: orNull(integer, row, 'fewest'),
  audience: oneOf(row, 'audience', ['everyone', 'invited']),
  asks: flag(row, 'asks'),
  releaseHours: orNull(integer, row, 'release_hours'),
  series: orNull(text, row, 'series_id'),
  endedBecause: orNull((from, column) => oneOf(from, column, ['too_few', 'released']), row, 'ended_because'),
})

const columns = /* sql */ `
  ${sessionColumns}, o.description, o.seats, o.fewest, o.audience, o.asks, o.release_hours, o.series_id, o.ended_because`

/** Each session by its key, as the offset ensures: a join might read every session ever booked. */
const sessionOfIt = /* sql */ `
  cross join lateral (
    select * from sessions where workspace_id = :workspace and id = o.session_id offset 0) s`

export const findOpenSession = async (tx: Tx, id: SessionId): Promise<OpenSession | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${columns} from open_sessions o ${sessionOfIt}
    where o.workspace_id = :workspace and o.session_id = :id`,
    { id },
  )
  return row && toOpenSession(row)
}

/** All of one series, soonest first. */
export const sessionsOfSeries = async (tx: Tx, series: string): Promise<readonly OpenSession[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select ${columns} from open_sessions o ${sessionOfIt}
    where o.workspace_id = :workspace and o.series_id = :series order by s.starts_at, s.id`,
    { series },
  )
  return rows.map(toOpenSession)
}

export type NewOpenSession = Omit<OpenSession, 'session' | 'endedBecause'> & {
  id: SessionId
  mentor: MemberId
  title: string
  startsAt: Instant
  endsAt: Instant
  location: string
  busy: Interval
  intent: Intent
  bookedAt: Instant
  /** Set up too late to look a day before whether enough have a seat. */
  counted: boolean
}

/**
 * Sets up a session, if the mentor's time is free: the exclusion constraint says so, and the rest follows.
 * @returns false if the mentor has another session then; nothing was written
 */
export const insertOpenSession = async (tx: LockedTx, set: NewOpenSession): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    with taken as (
      insert into session_members (workspace_id, session_id, member_id, role, busy)
      values (:workspace, :id, :mentor, 'mentor', tstzrange(:from, :to))
      on conflict do nothing returning session_id
    ), session as (
      insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at)
      select :workspace, session_id, cast(:startsAt as timestamptz), cast(:endsAt as timestamptz), :title, :location,
        :intent, :mentor, cast(:bookedAt as timestamptz) from taken
    )
    insert into open_sessions (workspace_id, session_id, mentor_id, description, seats, fewest, audience, asks,
      release_hours, series_id, counted_at)
    select :workspace, session_id, :mentor, :description, cast(:seats as int), cast(:fewest as int), :audience,
      cast(:asks as boolean), cast(:releaseHours as int), :series,
      case when cast(:counted as boolean) then cast(:bookedAt as timestamptz) end from taken
    returning session_id`,
    {
      id: set.id,
      mentor: set.mentor,
      title: set.title,
      location: set.location,
      intent: set.intent,
      description: set.description,
      seats: set.seats,
      fewest: set.fewest,
      audience: set.audience,
      asks: set.asks,
      releaseHours: set.releaseHours,
      series: set.series,
      counted: set.counted,
      startsAt: new Date(set.startsAt),
      endsAt: new Date(set.endsAt),
      bookedAt: new Date(set.bookedAt),
      from: new Date(set.busy.start),
      to: new Date(set.busy.end),
    },
  )
  return rows.length > 0
}

export const saveOpenTopics = (tx: LockedTx, session: SessionId, topics: readonly TopicId[]): void => {
  if (topics.length === 0) return
  tx.write(
    /* sql */ `
    insert into open_session_topics (workspace_id, session_id, topic_id, place)
    select :workspace, :session, t.topic, t.place
    from unnest(cast(:topics as text[])) with ordinality t (topic, place)`,
    { session, topics },
  )
}

export const saveInvited = (
  tx: LockedTx,
  session: SessionId,
  members: readonly MemberId[],
  invitedAt: Instant,
): void => {
  if (members.length === 0) return
  tx.write(
    /* sql */ `
    insert into session_invitations (workspace_id, session_id, member_id, invited_at)
    select :workspace, :session, member, cast(:invitedAt as timestamptz)
    from unnest(cast(:members as text[])) member
    on conflict do nothing`,
    { session, members, invitedAt: new Date(invitedAt) },
  )
}

export const isInvited = async (tx: Tx, session: SessionId, member: MemberId): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id from session_invitations
    where workspace_id = :workspace and session_id = :session and member_id = :member`,
    { session, member },
  )
  return rows.length > 0
}

/** Gives it another number of seats: never fewer than are taken, which is for its caller to see to. */
export const setSeats = (tx: LockedTx, session: SessionId, seats: number): void => {
  tx.write(
    /* sql */ `
    update open_sessions set seats = :seats, fewest = least(fewest, cast(:seats as int))
    where workspace_id = :workspace and session_id = :session`,
    { session, seats },
  )
}

/** Keeps why the app ended it. */
export const setEndedBecause = (
  tx: LockedTx,
  session: SessionId,
  because: NonNullable<OpenSession['endedBecause']>,
): void => {
  tx.write(
    /* sql */ `
    update open_sessions set ended_because = :because
    where workspace_id = :workspace and session_id = :session`,
    { session, because },
  )
}

/** Which of these sessions are open ones. */
export const openAmong = async (tx: Tx, sessions: readonly SessionId[]): Promise<ReadonlySet<string>> => {
  if (sessions.length === 0) return new Set()
  const rows = await tx.rows(
    /* sql */ `
    select session_id from open_sessions where workspace_id = :workspace and session_id = any(:sessions)`,
    { sessions },
  )
  return new Set(rows.map((row) => text(row, 'session_id')))
}

/** Whether it was counted how many have a seat. */
export const isCounted = async (tx: Tx, session: SessionId): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    select session_id from open_sessions
    where workspace_id = :workspace and session_id = :session and counted_at is not null`,
    { session },
  )
  return rows.length > 0
}

export const setCounted = (tx: LockedTx, session: SessionId, at: Instant): void => {
  tx.write(
    /* sql */ `
    update open_sessions set counted_at = :at where workspace_id = :workspace and session_id = :session`,
    { session, at: new Date(at) },
  )
}

/**
 * The open sessions that the app may have something to do about: those that are to be released or counted, those with a seat whose holder did not answer, and those that have a seat free for somebody who waits.
 */
export const openSessionsDue = async (tx: Tx, now: Instant): Promise<readonly SessionId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select o.session_id from sessions s
    cross join lateral (
      select session_id from open_sessions where workspace_id = :workspace and session_id = s.id
        and ((fewest is not null and counted_at is null and s.starts_at <= :tomorrow)
          or (s.starts_at <= cast(:now as timestamptz) + release_hours * interval '1 hour' and not exists (
            select from session_members m
            where m.workspace_id = :workspace and m.session_id = s.id and m.role = 'mentee' and m.active))) offset 0) o
    where s.workspace_id = :workspace and s.status = 'scheduled' and s.starts_at > :now and s.starts_at <= :until
    union
    select m.session_id from session_members m
    where m.workspace_id = :workspace and m.active and m.held_until is not null and m.held_until <= :now
    union
    select w.session_id from (
      select distinct session_id from session_waits where workspace_id = :workspace and passed_over_at is null) w
    cross join lateral (
      select o.seats from open_sessions o where o.workspace_id = :workspace and o.session_id = w.session_id offset 0) o
    where o.seats > (select count(*) from session_members m
      where m.workspace_id = :workspace and m.session_id = w.session_id and m.role = 'mentee' and m.active)
    order by session_id`,
    {
      now: new Date(now),
      tomorrow: new Date(now + COUNTED_BEFORE),
      until: new Date(now + OPEN_SESSION_LIMITS.releaseHours.max * HOUR),
    },
  )
  return rows.map((row) => sessionId(text(row, 'session_id')))
}

/** Ends the waiting for sessions that have begun or were cancelled. */
export const endWaits = async (tx: LockedTx, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    delete from session_waits w
    where w.workspace_id = :workspace and (
      select s.status = 'cancelled' or s.starts_at <= :now from sessions s
      where s.workspace_id = :workspace and s.id = w.session_id)`,
    { now: new Date(now) },
  )
}
