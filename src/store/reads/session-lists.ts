import { AVAILABILITY_BOUNDS } from '../../domain/availability/availability.ts'
import type { MemberId, SessionId } from '../../domain/ids.ts'
import { type Member, type PartnerRefusal, partnerRefusal } from '../../domain/member.ts'
import { beginning, type From, PAGE_SIZE, type Page, pageOf } from '../../domain/page.ts'
import { isOpen, otherOf, type Session } from '../../domain/sessions/session.ts'
import { type Instant, MINUTE } from '../../domain/time/time.ts'
import { findMembers } from '../members.ts'
import { sessionColumns, toSession } from '../sessions.ts'
import { compose, composedRows } from '../sql/compose.ts'
import { instant, integer, orNull, type Row, text } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import { workspaceSettings } from '../workspaces.ts'

/** A page of a member's sessions. */
export type SessionsState = {
  member: MemberId
  now: Instant
  sessions: Page<Session, Instant>
  /** Whom the member meets in them: the mentor, or the mentee of a booked one. */
  people: ReadonlyMap<MemberId, Pick<Member, 'fullName'>>
  /** Until when seats are kept for the member that they have not confirmed yet. */
  held: ReadonlyMap<SessionId, Instant>
}

/** `barred`: those of them with whom no session can be booked now, and why not. */
export type PastState = SessionsState & { barred: ReadonlyMap<MemberId, PartnerRefusal> }

/** Looks up each session by its key, as the offset ensures: a join might read every session ever booked. */
const eachSession = /* sql */ `
  cross join lateral (
    select * from sessions where workspace_id = :workspace and id = m.session_id offset 0) s`

type Own = Session & { heldUntil: Instant | null }

const ownColumns = `${sessionColumns}, m.held_until`
const toOwn = (row: Row): Own => ({ ...toSession(row), heldUntil: orNull(instant, row, 'held_until') })

/** Until when each seat is kept that the member has not confirmed yet. */
export const heldAmong = (sessions: readonly Own[]): ReadonlyMap<SessionId, Instant> =>
  new Map(sessions.flatMap(({ id, heldUntil }) => (heldUntil === null ? [] : [[id, heldUntil] as const])))

/** Whom a list names beside a session; nobody beside an open one of the member's own. */
export const metIn = (session: Session, member: MemberId): MemberId | undefined => {
  if (!isOpen(session)) return otherOf(session, member)
  return session.mentor === member ? undefined : session.mentor
}

const ofMember = 'm.workspace_id = :workspace and m.member_id = :member and m.active'

/** A mentor's time can be taken for a while after the end, by a buffer. */
const lists = {
  upcoming: { which: `${ofMember} and m.busy_until > :now and s.ends_at > :now`, order: 'asc' },
  past: { which: `${ofMember} and m.busy_until <= :atMost and s.ends_at <= :now`, order: 'desc' },
} as const

const upcoming = /* sql */ `from session_members m ${eachSession} where ${lists.upcoming.which}`
const past = /* sql */ `from session_members m ${eachSession} where ${lists.past.which}`
const endOfPast = (now: Instant) => new Date(now + AVAILABILITY_BOUNDS.bufferAfterMinutes.max * MINUTE)

const otherName = /* sql */ `
  coalesce((select coalesce(p.full_name, p.name) from session_members o
    join members p on p.workspace_id = :workspace and p.id = o.member_id
    where o.workspace_id = :workspace and o.session_id = s.id and o.member_id <> :member
    order by o.role = 'mentor' desc limit 1), '') as other_name`

/**
 * A member's scheduled sessions that have not ended, soonest first, each with the full name of whom they meet in it: its
 * mentor or, for the mentor, a mentee.
 */
export const upcomingSessions = async (
  tx: Tx,
  member: MemberId,
  now: Instant,
  limit: number,
): Promise<readonly (Own & { otherName: string })[]> => {
  const rows = await tx.rows(
    `select ${ownColumns}, ${otherName} ${upcoming} order by m.busy_until, s.id limit :limit`,
    { member, now: new Date(now), limit },
  )
  return rows.map((row) => ({ ...toOwn(row), otherName: text(row, 'other_name') }))
}

