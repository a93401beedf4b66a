import { type MemberId, requestId } from '../../domain/ids.ts'
import { type AnswerBar, answerBar, type Member } from '../../domain/member.ts'
import { beginning, type From, type Page, pageOf } from '../../domain/page.ts'
import {
  EXTENTS,
  type Extent,
  type Filter,
  RECEIVED_SECTIONS,
  type ReceivedFilter,
  type ReceivedState,
  type RequestCursor,
  type SentState,
  type Side,
} from '../../domain/requests/lists.ts'
import {
  asSenderSees,
  forSender,
  isOpen,
  type Request,
  type RequestForSender,
  type RequestKind,
} from '../../domain/requests/request.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { readSettings } from '../../domain/settings.ts'
import { open } from '../open-requests.ts'
import { requestColumns, toRequest } from '../requests.ts'
import { compose, composedRows } from '../sql/compose.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'

/** `session`: the one that accepted the request, as it is now; null once the mentee has left it, if it is an open one. */
type InList = { session: Pick<Session, 'startsAt' | 'status'> | null }
/** `barred`: why it cannot be accepted, although it is open. */
export type Listed = InList & {
  request: Request
  state: ReceivedState
  sender: Pick<Member, 'fullName' | 'picture'>
  barred: AnswerBar | null
}
export type SentListed = InList & {
  request: RequestForSender
  state: SentState
  receiver: Pick<Member, 'fullName'>
}

/** The offset makes it a lookup by key: a plain join might read all sessions, and everybody's seats. */
const acceptedBy = /* sql */ `
  left join lateral (
    select x.starts_at, x.status from sessions x
    where x.workspace_id = :workspace and x.id = r.accepted_session_id
      and (x.seats is null or exists (select from session_members m
        where m.workspace_id = :workspace and m.session_id = r.accepted_session_id and m.left_at is null
          and m.member_id = case when r.kind = 'offer' then r.receiver_id else r.sender_id end))
    offset 0) s on true`

/** Whose list it is, and the column of its sections. */
export const listKeys = {
  received: { member: 'receiver_id', section: 'received_order' },
  sent: { member: 'sender_id', section: 'sent_order' },
} as const satisfies Record<Side, object>

/** Looked up by key, as above. */
const accountOf = (side: 'sender' | 'receiver', id: string) => /* sql */ `
  cross join lateral (
    select coalesce(m.full_name, m.name) as ${side}_name, m.picture as ${side}_picture,
      m.is_deactivated as ${side}_gone, m.is_stranger as ${side}_stranger, m.is_guest as ${side}_guest
    from members m where m.workspace_id = :workspace and m.id = ${id} offset 0) ${side}`

/**
 * Beside a request: who the other side is, and, for a receiver, what decides whether they can accept: both sides'
 * standing, and what the workspace allows.
 */
const besides = {
  received: {
    columns: /* sql */ `sender_name, sender_picture, sender_gone, sender_stranger, sender_guest, receiver_gone,
      receiver_stranger, receiver_guest, w.settings`,
    joins: /* sql */ `
      ${accountOf('sender', 'r.sender_id')} ${accountOf('receiver', ':member')}
      join workspaces w on w.workspace_id = :workspace`,
  },
  sent: {
    columns: 'receiver_name',
    joins: accountOf('receiver', 'r.receiver_id'),
  },
} as const satisfies Record<Side, object>

/** A part of a list, as it is looked at. */
export type Look<Narrowing> = { extent: Extent; filter: Narrowing }

/**
 * Kept to what is open, for which there is an index (`requests_open`): one sender's whole history has none, and would
 * be searched for in all that the receiver ever got.
 */
export const bySender = `r.sender_id = :sender and ${open}`

/** What the member received: pending first, newest first, then dismissed, accepted, withdrawn. */
export const receivedPage = async (
  tx: Tx,
  member: MemberId,
  look: Look<ReceivedFilter>,
  from: From<RequestCursor>,
  size: number,
): Promise<Page<Listed, RequestCursor>> => {
  const page = await rowsOf(tx, 'received', member, look, from, size)
  return { ...page, items: page.items.map(toReceived) }
}

