import type { AnyBlock } from '@slack/types'
import type { MemberId } from '../../domain/ids.ts'
import type { PostedMessage } from '../../store/cards.ts'
import type { Delivery } from '../../store/deliveries.ts'
import type { Recording } from '../../store/delivery-queue.ts'
import type { HeldLane, Sending } from '../../worker/sending.ts'
import type { Message } from '../views/message.ts'
import { type DeliveringClient, slackError, verdict } from '../web-api/client.ts'
import { deliveryMetadata, findMessage } from './find-message.ts'

/** Also with blocks that the SDK does not know yet. */
type Content = Pick<Message, 'text'> & { blocks: AnyBlock[] }

export type Through = { client: DeliveringClient; heldLane: HeldLane }

/** Changes an existing message to what it should show now. */
export const changeMessage = async (
  { client }: Through,
  posted: PostedMessage | null,
  content: Content,
): Promise<Sending> => {
  if (!posted) return { outcome: 'skipped', reason: 'never posted' }
  try {
    await client.chat.update({ ...posted, ...content })
  } catch (error) {
    const { means, reason } = verdict(error)
    if (means !== 'gone') throw error
    return { outcome: 'skipped', reason }
  }
  return { outcome: 'sent' }
}

/** Deletes a message, or changes it into that one if it may not be deleted. */
export const removeMessage = async (
  through: Through,
  posted: PostedMessage,
  instead: Message,
): Promise<Sending> => {
  try {
    await through.client.chat.delete(posted)
  } catch (error) {
    if (slackError(error) === 'message_not_found') return { outcome: 'sent' }
    const { means } = verdict(error)
    if (means === 'later' || means === 'unsure') throw error
    return changeMessage(through, posted, instead)
  }
  return { outcome: 'sent' }
}

export type NewMessage = {
  /** Where to look for it, if that is known before anything was posted. */
  channel?: string
  /** A member, into whose DM it goes, or a channel by its id. */
  to: MemberId | string
  /** The message that it replaces, which is removed afterwards: no announcement waits for a deletion. */
  posted: PostedMessage | null
  /** Known before: there is nothing to post. What an earlier attempt may have posted is still looked for. */
  nothing?: Sending | undefined
  /** Read at the last moment before the call. @returns an outcome if there is nothing left to post */
  content(): Promise<Content | Sending>
  /** What is recorded together with the outcome. */
  recording(message: PostedMessage): Recording
}

/** Posts a message at the bottom of the DM. If an earlier attempt may have posted it, looks for it first. */
export const postAnew = async (
  { client, heldLane }: Through,
  delivery: Delivery,
  { to, posted, nothing, content, recording, channel: known = posted?.channel }: NewMessage,
): Promise<Sending> => {
  if (delivery.attemptedAt !== null) {
    const found = await findMessage(client, delivery.id, { to, channel: known, at: delivery.attemptedAt })
    if (found) return { outcome: 'sent', recording: recording(found) }
  }
  if (nothing) return nothing
  await heldLane.attempt(delivery)
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

/** If Slack said that it posted nothing, there is no need to look for it. */
const refusal = (error: unknown): Sending => {
  const { means, reason } = verdict(error)
  if (means === 'unsure') throw error
  return means === 'later' ? { outcome: 'retry', reason, refused: true } : { outcome: 'failed', reason }
}
