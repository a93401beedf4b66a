import * as v from 'valibot'
import { type OutsideTime, outsideTime, type SourceTime } from '../domain/calendars/outside-time.ts'
import { calendarKinds, calendarProviders, stillCounts } from '../domain/calendars/reading.ts'
import { type MemberId, memberId, type SessionId, sessionId } from '../domain/ids.ts'
import { HOUR, type Instant, type Interval } from '../domain/time/time.ts'
import { flag, instant, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'
import { takesTime } from './taken-time.ts'

const spans = v.array(v.tuple([v.number(), v.number()]))

const toSourceTime = (row: Row): SourceTime => {
  const [start, end] = [orNull(instant, row, 'known_from'), orNull(instant, row, 'known_until')]
  return {
    kind: oneOf(row, 'kind', calendarKinds),
    readAt: orNull(instant, row, 'read_at'),
    known: start === null || end === null || !flag(row, 'in_own_zone') ? null : { start, end },
    busy: v.parse(spans, row.busy).map(([from, until]) => ({ start: from, end: until })),
  }
}

/**
 * The times of the member's own sessions in calendars that say only when somebody is busy, so that copies of sessions in
 * them have no UID to be known by. They are taken off when it is used, and not when it is read: a session that is moved
 * away no longer hides what else is there at its time.
 */
const OWN_SESSIONS = /* sql */ `coalesce(
  (select range_agg((select tstzrange(s.starts_at, s.ends_at) from sessions s
    where s.workspace_id = :workspace and s.id = m.session_id))
  from session_members m where m.workspace_id = :workspace and m.member_id = c.member_id and ${takesTime('m')}
    and c.kind = any(:nameless)), '{}')`

/** That of the member's hours, or of their profile: whole days and times without a zone are in it. */
export const zoneOf = (member: string) => /* sql */ `coalesce(
  (select a.zone from availabilities a where a.workspace_id = :workspace and a.member_id = ${member}),
  (select p.zone from members p where p.workspace_id = :workspace and p.id = ${member}))`

/** As a whole number: written out with decimals, hundreds of them take a page of free times noticeably longer. */
const milliseconds = (time: string) => `cast(date_part('epoch', ${time}) * 1000 as bigint)`

/** Sessions do not begin in the past, so nothing before this decides on one, buffers included. */
const BEFORE_NOW = 12 * HOUR

/** What the members' calendars from outside say of the time in the span that is still to come. */
export const outsideTimes = async (
  tx: Tx,
  members: readonly MemberId[],
  span: Interval,
  now: Instant,
): Promise<ReadonlyMap<MemberId, OutsideTime>> => {
  const ahead = { start: Math.max(span.start, now - BEFORE_NOW), end: span.end }
  const sources = new Map<MemberId, SourceTime[]>(members.map((member) => [member, []]))
  if (ahead.start < ahead.end) {
    const rows = await tx.rows(
      /* sql */ `
      select c.member_id, c.kind, c.read_at, c.known_from, c.known_until,
        c.zone is not distinct from ${zoneOf('c.member_id')} as in_own_zone,
        (select coalesce(json_agg(json_build_array(${milliseconds('lower(b)')}, ${milliseconds('upper(b)')})), '[]')
          from unnest(c.busy * tstzmultirange(tstzrange(:from, :to)) - ${OWN_SESSIONS}) b) as busy
      from calendar_sources c where c.workspace_id = :workspace and c.member_id = any(:members)`,
      { members, nameless: calendarProviders, from: new Date(ahead.start), to: new Date(ahead.end) },
    )
    for (const row of rows) sources.get(memberId(text(row, 'member_id')))?.push(toSourceTime(row))
  }
  return new Map([...sources].map(([member, own]) => [member, outsideTime(own, ahead, now)]))
}

/** Whether a calendar of the member's that still counts says that they are busy while the session is under way. */
export const isBusyOutside = async (
  tx: Tx,
  member: MemberId,
  session: SessionId,
  now: Instant,
): Promise<boolean> => {
  const rows = await tx.rows(
    /* sql */ `
    select c.kind, c.read_at from calendar_sources c
    where c.workspace_id = :workspace and c.member_id = :member
      and c.busy && (select tstzrange(s.starts_at, s.ends_at) from sessions s
        where s.workspace_id = :workspace and s.id = :session)`,
    { member, session },
  )
  return rows.some((row) =>
    stillCounts(oneOf(row, 'kind', calendarKinds), orNull(instant, row, 'read_at'), now),
  )
}

/** Every session, also one that was cancelled, of any of these members that has not ended before then. */
export const sessionsSince = async (
  tx: Tx,
  members: readonly MemberId[],
  since: Instant,
): Promise<readonly SessionId[]> => {
  const ofThem = 'm.workspace_id = :workspace and m.member_id = any(:members) and m.busy_until > :since'
  const rows = await tx.rows(
    /* sql */ `
    select m.session_id from session_members m where ${ofThem} and m.active
    union
    select m.session_id from session_members m where ${ofThem} and not m.active`,
    { members, since: new Date(since) },
  )
  return rows.map((row) => sessionId(text(row, 'session_id')))
}

/** Those in a session whose calendars did not say, when it got its time, whether they are busy then. */
export const uncheckedIn = async (tx: Tx, session: SessionId): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select member_id from session_members
    where workspace_id = :workspace and session_id = :session and unchecked`,
    { session },
  )
  return rows.map((row) => memberId(text(row, 'member_id')))
}