/** What the member sent, as they may see it: a dismissed request looks pending, in state and position. */
export const sentPage = async (
  tx: Tx,
  member: MemberId,
  look: Look<Filter<SentState>>,
  from: From<RequestCursor>,
  size: number,
): Promise<Page<SentListed, RequestCursor>> => {
  const page = await rowsOf(tx, 'sent', member, look, from, size)
  return { ...page, items: page.items.map(toSent) }
}

const toSent = (row: Row): SentListed => {
  const { request, session } = toListed(row)
  return {
    request: forSender(request),
    state: request.withdrawnAt === null ? asSenderSees(request.status) : 'withdrawn',
    session,
    receiver: { fullName: text(row, 'receiver_name') },
  }
}

const toReceived = (row: Row): Listed => {
  const listed = toListed(row)
  const sender = { fullName: text(row, 'sender_name'), picture: orNull(text, row, 'sender_picture') }
  return { ...listed, sender, barred: isOpen(listed.request) ? barredIn(row) : null }
}

const barredIn = (row: Row): AnswerBar | null => {
  const of = (side: 'sender' | 'receiver') => ({
    isDeactivated: flag(row, `${side}_gone`),
    isStranger: flag(row, `${side}_stranger`),
    isGuest: flag(row, `${side}_guest`),
  })
  return answerBar(of('sender'), of('receiver'), readSettings(row.settings))
}

const toListed = (row: Row): Omit<Listed, 'sender' | 'barred'> => {
  const request = toRequest(row)
  return {
    request,
    state: request.withdrawnAt === null ? request.status : 'withdrawn',
    session: orNull(toSession, row, 'session_starts_at'),
  }
}

const toSession = (row: Row): Listed['session'] => ({
  startsAt: instant(row, 'session_starts_at'),
  status: oneOf(row, 'session_status', ['scheduled', 'cancelled']),
})

/** One range of an index for each kind, merged. */
const rowsOf = async (
  tx: Tx,
  side: Side,
  member: MemberId,
  { extent, filter }: Look<ReceivedFilter>,
  from: From<RequestCursor>,
  size: number,
): Promise<Page<Row, RequestCursor>> => {
  const { member: who, section } = listKeys[side]
  const { columns, joins } = besides[side]
  const [lowest, highest] = EXTENTS[extent]
  const { cursor, backwards } = beginning(from)
  const order = backwards ? 'asc' : 'desc'
  const kinds = filter.kind ? [filter.kind] : (['offer', 'session_request'] as const)

  const range = (kind: RequestKind) => {
    const query = compose('requests as r')
      .select(compose.raw(`r.workspace_id, ${requestColumns}, r.${section} as section`))
      .whereRaw(`r.workspace_id = :workspace and r.${who} = :member and r.kind = '${kind}'`)
      .whereRaw(`r.${section} between ${lowest} and ${highest}`)
      .orderBy([
        { column: `r.${section}`, order },
        { column: 'r.id', order },
      ])
      .limit(size + 1)
    if (filter.state) query.whereRaw(`r.${section} = :state`)
    if (filter.sender) query.whereRaw(bySender)
    if (cursor) query.whereRaw(`(r.${section}, r.id) ${backwards ? '>' : '<'} (:section, :id)`)
    return query
  }
  const inOrder = [
    { column: 'r.section', order },
    { column: 'r.id', order },
  ]
  const merged = () =>
    compose
      .from(compose.unionAll(kinds.map(range), true).as('r'))
      .orderBy(inOrder)
      .limit(size + 1)
  // Only what is shown is looked up beside: ranges of two kinds hold twice as much.
  const page = () =>
    compose
      .select(compose.raw(`${requestColumns}, r.section, s.starts_at as session_starts_at`))
      .select(compose.raw(`s.status as session_status, ${columns}`))
      .from(merged().as('r'))
      .joinRaw(joins)
      .joinRaw(acceptedBy)
      .orderBy(inOrder)

  const form = [
    ...[side, extent, order, size, filter.kind, filter.state !== null, filter.sender !== undefined],
    cursor !== null,
  ].join()
  const found = await composedRows(tx, form, page, {
    member,
    ...(filter.state ? { state: RECEIVED_SECTIONS[filter.state] } : {}),
    ...(filter.sender ? { sender: filter.sender } : {}),
    ...(cursor ? { section: cursor.section, id: cursor.id } : {}),
  })
  return pageOf(found, from, size, (row) => ({
    section: integer(row, 'section'),
    id: requestId(text(row, 'id')),
  }))
}
