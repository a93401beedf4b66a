import { type MemberId, type RequestId, requestId } from '../../domain/ids.ts'
import { type AnswerBar, answerBar } from '../../domain/member.ts'
import {
  asSenderSees,
  forSender,
  isOpen,
  type Request,
  type RequestForSender,
  type RequestKind,
} from '../../domain/request.ts'
import type { Instant } from '../../domain/time.ts'
import { requestColumns, toRequest } from '../requests.ts'
import { flag, instant, integer, orNull, type Row, text } from '../row.ts'
import type { Tx } from '../transaction.ts'
import { policyColumns, toPolicy } from '../workspaces.ts'

/** What a list can be narrowed to; a sender's list knows no `dismissed`. */
export type ReceivedState = 'pending' | 'dismissed' | 'accepted' | 'withdrawn'
export type SentState = Exclude<ReceivedState, 'dismissed'>

export type Filter<State extends ReceivedState> = { kind: RequestKind | null; state: State | null }

/** A place in a list: the section (generated column `received_order` or `sent_order`) and the last id seen there. */
export type Place = { section: number; id: RequestId }

/** Where a page begins: after a place, before one, or at the top. */
export type From = { after: Place } | { before: Place } | null

type InList = { sessionStartsAt: Instant | null }
/** `barred`: why it cannot be accepted although it is open. */
export type Listed = InList & { request: Request; state: ReceivedState; barred: AnswerBar | null }
export type SentListed = InList & { request: RequestForSender; state: SentState }

export type Page<Item> = { items: readonly Item[]; previous: Place | null; next: Place | null }

const sections = { pending: 4, dismissed: 3, accepted: 2, withdrawn: 1 } as const satisfies Record<
  ReceivedState,
  number
>

/**
 * What decides whether a receiver can accept: both sides' standing, and what the workspace allows. The offset keeps each
 * a look by its key: as a plain join it might go through all members.
 */
const standingOf = (side: 'sender' | 'receiver') => /* sql */ `
  cross join lateral (
    select m.is_deactivated as ${side}_gone, m.is_stranger as ${side}_stranger, m.is_guest as ${side}_guest
    from members m where m.workspace_id = :workspace and m.id = r.${side}_id offset 0) ${side}`

const standing = {
  columns: /* sql */ `, sender_gone, sender_stranger, sender_guest, receiver_gone, receiver_stranger, receiver_guest,
    ${policyColumns}`,
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
  from: From,
  size: number,
): Promise<Page<Listed>> => {
  const { rows, ...around } = await page(tx, 'received', member, filter, from, size)
  return { ...around, items: rows.map(toReceived) }
}

/** What the member sent, as the sender may see it: a dismissed request is a pending one, in its state and its place. */
export const sentPage = async (
  tx: Tx,
  member: MemberId,
  filter: Filter<SentState>,
  from: From,
  size: number,
): Promise<Page<SentListed>> => {
  const { rows, ...around } = await page(tx, 'sent', member, filter, from, size)
  const items = rows.map(toListed).map(({ request, sessionStartsAt }) => ({
    request: forSender(request),
    state: request.withdrawnAt === null ? asSenderSees(request.status) : ('withdrawn' as const),
    sessionStartsAt,
  }))
  return { ...around, items }
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
  return answerBar(of('sender'), of('receiver'), toPolicy(row))
}

const toListed = (row: Row): Omit<Listed, 'barred'> => {
  const request = toRequest(row)
  return {
    request,
    state: request.withdrawnAt === null ? request.status : 'withdrawn',
    sessionStartsAt: orNull(instant, row, 'session_starts_at'),
  }
}

/**
 * One page by keyset: a range of one index for each kind, merged, so that it costs the same at any length of the
 * list. One row more than the page holds tells whether the list goes on.
 */
const page = async (
  tx: Tx,
  side: keyof typeof sides,
  member: MemberId,
  filter: Filter<ReceivedState>,
  from: From,
  size: number,
): Promise<{ rows: readonly Row[]; previous: Place | null; next: Place | null }> => {
  const columns = sides[side]
  const backwards = from !== null && 'before' in from
  const place = from === null ? null : 'before' in from ? from.before : from.after
  const order = backwards ? 'asc' : 'desc'
  const kinds = filter.kind ? [filter.kind] : (['offer', 'session_request'] as const)
  const range = (kind: RequestKind) => /* sql */ `
    (select r.workspace_id, ${requestColumns}, r.${columns.section} as section from requests r
     where r.workspace_id = :workspace and r.${columns.member} = :member and r.kind = '${kind}'
       and r.${columns.section} > 0
       ${filter.state ? `and r.${columns.section} = :state` : ''}
       ${place ? `and (r.${columns.section}, r.id) ${backwards ? '>' : '<'} (:section, :id)` : ''}
     order by r.${columns.section} ${order}, r.id ${order} limit :more)`
  const found = await tx.rows(
    /* sql */ `
    select ${requestColumns}, r.section, s.starts_at as session_starts_at${columns.beside.columns}
    from (${kinds.map(range).join(' union all ')}) r${columns.beside.joins}
    left join sessions s on s.workspace_id = r.workspace_id and s.id = r.accepted_session_id
    order by r.section ${order}, r.id ${order} limit :more`,
    {
      member,
      more: size + 1,
      ...(filter.state ? { state: sections[filter.state] } : {}),
      ...(place ? { section: place.section, id: place.id } : {}),
    },
  )
  const goesOn = found.length > size
  const rows = backwards ? found.slice(0, size).reverse() : found.slice(0, size)
  const placeOf = (row: Row | undefined) =>
    row ? { section: integer(row, 'section'), id: requestId(text(row, 'id')) } : null
  return {
    rows,
    previous: (backwards ? goesOn : from !== null) ? placeOf(rows[0]) : null,
    next: (backwards ? true : goesOn) ? placeOf(rows.at(-1)) : null,
  }
}

/** How many received requests wait for an answer, counted no further than `most`. */
export const countPending = async (tx: Tx, member: MemberId, most: number): Promise<number> => {
  const [row] = await tx.rows(
    /* sql */ `
    select count(*)::int as waiting from (
      select from requests where workspace_id = :workspace and receiver_id = :member
        and kind in ('offer', 'session_request') and received_order = ${sections.pending}
      limit :most) pending`,
    { member, most },
  )
  return row ? integer(row, 'waiting') : 0
}
