import {
  type Intent,
  type MemberId,
  memberId,
  type SessionId,
  sessionId,
  type TopicId,
} from '../domain/ids.ts'
import type { OpenSession } from '../domain/sessions/open-session.ts'
import type { Instant, Interval } from '../domain/time/time.ts'
import { sessionColumns, toSession } from './sessions.ts'
import { insertRows } from './sql/insert-rows.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

export const toOpenSession = (row: Row): OpenSession => {
  const session = toSession(row)
  const { seats } = session
  if (seats === null) throw new Error('an open session without seats')
  return {
    session: { ...session, seats },
    description: text(row, 'description'),
    fewest: orNull(integer, row, 'fewest'),
    audience: oneOf(row, 'audience', ['everyone', 'invited']),
    asks: flag(row, 'asks'),
    releaseHours: orNull(integer, row, 'release_hours'),
    series: orNull(text, row, 'series_id'),
    countAt: orNull(instant, row, 'count_at'),
    releaseAt: orNull(instant, row, 'release_at'),
    announcedIn: orNull(text, row, 'announced_in'),
    endedBecause: orNull(
      (from, column) => oneOf(from, column, ['too_few', 'released']),
      row,
      'ended_because',
    ),
  }
}

export const openSessionColumns = /* sql */ `
  ${sessionColumns}, o.description, o.fewest, o.audience, o.asks, o.release_hours, o.series_id, o.count_at, o.release_at,
  o.announced_in, o.ended_because`

/** Each session by its key, as the offset ensures: a join might read every session ever booked. */
export const sessionOfOpen = /* sql */ `
  cross join lateral (
    select * from sessions where workspace_id = :workspace and id = o.session_id offset 0) s`

export const findOpenSession = async (tx: Tx, id: SessionId): Promise<OpenSession | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${openSessionColumns} from open_sessions o ${sessionOfOpen}
    where o.workspace_id = :workspace and o.session_id = :id`,
    { id },
  )
  return row && toOpenSession(row)
}

/** All of one series, soonest first. */
export const sessionsOfSeries = async (tx: Tx, series: string): Promise<readonly OpenSession[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select ${openSessionColumns} from open_sessions o ${sessionOfOpen}
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
  seats: number
  busy: Interval
  intent: Intent
  bookedAt: Instant
  lookAt: Instant | null
}

const orNoDate = (at: Instant | null) => (at === null ? null : new Date(at))

/**
 * Sets up a session, if the mentor's time is free: the exclusion constraint says so.
 * @returns false if the mentor has another session then; nothing was written
 */
export const insertOpenSession = async (tx: LockedTx, set: NewOpenSession): Promise<boolean> => {
  const { id, mentor, title, location, intent, seats } = set
  tx.write(
    /* sql */ `
    insert into sessions (workspace_id, id, starts_at, ends_at, topic, location, intent, booked_by, booked_at, seats)
    values (:workspace, :id, :startsAt, :endsAt, :title, :location, :intent, :mentor, :bookedAt, :seats)`,
    {
      ...{ id, mentor, title, location, intent, seats },
      startsAt: new Date(set.startsAt),
      endsAt: new Date(set.endsAt),
      bookedAt: new Date(set.bookedAt),
    },
  )
  const taken = await tx.rows(
    /* sql */ `
    insert into session_members (workspace_id, session_id, member_id, role, busy)
    values (:workspace, :id, :mentor, 'mentor', tstzrange(:from, :to))
    on conflict do nothing returning session_id`,
    { id, mentor, from: new Date(set.busy.start), to: new Date(set.busy.end) },
  )
  if (taken.length === 0) {
    tx.write('delete from sessions where workspace_id = :workspace and id = :id', { id })
    return false
  }
  tx.write(
    /* sql */ `
    insert into open_sessions (workspace_id, session_id, mentor_id, description, fewest, audience, asks, release_hours,
      series_id, count_at, release_at, look_at, announced_in)
    values (:workspace, :id, :mentor, :description, :fewest, :audience, :asks, :releaseHours, :series, :countAt,
      :releaseAt, :lookAt, :announcedIn)`,
    {
      ...{
        id,
        mentor,
        description: set.description,
        fewest: set.fewest,
        audience: set.audience,
        asks: set.asks,
      },
      ...{ releaseHours: set.releaseHours, series: set.series, announcedIn: set.announcedIn },
      countAt: orNoDate(set.countAt),
      releaseAt: orNoDate(set.releaseAt),
      lookAt: orNoDate(set.lookAt),
    },
  )
  return true
}

export const saveOpenTopics = (tx: LockedTx, session: SessionId, topics: readonly TopicId[]): void => {
  tx.write(
    /* sql */ `
    delete from open_session_topics
    where workspace_id = :workspace and session_id = :session and topic_id <> all(cast(:topics as text[]))`,
    { session, topics },
  )
  insertRows(
    tx,
    'open_session_topics',
    topics.map((topic, at) => ({ session_id: session, topic_id: topic, place: at + 1 })),
    'on conflict (workspace_id, session_id, topic_id) do update set place = excluded.place',
  )
}

/**
 * Gives it another number of seats: never fewer than are taken, which is for its caller to see to. The fewest with whom it
 * takes place are no more than that; where there is no such number, there is none afterwards.
 */
export const setSeats = (tx: LockedTx, session: SessionId, seats: number): void => {
  tx.write(
    /* sql */ `
    update open_sessions set fewest = :seats
    where workspace_id = :workspace and session_id = :session and fewest > :seats`,
    { session, seats },
  )
  tx.write('update sessions set seats = :seats where workspace_id = :workspace and id = :session', {
    session,
    seats,
  })
}

export const setDescription = (tx: LockedTx, session: SessionId, description: string): void => {
  tx.write(
    /* sql */ `
    update open_sessions set description = :description
    where workspace_id = :workspace and session_id = :session`,
    { session, description },
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

/** Scheduled open sessions that start within the span and ask what those who join would like to talk about. */
export const askingBetween = async (
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly { session: SessionId; mentor: MemberId; startsAt: Instant }[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select s.id, s.starts_at, o.mentor_id from sessions s
    join open_sessions o on o.workspace_id = :workspace and o.session_id = s.id
    where s.workspace_id = :workspace and s.seats is not null and s.status = 'scheduled'
      and s.starts_at > :after and s.starts_at <= :until and o.asks`,
    { after: new Date(after), until: new Date(until) },
  )
  return rows.map((row) => ({
    session: sessionId(text(row, 'id')),
    mentor: memberId(text(row, 'mentor_id')),
    startsAt: instant(row, 'starts_at'),
  }))
}
