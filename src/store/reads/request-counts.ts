import type { MemberId } from '../../domain/ids.ts'
import { EXTENTS, RECEIVED_SECTIONS, type ReceivedFilter, type Side } from '../../domain/requests/lists.ts'
import { compose, composedRows } from '../sql/compose.ts'
import { flag, integer } from '../sql/row.ts'
import type { Tx } from '../sql/tx.ts'
import { bySender, type Look, listKeys } from './request-lists.ts'

/** The part of a member's list that is looked at. */
const inList = (side: Side, { extent, filter }: Look<ReceivedFilter>) => {
  const { member, section } = listKeys[side]
  const [lowest, highest] = filter.state
    ? [RECEIVED_SECTIONS[filter.state], RECEIVED_SECTIONS[filter.state]]
    : EXTENTS[extent]
  const query = compose('requests as r')
    .select(compose.raw('1'))
    .whereRaw(`workspace_id = :workspace and ${member} = :member`)
    .whereRaw(filter.kind ? `kind = '${filter.kind}'` : `kind in ('offer', 'session_request')`)
    .whereRaw(`${section} between ${lowest} and ${highest}`)
  return filter.sender ? query.whereRaw(bySender) : query
}

const countOf = (side: Side, look: Look<ReceivedFilter>, most: number) =>
  compose(inList(side, look).limit(most).as('listed')).select(compose.raw('count(*)::int'))

const everything = { kind: null, state: null } as const

/** How many requests are shown, and how many there would be without the filter, both counted up to `most`; null without one. */
export type Narrowed = { shown: number; all: number } | null

export const narrowed = async (
  tx: Tx,
  side: Side,
  member: MemberId,
  { extent, filter }: Look<ReceivedFilter>,
  most: number,
): Promise<Narrowed> => {
  const { kind, state, sender } = filter
  if (kind === null && state === null && sender === undefined) return null
  const both = () =>
    compose.select(
      countOf(side, { extent, filter }, most).as('shown'),
      countOf(side, { extent, filter: everything }, most).as('unfiltered'),
    )
  const form = ['narrowed', side, extent, kind, state, sender !== undefined, most].join()
  const [row] = await composedRows(tx, form, both, { member, ...(sender && { sender }) })
  return row ? { shown: integer(row, 'shown'), all: integer(row, 'unfiltered') } : null
}

/**
 * `pending`: received requests that wait for an answer; `waiting`: sent ones, as their sender may know; both counted up
 * to `most`. `history`: whether either list has closed ones.
 */
export type Counts = { pending: number; waiting: number; history: Record<Side, boolean> }

const pending = { extent: 'open', filter: { kind: null, state: 'pending' } } as const
const closed = { extent: 'closed', filter: everything } as const

export const countsOf = async (tx: Tx, member: MemberId, most: number): Promise<Counts> => {
  const all = () =>
    compose.select(
      countOf('received', pending, most).as('pending'),
      countOf('sent', pending, most).as('waiting'),
      compose.raw('exists ? as received_history', [inList('received', closed)]),
      compose.raw('exists ? as sent_history', [inList('sent', closed)]),
    )
  const [row] = await composedRows(tx, `counts,${most}`, all, { member })
  if (!row) throw new Error('a select without a table answers with one row')
  return {
    pending: integer(row, 'pending'),
    waiting: integer(row, 'waiting'),
    history: { received: flag(row, 'received_history'), sent: flag(row, 'sent_history') },
  }
}