/** How many there are, counted up to `most`. */
export const countUpcoming = async (
  tx: Tx,
  member: MemberId,
  now: Instant,
  most: number,
): Promise<number> => {
  const [row] = await tx.rows(
    `select count(*)::int as upcoming from (select ${upcoming} order by m.busy_until limit :most) upcoming`,
    { member, now: new Date(now), most },
  )
  return row ? integer(row, 'upcoming') : 0
}

/**
 * Whether the member has been in a session that is over. Asked for the latest one, not for any: to find any, Postgres may
 * read the table from its beginning, past all that other workspaces ever booked.
 */
export const hasPastSession = async (tx: Tx, member: MemberId, now: Instant): Promise<boolean> => {
  const rows = await tx.rows(`select m.session_id ${past} order by m.busy_until desc limit 1`, {
    member,
    now: new Date(now),
    atMost: endOfPast(now),
  })
  return rows.length > 0
}

type List = { name: keyof typeof lists; bindings: Record<string, Date> }

/**
 * A session's cursor is the end of the member's busy time for it: no two are the same, because a member's sessions never
 * overlap.
 */
const pageIn = async (
  tx: Tx,
  member: MemberId,
  { name, bindings }: List,
  from: From<Instant>,
): Promise<Page<Own, Instant>> => {
  const { which, order } = lists[name]
  const { cursor, backwards } = beginning(from)
  const [beyond, sorted] = (order === 'asc') === backwards ? ['<', 'desc'] : ['>', 'asc']
  const page = () => {
    const query = compose('session_members as m')
      .select(compose.raw(`${ownColumns}, m.busy_until`))
      .joinRaw(eachSession)
      .whereRaw(which)
      .orderBy('m.busy_until', sorted)
      .limit(PAGE_SIZE.sessions + 1)
    return cursor === null ? query : query.where('m.busy_until', beyond, compose.raw(':cursor'))
  }
  const found = await composedRows(tx, ['sessions', name, sorted, cursor !== null].join(), page, {
    member,
    ...bindings,
    ...(cursor !== null && { cursor: new Date(cursor) }),
  })
  const { items, ...around } = pageOf(found, from, PAGE_SIZE.sessions, (row) => instant(row, 'busy_until'))
  return { ...around, items: items.map(toOwn) }
}

/** If the page has emptied in the meantime, the first one is shown. */
const listState = async (
  tx: Tx,
  member: MemberId,
  list: List,
  from: From<Instant>,
  now: Instant,
): Promise<SessionsState & { people: ReadonlyMap<MemberId, Member> }> => {
  const page = await pageIn(tx, member, list, from)
  const isLost = page.items.length === 0 && from !== null
  const sessions = isLost ? await pageIn(tx, member, list, null) : page
  const others = sessions.items.flatMap((session) => metIn(session, member) ?? [])
  const people = others.length > 0 ? await findMembers(tx, [...new Set(others)]) : new Map()
  return { member, now, sessions, people, held: heldAmong(sessions.items) }
}

/** A page of a member's scheduled sessions that have not ended, soonest first. */
export const upcomingState = (
  tx: Tx,
  member: MemberId,
  from: From<Instant>,
  now: Instant,
): Promise<SessionsState> =>
  listState(tx, member, { name: 'upcoming', bindings: { now: new Date(now) } }, from, now)

/** Those that have ended, newest first. */
export const pastState = async (
  tx: Tx,
  member: MemberId,
  from: From<Instant>,
  now: Instant,
): Promise<PastState> => {
  const bindings = { now: new Date(now), atMost: endOfPast(now) }
  const [state, policy] = await Promise.all([
    listState(tx, member, { name: 'past', bindings }, from, now),
    workspaceSettings(tx),
  ])
  const barred = [...state.people].flatMap(([id, other]) => {
    const why = partnerRefusal(member, other, policy, 'book')
    return why ? [[id, why] as const] : []
  })
  return { ...state, barred: new Map(barred) }
}
