import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api'
import type { DeliveryId, MemberId } from '../../domain/ids.ts'
import { type Instant, MINUTE } from '../../domain/time/time.ts'
import type { PostedMessage } from '../../store/cards.ts'
import { verdict } from '../web-api/client.ts'

/** What each message carries (docs.slack.dev/messaging/message-metadata), so that it can be told whose it is. */
const EVENT_TYPE = 'mentorship_delivery'

export const deliveryMetadata = (id: DeliveryId) => ({ event_type: EVENT_TYPE, event_payload: { id } })

/**
 * Looks in the member's DM for the message of a delivery whose answer was lost. @param channel the DM, where it is known
 * @param at when posting it was last tried
 */
export const findMessage = async (
  client: WebClient,
  delivery: DeliveryId,
  { to, channel: known, at }: { to: MemberId; channel: string | undefined; at: Instant },
): Promise<PostedMessage | undefined> => {
  const opened = known ? undefined : await client.conversations.open({ users: to }).catch(mayNotLook)
  const channel = known ?? opened?.channel?.id
  if (!channel) return undefined
  const found = await findIn(client, channel, at, ({ metadata }) => isOf(delivery, metadata))
  return found?.ts ? { channel, ts: found.ts } : undefined
}

/** Where the app may not look (it was installed before it asked for the scopes), twice is better than not at all. */
const mayNotLook = (error: unknown): undefined => {
  if (verdict(error).means !== 'final') throw error
}

type Found = NonNullable<ConversationsHistoryResponse['messages']>[number]

/** By how much our clock may differ from Slack's, and how late it may carry out what was asked. */
const MARGIN = 10 * MINUTE
const PAGE = 100

/**
 * The message that was posted about then. Of what an earlier try posted nothing is missed: it was looked for before the
 * last one. Some apps get 15 messages and one call a minute, whatever they ask for (docs.slack.dev/apis/web-api/rate-limits):
 * they see that they got fewer than there are, and leave it at that, since a look that has to wait starts over.
 */
export const findIn = async (
  client: WebClient,
  channel: string,
  at: Instant,
  isIt: (message: Found) => boolean,
): Promise<Found | undefined> => {
  const inSeconds = (edge: Instant) => String(Math.floor(edge / 1000))
  for (let cursor: string | undefined; ; ) {
    const page = await client.conversations
      .history({
        channel,
        oldest: inSeconds(at - MARGIN),
        latest: inSeconds(at + MARGIN),
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor && { cursor }),
      })
      .catch(mayNotLook)
    const { messages = [], response_metadata } = page ?? {}
    const found = messages.find(isIt)
    if (found) return found
    cursor = response_metadata?.next_cursor
    if (!cursor || messages.length < PAGE) return undefined
  }
}

const isOf = (
  delivery: DeliveryId,
  metadata: { event_type?: string; event_payload?: object } | undefined,
): boolean => {
  const payload: { id?: unknown } = metadata?.event_payload ?? {}
  return metadata?.event_type === EVENT_TYPE && payload.id === delivery
}
