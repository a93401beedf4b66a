import { type MemberId, requestId } from '../../domain/ids.ts'
import { type AnswerBar, answerBar } from '../../domain/member.ts'
import { beginning, type From, type Page, pageOf } from '../../domain/page.ts'
import {
  type Filter,
  RECEIVED_SECTIONS,
  type ReceivedState,
  type RequestPlace,
  SENT_SECTIONS,
  type SentState,
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
import { requestColumns, toRequest } from '../requests.ts'
import { compose, composedRows } from '../sql/compose.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text } from '../sql/row.ts'
import type { Tx } from '../sql/transaction.ts'

/** `session`: the one that accepted the request, as it is now. */
type InList = { session: Pick<Session, 'startsAt' | 'status'> | null }
/** `barred`: why it cannot be accepted, although it is open. */
export type Listed = InList & { request: Request; state: ReceivedState; barred: AnswerBar | null }
export type SentListed = InList & { request: RequestForSender; state: SentState }

/**
 * What decides whether a receiver can accept: both sides' standing, and what the workspace allows. The offset makes
 * each a lookup by key: a plain join might read all members.
 */
const standingOf = (side: 'sender' | 'receiver') => /* sql */ `
  cross join lateral (
    select m.is_deactivated as ${side}_gone, m.is_stranger as ${side}_stranger, m.is_guest as ${side}_guest
    from members m where m.workspace_id = :workspace and m.id = r.${side}_id offset 0) ${side}`

const standing = {
  columns: /* sql */ `, sender_gone, sender_stranger, sender_guest, receiver_gone, receiver_stranger, receiver_guest,
    w.settings`,
  joins: /* sql */ `
    ${standingOf('sender')} ${standingOf('receiver')}
    join workspaces w on w.workspace_id = :workspace`,
} as const

const sides = {
  received: { member: 'receiver_id', section: 'received_order', beside: standing },
  sent: { member: 'sender_id', section: 'sent_order', beside: { columns: '', joins: '' } },
} as const

/** What the member received: pending first, newest first, then dismissed, accepted, withdrawn. */
export const receivedPage = async (
  tx: Tx,
  member: MemberId,
  filter: Filter<ReceivedState>,
  from: From<RequestPlace>,
  size: number,
): Promise<Page<Listed, RequestPlace>> => {
  const page = await rowsOf(tx, 'received', member, filter, from, size)
  return { ...page, items: page.items.map(toReceived) }
}

/** What the member sent, as they may see it: a dismissed request looks pending, in state and place. */
export const sentPage = async (
  tx: Tx,
  member: MemberId,
  filter: Filter<SentState>,
  from: From<RequestPlace>,
  size: number,
): Promise<Page<SentListed, RequestPlace>> => {
  const page = await rowsOf(tx, 'sent', member, filter, from, size)
  const items = page.items.map(toListed).map(({ request, session }) => ({
    request: forSender(request),
    state: request.withdrawnAt === null ? asSenderSees(request.status) : ('withdrawn' as const),
    session,
  }))
  return { ...page, items }
}

const toReceived = (row: Row): Listed => {
  const listed = toListed(row)
  return { ...listed, barred: isOpen(listed.request) ? barredIn(row) : null }
}

const barredIn = (row: Row): AnswerBar | null => {
  const of = (side: 'sender' | 'receiver') => ({
    isDeactivated: flag(row, `${side}_gone`),
    isStranger: flag(row, `${side}_stranger`),
    isGuest: flag(row, `${side}_guest`),
  })
  return answerBar(of('sender'), of('receiver'), readSettings(row.settings))
}

const toListed = (row: Row): Omit<Listed, 'barred'> => {
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
  side: keyof typeof sides,
  member: MemberId,
  filter: Filter<ReceivedState>,
  from: From<RequestPlace>,
  size: number,
): Promise<Page<Row, RequestPlace>> => {
  const { member: who, section, beside } = sides[side]
  const { place, backwards } = beginning(from)
  const order = backwards ? 'asc' : 'desc'
  const kinds = filter.kind ? [filter.kind] : (['offer', 'session_request'] as const)

  const range = (kind: RequestKind) => {
    const query = compose('requests as r')
      .select(compose.raw(`r.workspace_id, ${requestColumns}, r.${section} as section`))
      .whereRaw(`r.workspace_id = :workspace and r.${who} = :member and r.kind = '${kind}'`)
      .whereRaw(`r.${section} > ${SENT_SECTIONS.hidden}`)
      .orderBy([
        { column: `r.${section}`, order },
        { column: 'r.id', order },
      ])
      .limit(size + 1)
    if (filter.state) query.whereRaw(`r.${section} = :state`)
    if (place) query.whereRaw(`(r.${section}, r.id) ${backwards ? '>' : '<'} (:section, :id)`)
    return query
  }
  const merged = () =>
    compose
      .select(compose.raw(`${requestColumns}, r.section, s.starts_at as session_starts_at`))
      .select(compose.raw(`s.status as session_status${beside.columns}`))
      .from(compose.unionAll(kinds.map(range), true).as('r'))
      .joinRaw(beside.joins)
      .joinRaw('left join sessions s on s.workspace_id = r.workspace_id and s.id = r.accepted_session_id')
      .orderBy([
        { column: 'r.section', order },
        { column: 'r.id', order },
      ])
      .limit(size + 1)

  const form = [side, order, size, filter.kind, filter.state !== null, place !== null].join()
  const found = await composedRows(tx, form, merged, {
    member,
    ...(filter.state ? { state: RECEIVED_SECTIONS[filter.state] } : {}),
    ...(place ? { section: place.section, id: place.id } : {}),
  })
  return pageOf(found, from, size, (row) => ({
    section: integer(row, 'section'),
    id: requestId(text(row, 'id')),
  }))
}

/** How many requests of a list pass a filter, counted up to `most`. */
const countOf = async (
  tx: Tx,
  side: keyof typeof sides,
  member: MemberId,
  filter: Filter<ReceivedState>,
  most: number,
): Promise<number> => {
  const columns = sides[side]
  const [row] = await tx.rows(
    /* sql */ `
    select count(*)::int as listed from (
      select from requests where workspace_id = :workspace and ${columns.member} = :member
        and kind in (${filter.kind ? `'${filter.kind}'` : `'offer', 'session_request'`})
        and ${columns.section} ${filter.state ? `= ${RECEIVED_SECTIONS[filter.state]}` : `> ${SENT_SECTIONS.hidden}`}
      limit :most) listed`,
    { member, most },
  )
  return row ? integer(row, 'listed') : 0
}

/** How many requests a filter shows, and how many there are in all, both counted up to `most`; null without one. */
export type Narrowed = { shown: number; all: number } | null

export const narrowed = async (
  tx: Tx,
  side: keyof typeof sides,
  member: MemberId,
  filter: Filter<ReceivedState>,
  most: number,
): Promise<Narrowed> => {
  if (filter.kind === null && filter.state === null) return null
  const everything = { kind: null, state: null }
  const [shown, all] = await Promise.all([
    countOf(tx, side, member, filter, most),
    countOf(tx, side, member, everything, most),
  ])
  return { shown, all }
}

/** How many received requests wait for an answer, counted up to `most`. */
export const countPending = (tx: Tx, member: MemberId, most: number): Promise<number> =>
  countOf(tx, 'received', member, { kind: null, state: 'pending' }, most)
