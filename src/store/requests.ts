import {
  type CardId,
  cardId,
  type Intent,
  type MemberId,
  memberId,
  type RequestId,
  requestId,
  type SessionId,
  sessionId,
} from '../domain/ids.ts'
import { OPEN_SECTIONS } from '../domain/requests/lists.ts'
import type { AcceptedBy, Request } from '../domain/requests/request.ts'
import type { Instant } from '../domain/time/time.ts'
import { flag, instant, integer, oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

const acceptedBy = (row: Row): AcceptedBy | null => {
  const session = orNull(text, row, 'accepted_session_id')
  const asked = orNull(text, row, 'accepted_request_id')
  if (session !== null) return { session: sessionId(session) }
  return asked === null ? null : { sessionRequest: requestId(asked) }
}

export const toRequest = (row: Row): Request => ({
  id: requestId(text(row, 'id')),
  kind: oneOf(row, 'kind', ['offer', 'session_request']),
  sender: memberId(text(row, 'sender_id')),
  receiver: memberId(text(row, 'receiver_id')),
  message: text(row, 'message'),
  contextUrl: orNull(text, row, 'context_url'),
  status: oneOf(row, 'status', ['pending', 'dismissed', 'accepted']),
  card: cardId(text(row, 'card_id')),
  number: integer(row, 'number'),
  sentAt: instant(row, 'sent_at'),
  withdrawnAt: orNull(instant, row, 'withdrawn_at'),
  acceptedAt: orNull(instant, row, 'accepted_at'),
  acceptedBy: acceptedBy(row),
  suggestedBy: orNull((from, column) => memberId(text(from, column)), row, 'suggested_by'),
})

/**
 * Columns are named, here and for the other tables: with `*`, a statement that a connection has prepared would fail
 * once a migration adds a column.
 */
export const requestColumns = /* sql */ `
  r.id, r.kind, r.sender_id, r.receiver_id, r.message, r.context_url, r.status, r.card_id, r.number, r.sent_at,
  r.withdrawn_at, r.accepted_at, r.accepted_session_id, r.accepted_request_id, r.suggested_by`

/** @param condition on the request `r`, added to that on its workspace */
export const requestsWhere = (condition: string) => /* sql */ `
  select ${requestColumns} from requests r where r.workspace_id = :workspace and ${condition}`

const BY_ID = requestsWhere('r.id = :id')
const BY_INTENT = requestsWhere('r.intent = :intent')
const LATEST_OF_CARD = requestsWhere('r.card_id = :card order by r.number desc limit 1')
const OF_SESSION = requestsWhere('r.accepted_session_id = :session order by r.id')
const LATEST_UP_TO = requestsWhere('r.card_id = :card and r.number <= :upTo order by r.number desc limit 1')

/** Has the member sent nothing yet, and said nothing of themselves for the directory? */
export const isNewSender = async (tx: Tx, member: MemberId): Promise<boolean> => {
  const [row] = await tx.rows(
    /* sql */ `
    select not exists (select from requests r where r.workspace_id = :workspace and r.sender_id = :member)
      and not exists (select from profiles p where p.workspace_id = :workspace and p.member_id = :member) as is_new`,
    { member },
  )
  return row !== undefined && flag(row, 'is_new')
}

/** The first that the statement finds. */
export const firstRequest = async (
  tx: Tx,
  sql: string,
  bindings: Record<string, string | number>,
): Promise<Request | undefined> => {
  const [row] = await tx.rows(sql, bindings)
  return row && toRequest(row)
}

export const findRequest = (tx: Tx, id: RequestId): Promise<Request | undefined> =>
  firstRequest(tx, BY_ID, { id })

export const findRequestByIntent = (tx: Tx, intent: Intent): Promise<Request | undefined> =>
  firstRequest(tx, BY_INTENT, { intent })

export const latestRequestOfCard = (tx: Tx, card: CardId): Promise<Request | undefined> =>
  firstRequest(tx, LATEST_OF_CARD, { card })

/** The latest with that number or a lower one. */
export const latestRequestUpTo = (tx: Tx, card: CardId, upTo: number): Promise<Request | undefined> =>
  firstRequest(tx, LATEST_UP_TO, { card, upTo })

/** Inserts a request and, if it is the first on a new card (`opensCard`), the card too. */
export const insertRequest = (
  tx: LockedTx,
  request: Pick<
    Request,
    'id' | 'kind' | 'sender' | 'receiver' | 'message' | 'contextUrl' | 'card' | 'number' | 'suggestedBy'
  > & {
    intent: Intent
    sentAt: Instant
    opensCard: boolean
    /** When its sender is shown others who could help, if it is open by then. */
    rerouteAt: Instant | null
  },
): void => {
  if (request.opensCard) {
    const { card, sender, receiver, kind } = request
    tx.write(
      /* sql */ `
      insert into cards (workspace_id, id, sender_id, receiver_id, kind)
      values (:workspace, :card, :sender, :receiver, :kind)`,
      { card, sender, receiver, kind },
    )
  }
  tx.write(
    /* sql */ `
    insert into requests
      (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, context_url, intent, sent_at,
        suggested_by, reroute_at)
    values
      (:workspace, :id, :card, :number, :kind, :sender, :receiver, :message, :contextUrl, :intent, :sentAt,
        :suggestedBy, :rerouteAt)`,
    {
      ...request,
      sentAt: new Date(request.sentAt),
      rerouteAt: request.rerouteAt === null ? null : new Date(request.rerouteAt),
    },
  )
}

export const markDismissed = (tx: LockedTx, ids: readonly RequestId[]): void =>
  tx.write(`update requests set status = 'dismissed' where workspace_id = :workspace and id = any(:ids)`, {
    ids,
  })

export const markWithdrawn = (tx: LockedTx, id: RequestId, now: Instant): void =>
  tx.write('update requests set withdrawn_at = :now where workspace_id = :workspace and id = :id', {
    id,
    now: new Date(now),
  })

export const markAccepted = (tx: LockedTx, ids: readonly RequestId[], by: AcceptedBy, now: Instant): void =>
  tx.write(
    /* sql */ `
    update requests set status = 'accepted', accepted_at = :now,
      accepted_session_id = :session, accepted_request_id = :sessionRequest
    where workspace_id = :workspace and id = any(:ids)`,
    { session: null, sessionRequest: null, ...by, ids, now: new Date(now) },
  )

/** How many offers were accepted by sending this session request. */
export const countAnsweredBy = async (tx: Tx, id: RequestId): Promise<number> => {
  const [row] = await tx.rows(
    'select count(*)::int as answered from requests where workspace_id = :workspace and accepted_request_id = :id',
    { id },
  )
  return row ? integer(row, 'answered') : 0
}

export const acceptedBySession = async (tx: Tx, session: SessionId): Promise<readonly Request[]> => {
  const rows = await tx.rows(OF_SESSION, { session })
  return rows.map(toRequest)
}

/** Withdraws everything open that a member has sent. @returns one request from each card that shows it */
export const withdrawAllOf = async (
  tx: LockedTx,
  sender: MemberId,
  now: Instant,
): Promise<readonly Request[]> => {
  const rows = await tx.rows(
    /* sql */ `
    update requests r set withdrawn_at = :now
    where workspace_id = :workspace and sender_id = :sender and kind in ('offer', 'session_request') and sent_order in (${OPEN_SECTIONS.sent.join(', ')})
    returning ${requestColumns}`,
    { sender, now: new Date(now) },
  )
  return [...new Map(rows.map(toRequest).map((request) => [request.card, request])).values()]
}

/** Hides what a member received and has not answered, or shows it again. @returns members whose Sent list changes */
export const hideReceivedBy = async (
  tx: LockedTx,
  receiver: MemberId,
  hiddenAt: Instant | null,
): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    update requests set hidden_at = :hiddenAt
    where workspace_id = :workspace and receiver_id = :receiver and kind in ('offer', 'session_request')
      and received_order in (${OPEN_SECTIONS.received.join(', ')}) and (hidden_at is null) <> (cast(:hiddenAt as timestamptz) is null)
    returning sender_id`,
    { receiver, hiddenAt: hiddenAt === null ? null : new Date(hiddenAt) },
  )
  return [...new Set(rows.map((row) => memberId(text(row, 'sender_id'))))]
}
