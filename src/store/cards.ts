import { type CardId, cardId, type MemberId, memberId } from '../domain/ids.ts'
import type { RequestKind } from '../domain/requests/request.ts'
import { oneOf, orNull, type Row, text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Sender, receiver and kind: what makes requests related (spec 1-lifecycle, Words). */
export type Pair = { sender: MemberId; receiver: MemberId; kind: RequestKind }

/** One message in the receiver's DM for all requests of a pair that were open together. */
export type Card = Pair & { id: CardId; message: PostedMessage | null }

/** Where Slack keeps a message: its channel and its ts. */
export type PostedMessage = { channel: string; ts: string }

/** The message of a row, if it has been posted. */
export const messageIn = (row: Row): PostedMessage | null => {
  const [channel, ts] = [orNull(text, row, 'channel_id'), orNull(text, row, 'message_ts')]
  return channel === null || ts === null ? null : { channel, ts }
}

const toCard = (row: Row): Card => ({
  id: cardId(text(row, 'id')),
  sender: memberId(text(row, 'sender_id')),
  receiver: memberId(text(row, 'receiver_id')),
  kind: oneOf(row, 'kind', ['offer', 'session_request']),
  message: messageIn(row),
})

export const findCard = async (tx: Tx, id: CardId): Promise<Card | undefined> => {
  const [row] = await tx.rows(
    /* sql */ `
    select id, sender_id, receiver_id, kind, channel_id, message_ts from cards
    where workspace_id = :workspace and id = :id`,
    { id },
  )
  return row && toCard(row)
}

export const saveCardMessage = async (tx: LockedTx, id: CardId, message: PostedMessage): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update cards set channel_id = :channel, message_ts = :ts where workspace_id = :workspace and id = :id`,
    { id, ...message },
  )
}
