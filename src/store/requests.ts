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
import type { AcceptedBy, Request } from '../domain/request.ts'
import type { Instant } from '../domain/time.ts'
import type { Pair } from './cards.ts'
import { instant, integer, oneOf, orNull, type Row, text } from './row.ts'
import type { Tx } from './transaction.ts'

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
})

export const findRequest = async (tx: Tx, id: RequestId): Promise<Request | undefined> => {
  const [row] = await tx.rows('select * from requests where workspace_id = :workspace and id = :id', { id })
  return row && toRequest(row)
}

export const findRequestByIntent = async (tx: Tx, intent: Intent): Promise<Request | undefined> => {
  const [row] = await tx.rows('select * from requests where workspace_id = :workspace and intent = :intent', {
    intent,
  })
  return row && toRequest(row)
}

/** The requests of a card that can still be accepted, first sent first. */
export const openRequestsOfCard = async (tx: Tx, card: CardId): Promise<readonly Request[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select * from requests
    where workspace_id = :workspace and card_id = :card and status <> 'accepted' and withdrawn_at is null
    order by number`,
    { card },
  )
  return rows.map(toRequest)
}

/**
 * The requests of a pair that can still be accepted, first sent first. Looked for on all of the pair's cards: which
 * one is the latest cannot be told from ids that several processes made by clocks of their own.
 */
export const openRequestsOf = async (tx: Tx, pair: Pair): Promise<readonly Request[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select r.* from cards c
    join requests r on r.workspace_id = c.workspace_id and r.card_id = c.id
    where c.workspace_id = :workspace and c.sender_id = :sender and c.receiver_id = :receiver and c.kind = :kind
      and r.status <> 'accepted' and r.withdrawn_at is null
    order by r.number`,
    pair,
  )
  return rows.map(toRequest)
}

/** The latest request of a card, up to a number where one is given. */
export const latestRequestOfCard = async (
  tx: Tx,
  card: CardId,
  upTo = 2_147_483_647,
): Promise<Request | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select * from requests where workspace_id = :workspace and card_id = :card and number <= :upTo
    order by number desc limit 1`,
    { card, upTo },
  )
  return row && toRequest(row)
}

export const insertRequest = async (
  tx: Tx,
  request: Pick<
    Request,
    'id' | 'kind' | 'sender' | 'receiver' | 'message' | 'contextUrl' | 'card' | 'number'
  > & {
    intent: Intent
    sentAt: Instant
  },
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into requests
      (workspace_id, id, card_id, number, kind, sender_id, receiver_id, message, context_url, intent, sent_at)
    values
      (:workspace, :id, :card, :number, :kind, :sender, :receiver, :message, :contextUrl, :intent, :sentAt)`,
    { ...request, sentAt: new Date(request.sentAt) },
  )
}

export const markDismissed = async (tx: Tx, ids: readonly RequestId[]): Promise<void> => {
  await tx.rows(
    `update requests set status = 'dismissed' where workspace_id = :workspace and id = any(:ids)`,
    { ids },
  )
}

export const markWithdrawn = async (tx: Tx, id: RequestId, now: Instant): Promise<void> => {
  await tx.rows('update requests set withdrawn_at = :now where workspace_id = :workspace and id = :id', {
    id,
    now: new Date(now),
  })
}

export const markAccepted = async (
  tx: Tx,
  ids: readonly RequestId[],
  by: AcceptedBy,
  now: Instant,
): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update requests set status = 'accepted', accepted_at = :now,
      accepted_session_id = :session, accepted_request_id = :sessionRequest
    where workspace_id = :workspace and id = any(:ids)`,
    { session: null, sessionRequest: null, ...by, ids, now: new Date(now) },
  )
}

/** How many offers were accepted by sending this session request. */
export const countAnsweredBy = async (tx: Tx, id: RequestId): Promise<number> => {
  const [row] = await tx.rows(
    'select count(*)::int as answered from requests where workspace_id = :workspace and accepted_request_id = :id',
    { id },
  )
  return row ? integer(row, 'answered') : 0
}

export const acceptedBySession = async (tx: Tx, session: SessionId): Promise<readonly Request[]> => {
  const rows = await tx.rows(
    'select * from requests where workspace_id = :workspace and accepted_session_id = :session order by id',
    { session },
  )
  return rows.map(toRequest)
}

/** Withdraws all that a member has sent and that is still open. @returns one request of each card that shows it */
export const withdrawAllOf = async (tx: Tx, sender: MemberId, now: Instant): Promise<readonly Request[]> => {
  const rows = await tx.rows(
    /* sql */ `
    update requests set withdrawn_at = :now
    where workspace_id = :workspace and sender_id = :sender and kind in ('offer', 'session_request') and sent_order in (0, 4)
    returning *`,
    { sender, now: new Date(now) },
  )
  return [...new Map(rows.map(toRequest).map((request) => [request.card, request])).values()]
}

/** Hides what a member received and has not answered, or shows it again. @returns whose Sent list changes */
export const hideReceivedBy = async (
  tx: Tx,
  receiver: MemberId,
  hiddenAt: Instant | null,
): Promise<readonly MemberId[]> => {
  const rows = await tx.rows(
    /* sql */ `
    update requests set hidden_at = :hiddenAt
    where workspace_id = :workspace and receiver_id = :receiver and kind in ('offer', 'session_request')
      and received_order in (3, 4) and (hidden_at is null) <> (cast(:hiddenAt as timestamptz) is null)
    returning sender_id`,
    { receiver, hiddenAt: hiddenAt === null ? null : new Date(hiddenAt) },
  )
  return [...new Set(rows.map((row) => memberId(text(row, 'sender_id'))))]
}
