import { type CardId, cardId, type MemberId, memberId, requestId } from '../domain/ids.ts'
import { OPEN_SECTIONS } from '../domain/requests/lists.ts'
import type { Request } from '../domain/requests/request.ts'
import type { Pair } from './cards.ts'
import { firstRequest, requestsWhere, toRequest } from './requests.ts'
import { integer, oneOf, type Row, text } from './sql/row.ts'
import type { Tx } from './sql/tx.ts'

/** It can still be accepted. The condition of the index `requests_open`, word for word. */
export const open = `r.status <> 'accepted' and r.withdrawn_at is null`

const OF_CARD = requestsWhere(`r.card_id = :card and r.number <= :upTo and ${open} order by r.number`)
const LATEST_OF_CARD = requestsWhere(`r.card_id = :card and ${open} order by r.number desc limit 1`)

/** The requests of a card that can still be accepted, up to a number, first sent first. */
export const openRequestsOfCard = async (tx: Tx, card: CardId, upTo: number): Promise<readonly Request[]> =>
  (await tx.rows(OF_CARD, { card, upTo })).map(toRequest)

/** The latest request of a card that can still be accepted. */
export const latestOpenOfCard = (tx: Tx, card: CardId): Promise<Request | undefined> =>
  firstRequest(tx, LATEST_OF_CARD, { card })

/** What acts on a pair's open requests need to know of each. */
export type OpenRequest = Pick<Request, 'id' | 'kind' | 'sender' | 'receiver' | 'card'>

const toOpenRequest = (row: Row): OpenRequest => ({
  id: requestId(text(row, 'id')),
  kind: oneOf(row, 'kind', ['offer', 'session_request']),
  sender: memberId(text(row, 'sender_id')),
  receiver: memberId(text(row, 'receiver_id')),
  card: cardId(text(row, 'card_id')),
})

/** @param pair the names under which its members and kind are bound */
const openOf = (pair: { sender: string; receiver: string; kind: string }) => /* sql */ `
  select r.id, r.kind, r.sender_id, r.receiver_id, r.card_id, r.number from requests r
  where r.workspace_id = :workspace and r.sender_id = ${pair.sender} and r.receiver_id = ${pair.receiver}
    and r.kind = ${pair.kind} and ${open}`

const OF_PAIR = /* sql */ `
  ${openOf({ sender: ':sender', receiver: ':receiver', kind: ':kind' })} order by r.number`

const BETWEEN = /* sql */ `
  ${openOf({ sender: ':mentor', receiver: ':mentee', kind: `'offer'` })} union all
  ${openOf({ sender: ':mentee', receiver: ':mentor', kind: `'session_request'` })} order by kind, number`

/** The requests of a pair that can still be accepted, first sent first. */
export const openRequestsOf = async (tx: Tx, pair: Pair): Promise<readonly OpenRequest[]> =>
  (await tx.rows(OF_PAIR, pair)).map(toOpenRequest)

/** All open requests that a member has sent or received. */
export const openRequestsAround = async (tx: Tx, member: MemberId): Promise<readonly OpenRequest[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select r.id, r.kind, r.sender_id, r.receiver_id, r.card_id from requests r
    where r.workspace_id = :workspace and r.sender_id = :member and r.kind in ('offer', 'session_request')
      and r.sent_order in (${OPEN_SECTIONS.sent.join(', ')})
    union all
    select r.id, r.kind, r.sender_id, r.receiver_id, r.card_id from requests r
    where r.workspace_id = :workspace and r.receiver_id = :member and r.kind in ('offer', 'session_request')
      and r.received_order in (${OPEN_SECTIONS.received.join(', ')})`,
    { member },
  )
  return rows.map(toOpenRequest)
}

/** The same between two members in these roles, sent by either: the mentor's offers, the mentee's session requests. */
export const openBetween = async (
  tx: Tx,
  mentor: MemberId,
  mentee: MemberId,
): Promise<readonly OpenRequest[]> => (await tx.rows(BETWEEN, { mentor, mentee })).map(toOpenRequest)

const OF_MENTEES = /* sql */ `
  select r.id, r.kind, r.sender_id, r.receiver_id, r.card_id, r.number from requests r
  where r.workspace_id = :workspace and r.sender_id = :mentor and r.receiver_id = any(:mentees)
    and r.kind = 'offer' and ${open}
  union all
  select r.id, r.kind, r.sender_id, r.receiver_id, r.card_id, r.number from requests r
  where r.workspace_id = :workspace and r.sender_id = any(:mentees) and r.receiver_id = :mentor
    and r.kind = 'session_request' and ${open}
  order by kind, number`

/** The same between a mentor and each of these mentees. */
export const openBetweenAll = async (
  tx: Tx,
  mentor: MemberId,
  mentees: readonly MemberId[],
): Promise<readonly OpenRequest[]> =>
  mentees.length === 0 ? [] : (await tx.rows(OF_MENTEES, { mentor, mentees })).map(toOpenRequest)

/**
 * Where the pair's next request goes: onto the card that has an open one, after all others there, or first onto a new
 * one (null).
 */
export const nextOnCard = async (tx: Tx, pair: Pair): Promise<{ card: CardId; number: number } | null> => {
  const [row] = await tx.rows(
    /* sql */ `
    select o.card_id, (select max(n.number) from requests n
      where n.workspace_id = :workspace and n.card_id = o.card_id) as latest
    from (select r.card_id from requests r
      where r.workspace_id = :workspace and r.sender_id = :sender and r.receiver_id = :receiver and r.kind = :kind
        and ${open}
      limit 1) o`,
    pair,
  )
  return row ? { card: cardId(text(row, 'card_id')), number: integer(row, 'latest') + 1 } : null
}
