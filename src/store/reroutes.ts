import { type CardId, cardId, type MemberId, memberId, type RequestId, requestId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { flag, instant, integer, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

type Span = { after: Instant; until: Instant }
const dates = ({ after, until }: Span) => ({ after: new Date(after), until: new Date(until) })

/** As the sender knows it: no statement here reads a column that a dismissal changes. */
const open = 'r.accepted_at is null and r.withdrawn_at is null'
const due = 'r.reroute_at > :after and r.reroute_at <= :until'

export type DueReroute = { request: RequestId; card: CardId; sender: MemberId; at: Instant }

/** The open requests whose senders are to be shown others in that time. */
export const reroutesDue = async (tx: Tx, span: Span): Promise<readonly DueReroute[]> => {
  const rows = await tx.rows(
    /* sql */ `
    select r.id, r.card_id, r.sender_id, r.reroute_at from requests r
    where r.workspace_id = :workspace and ${due} and ${open} order by r.reroute_at, r.id`,
    dates(span),
  )
  return rows.map((row) => ({
    request: requestId(text(row, 'id')),
    card: cardId(text(row, 'card_id')),
    sender: memberId(text(row, 'sender_id')),
    at: instant(row, 'reroute_at'),
  }))
}

/** More than anybody reads; a search reads 1,500 characters. */
const MOST_MESSAGES = 20

/** The open requests of a card, for their sender. */
export type Unanswered = {
  receiver: MemberId
  /** How many are open, at most `MOST_MESSAGES`, and their messages, newest first. */
  messages: readonly string[]
  /** The number of the newest. */
  upTo: number
}

/** Undefined if none of them is due in that time. */
export const unansweredOf = async (
  tx: Tx,
  card: CardId,
  sender: MemberId,
  span: Span,
): Promise<Unanswered | undefined> => {
  const rows = await tx.rows(
    /* sql */ `
    select r.receiver_id, r.number, r.message, exists (select from requests r
      where r.workspace_id = :workspace and r.card_id = :card and ${due} and ${open}) as is_due
    from requests r where r.workspace_id = :workspace and r.card_id = :card and r.sender_id = :sender and ${open}
    order by r.number desc limit ${MOST_MESSAGES}`,
    { card, sender, ...dates(span) },
  )
  const [newest] = rows
  if (!newest || !flag(newest, 'is_due')) return undefined
  return {
    receiver: memberId(text(newest, 'receiver_id')),
    messages: rows.map((row: Row) => text(row, 'message')),
    upTo: integer(newest, 'number'),
  }
}

/** What a message covers: the requests up to a number, or those sent by the time at which it may have been posted. */
export type Covered = { upTo: number } | { sentBy: Instant }

/** Others were shown for these requests of a card. */
export const markRerouted = async (tx: LockedTx, card: CardId, covered: Covered): Promise<void> => {
  const [upTo, sentBy] = 'upTo' in covered ? [covered.upTo, null] : [null, new Date(covered.sentBy)]
  await tx.rows(
    /* sql */ `
    update requests set reroute_at = null
    where workspace_id = :workspace and card_id = :card and reroute_at is not null
      and (number <= cast(:upTo as int) or sent_at <= cast(:sentBy as timestamptz))`,
    { card, upTo, sentBy },
  )
}
