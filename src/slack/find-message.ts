import type { WebClient } from '@slack/web-api'
import type { DeliveryId, MemberId } from '../domain/ids.ts'
import { type Instant, MINUTE } from '../domain/time.ts'
import type { PostedMessage } from '../store/cards.ts'
import { slackError } from './client.ts'

/** What each message carries (docs.slack.dev/messaging/message-metadata), so that it can be told whose it is. */
const EVENT_TYPE = 'mentorship_delivery'

export const deliveryMetadata = (id: DeliveryId) => ({ event_type: EVENT_TYPE, event_payload: { id } })

/** By how much our clock may be ahead of Slack's. */
const CLOCKS_APART = 10 * MINUTE
const PAGE = 100

/**
 * Looks in the member's DM for the message of a delivery whose answer was lost. @param channel the DM, where it is known
 * @param since when posting it was first tried. Nothing found where the app may not look (it was installed before it
 * asked for these scopes): posting twice is better than not at all.
 */
export const findMessage = async (
  client: WebClient,
  delivery: DeliveryId,
  { to, channel: known, since }: { to: MemberId; channel: string | undefined; since: Instant },
): Promise<PostedMessage | undefined> => {
  try {
    const channel = known ?? (await client.conversations.open({ users: to })).channel?.id
    if (channel === undefined) return undefined
    const oldest = String(Math.floor((since - CLOCKS_APART) / 1000))
    for (let cursor: string | undefined; ; ) {
      const page = await client.conversations.history({
        channel,
        oldest,
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor && { cursor }),
      })
      const found = page.messages?.find(({ metadata }) => isOf(delivery, metadata))
      if (found?.ts) return { channel, ts: found.ts }
      cursor = page.response_metadata?.next_cursor
      if (!cursor) return undefined
    }
  } catch (error) {
    if (slackError(error) === 'missing_scope') return undefined
    throw error
  }
}

const isOf = (
  delivery: DeliveryId,
  metadata: { event_type?: string; event_payload?: object } | undefined,
): boolean => {
  const payload: { id?: unknown } = metadata?.event_payload ?? {}
  return metadata?.event_type === EVENT_TYPE && payload.id === delivery
}
