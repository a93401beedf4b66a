import type { Topic } from '../../domain/directory/profile.ts'
import { type MemberId, memberId, type SessionId, type TopicId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import { beginning, type From, type Page, pageOf } from '../../domain/page.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import type { OpenStanding } from '../../domain/sessions/standing.ts'
import type { Instant } from '../../domain/time/time.ts'
import { findMembers } from '../members.ts'
import { openSessionColumns, sessionOfOpen, toOpenSession } from '../open-sessions.ts'
import { standingsOf } from '../open-standings.ts'
import { compose, composedRows } from '../sql/compose.ts'
import { integer, text } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import { topicsOfOpen } from './open-session-state.ts'

/** One open session in a list, as its reader sees it. */
export type ListedOpen = {
  open: OpenSession
  topics: readonly Topic[]
  mentor: Pick<Member, 'id' | 'fullName' | 'picture'>
  standing: OpenStanding
}

/** Null: of any topic, of any mentor. */
export type OpenFilter = { topic: TopicId | null; mentor: MemberId | null }

/** Those ahead that the reader may see, except their own, and except what either of two avoids (spec 7-directory, Profile). */
export const VISIBLE = /* sql */ `
  s.workspace_id = :workspace and s.seats is not null and s.status = 'scheduled' and s.starts_at > :now
  and o.mentor_id <> :reader
  and (o.audience = 'everyone'
    or (select count(*) from open_session_members i
      where i.workspace_id = :workspace and i.session_id = o.session_id and i.member_id = :reader
        and (i.invited_at is not null or i.position is not null)) > 0
    or (select count(*) from session_members i
      where i.workspace_id = :workspace and i.session_id = o.session_id and i.member_id = :reader) > 0)
  /* Counted, each by its key: an anti-join might read all that the workspace's members avoid. */
  and (select count(*) from avoidances a
    where a.workspace_id = :workspace and a.member_id = :reader and a.avoided_id = o.mentor_id) = 0
  and (select count(*) from avoidances a
    where a.workspace_id = :workspace and a.member_id = o.mentor_id and a.avoided_id = :reader) = 0
  and (select m.is_deactivated from members m where m.workspace_id = :workspace and m.id = o.mentor_id) is false`

export const ITS_TERMS = /* sql */ `
  join open_sessions o on o.workspace_id = :workspace and o.session_id = s.id`

/** A page of the open sessions ahead, soonest first. A cursor is the id of the session beside the page. */
export const openSessionsPage = async (
  tx: Tx,
  reader: MemberId,
  { topic, mentor }: OpenFilter,
  from: From<SessionId>,
  size: number,
  now: Instant,
): Promise<Page<ListedOpen, SessionId>> => {
  const { cursor, backwards } = beginning(from)
  const [beyond, sorted] = backwards ? ['<', 'desc'] : ['>', 'asc']
  const build = () => {
    const query = compose('sessions as s')
      .select(compose.raw(openSessionColumns))
      .joinRaw(ITS_TERMS)
      .whereRaw(VISIBLE)
      .orderBy([
        { column: 's.starts_at', order: sorted },
        { column: 's.id', order: sorted },
      ])
      .limit(size + 1)
    if (topic !== null)
      query.whereRaw(/* sql */ `exists (select from open_session_topics t
        where t.workspace_id = :workspace and t.session_id = s.id and t.topic_id = :topic)`)
    if (mentor !== null) query.whereRaw('o.mentor_id = :mentor')
    if (cursor !== null)
      query.whereRaw(/* sql */ `(s.starts_at, s.id) ${beyond} (select c.starts_at, c.id from sessions c
        where c.workspace_id = :workspace and c.id = :cursor)`)
    return query
  }
  const form = ['open sessions', size, sorted, topic !== null, mentor !== null, cursor !== null].join()
  const rows = await composedRows(tx, form, build, {
    reader,
    now: new Date(now),
    ...(topic !== null && { topic }),
    ...(mentor !== null && { mentor }),
    ...(cursor !== null && { cursor }),
  })
  const { items, ...around } = pageOf(rows.map(toOpenSession), from, size, ({ session }) => session.id)
  return { ...around, items: await listed(tx, reader, items) }
}

const listed = async (
  tx: Tx,
  reader: MemberId,
  sessions: readonly OpenSession[],
): Promise<readonly ListedOpen[]> => {
  if (sessions.length === 0) return []
  const ids = sessions.map(({ session }) => session.id)
  const [topics, standings, mentors] = await Promise.all([
    topicsOfOpen(tx, ids),
    standingsOf(tx, reader, ids),
    findMembers(tx, [...new Set(sessions.map(({ session }) => session.mentor))]),
  ])
  return sessions.flatMap((open) => {
    const mentor = mentors.get(open.session.mentor)
    return mentor
      ? [
          {
            ...{ open, mentor },
            topics: topics.get(open.session.id) ?? [],
            standing: standings.get(open.session.id) ?? { is: 'none' as const },
          },
        ]
      : []
  })
}

/** How many open sessions ahead each of these mentors has that the reader may see; those without any are left out. */
export const openSessionCounts = async (
  tx: Tx,
  reader: MemberId,
  mentors: readonly MemberId[],
  now: Instant,
): Promise<ReadonlyMap<MemberId, number>> => {
  if (mentors.length === 0) return new Map()
  const rows = await tx.rows(
    /* sql */ `
    select o.mentor_id, count(*)::int as ahead from open_sessions o ${sessionOfOpen}
    where ${VISIBLE} and o.workspace_id = :workspace and o.mentor_id = any(:mentors)
    group by o.mentor_id`,
    { reader, mentors, now: new Date(now) },
  )
  return new Map(rows.map((row) => [memberId(text(row, 'mentor_id')), integer(row, 'ahead')]))
}

/** A mentor's own open sessions ahead that have a seat free, soonest first. */
export const ownWithFreeSeats = async (
  tx: Tx,
  mentor: MemberId,
  limit: number,
  now: Instant,
): Promise<readonly OpenSession[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select ${openSessionColumns} from open_sessions o ${sessionOfOpen}
    where o.workspace_id = :workspace and o.mentor_id = :mentor and s.status = 'scheduled' and s.starts_at > :now
      and s.seats > (select count(*) from session_members m
        where m.workspace_id = :workspace and m.session_id = o.session_id and m.role = 'mentee' and m.active)
    order by s.starts_at, s.id limit :limit`,
    { mentor, limit, now: new Date(now) },
  )
  return rows.map(toOpenSession)
}

/** The one that a mentor set up last, to be copied. */
export const lastHostedBy = async (tx: Tx, mentor: MemberId): Promise<OpenSession | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select ${openSessionColumns} from open_sessions o ${sessionOfOpen}
    where o.workspace_id = :workspace and o.mentor_id = :mentor order by s.booked_at desc, s.id desc limit 1`,
    { mentor },
  )
  return row && toOpenSession(row)
}
