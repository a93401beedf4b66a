import type { WebClient } from '@slack/web-api'
import type { MemberId } from '../domain/ids.ts'
import type { PostedMessage } from '../store/cards.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Recording } from '../store/delivery-queue.ts'
import type { Sending, Turn } from '../worker/sending.ts'
import { type DeliveringClient, slackError, verdict } from './client.ts'
import { deliveryMetadata, findMessage } from './find-message.ts'
import type { Message } from './views/message.ts'

export type Through = { client: DeliveringClient; turn: Turn }

/** A message that is there already, as it should be now. */
export const changeMessage = async (
  { client }: Through,
  posted: PostedMessage | null,
  content: Message,
): Promise<Sending> => {
  if (!posted) return { outcome: 'skipped', reason: 'never posted' }
  try {
    await client.chat.update({ ...posted, ...content })
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error
    return { outcome: 'skipped', reason: 'the member deleted the message' }
  }
  return { outcome: 'sent' }
}

export type NewMessage = {
  to: MemberId
  /** What it takes the place of. */
  posted: PostedMessage | null
  /** Read at the last moment before the call; or why nothing is to be posted any more. */
  content(): Promise<Message | Sending>
  /** What is kept together with the outcome. */
  recording(message: PostedMessage): Recording
}

/**
 * Puts a message at the bottom of the DM, in place of the one before. Deleting comes before posting: after a crash
 * between the two the next try finds nothing to delete and posts, so that two never stand. A delivery that was tried
 * before is looked for first.
 */
export const postAnew = async (
  { client, turn }: Through,
  delivery: Delivery,
  { to, posted, content, recording }: NewMessage,
): Promise<Sending> => {
  if (delivery.attemptedAt !== null) {
    const channel = posted?.channel
    const found = await findMessage(client, delivery.id, { to, channel, since: delivery.attemptedAt })
    if (found) return { outcome: 'sent', recording: recording(found) }
  }
  if (posted) await remove(client, posted)
  await turn.attempt(delivery)
  const message = await content()
  if ('outcome' in message) return message
  const answer = await client.chat
    .postMessage({
      channel: to,
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: deliveryMetadata(delivery.id),
    })
    .catch(refusal)
  if ('outcome' in answer) return answer
  const { channel, ts } = answer
  return { outcome: 'sent', ...(channel && ts && { recording: recording({ channel, ts }) }) }
}

/** Where Slack said that it posted nothing, nobody need look for it. */
const refusal = (error: unknown): Sending => {
  const { kind, reason, certain } = verdict(error)
  if (!certain) throw error
  return kind === 'final' ? { outcome: 'failed', reason } : { outcome: 'retry', reason, refused: true }
}

const remove = async (client: WebClient, message: PostedMessage) => {
  try {
    await client.chat.delete({ channel: message.channel, ts: message.ts })
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error
  }
}
