import type { Topic } from '../../domain/directory/profile.ts'
import { type MemberId, memberId, type SessionId, topicId } from '../../domain/ids.ts'
import type { Member } from '../../domain/member.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import { maySee, type OpenStanding } from '../../domain/sessions/standing.ts'
import type { PostedMessage } from '../cards.ts'
import { findMembers } from '../members.ts'
import { findOpenSession } from '../open-sessions.ts'
import { standingsOf } from '../open-standings.ts'
import { acceptedBySession } from '../requests.ts'
import { sessionMessage } from '../session-messages.ts'
import { integer, orNull, text } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'

/** What the mentor alone is shown: who comes, in the order of their seats, who still has to confirm, and how many wait. */
export type Coming = {
  seated: readonly Comer[]
  held: readonly Comer[]
  waiting: number
  /** How many said what they would like to talk about. */
  notes: number
}
type Comer = Pick<Member, 'id' | 'fullName'>

/** Everything that one member's message about an open session shows. */
export type OpenSessionState = {
  open: OpenSession
  topics: readonly Topic[]
  mentor: Member
  reader: Member
  standing: OpenStanding
  /** Null for anybody but the mentor. */
  coming: Coming | null
  /** The reader's own requests that taking the seat accepted. */
  accepted: { kind: RequestKind; count: number } | null
  message: PostedMessage | null
}

/** @returns undefined if there is no such open session, or the reader may not see it */
export const openSessionState = async (
  tx: Tx,
  id: SessionId,
  readerId: MemberId,
): Promise<OpenSessionState | undefined> => {
  const [open, standings] = await Promise.all([findOpenSession(tx, id), standingsOf(tx, readerId, [id])])
  const standing = standings.get(id)
  if (!open || !standing || !maySee(open.audience, standing)) return undefined
  const { mentor: mentorId } = open.session
  const [members, topics, coming, requests, message] = await Promise.all([
    findMembers(tx, [mentorId, readerId]),
    topicsOfOpen(tx, [id]),
    mentorId === readerId ? comingTo(tx, id) : null,
    acceptedBySession(tx, id),
    sessionMessage(tx, id, readerId),
  ])
  const [mentor, reader] = [members.get(mentorId), members.get(readerId)]
  if (!mentor || !reader) return undefined
  const own = requests.filter(({ sender }) => sender === readerId)
  return {
    ...{ open, mentor, reader, standing, coming, message },
    topics: topics.get(id) ?? [],
    accepted: own[0] ? { kind: own[0].kind, count: own.length } : null,
  }
}

/** The topics of each of these open sessions, in the order in which its mentor gave them. */
export const topicsOfOpen = async (
  tx: Tx,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<string, readonly Topic[]>> => {
  const rows = await tx.rows(
    /* sql */ `
    select o.session_id, t.id, t.name from open_session_topics o
    join topics t on t.workspace_id = :workspace and t.id = o.topic_id
    where o.workspace_id = :workspace and o.session_id = any(:sessions) order by o.session_id, o.place, t.id`,
    { sessions },
  )
  const topics = new Map<string, Topic[]>()
  for (const row of rows) {
    const session = text(row, 'session_id')
    topics.set(session, [
      ...(topics.get(session) ?? []),
      { id: topicId(text(row, 'id')), name: text(row, 'name') },
    ])
  }
  return topics
}

const comingTo = async (tx: Tx, session: SessionId): Promise<Coming> => {
  const [rows, [counts]] = await Promise.all([
    tx.rows(
      /* sql */ `
      select m.member_id, m.held_until, coalesce(p.full_name, p.name) as full_name from session_members m
      join members p on p.workspace_id = :workspace and p.id = m.member_id
      where m.workspace_id = :workspace and m.session_id = :session and m.role = 'mentee' and m.left_at is null
      order by m.seat`,
      { session },
    ),
    tx.rows(
      /* sql */ `
      select (select count(*)::int from open_session_members o
          where o.workspace_id = :workspace and o.session_id = :session and o.position is not null) as waiting,
        (select count(*)::int from session_members m
          where m.workspace_id = :workspace and m.session_id = :session and m.left_at is null and m.note <> '') as notes`,
      { session },
    ),
  ])
  const comers = rows.map((row) => ({
    id: memberId(text(row, 'member_id')),
    fullName: text(row, 'full_name'),
    isHeld: orNull((from, column) => from[column], row, 'held_until') !== null,
  }))
  return {
    seated: comers.filter(({ isHeld }) => !isHeld),
    held: comers.filter(({ isHeld }) => isHeld),
    waiting: counts ? integer(counts, 'waiting') : 0,
    notes: counts ? integer(counts, 'notes') : 0,
  }
}

/** What somebody who comes would like to talk about. */
export type Question = Comer & { note: string }

/** For the session's mentor alone. */
export const questionsFor = async (tx: Tx, session: SessionId): Promise<readonly Question[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select m.member_id, m.note, coalesce(p.full_name, p.name) as full_name from session_members m
    join members p on p.workspace_id = :workspace and p.id = m.member_id
    where m.workspace_id = :workspace and m.session_id = :session and m.role = 'mentee' and m.left_at is null
      and m.held_until is null and m.note <> ''
    order by m.seat`,
    { session },
  )
  return rows.map((row) => ({
    id: memberId(text(row, 'member_id')),
    fullName: text(row, 'full_name'),
    note: text(row, 'note'),
  }))
}
