import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api'
import type { DeliveryId, MemberId } from '../../domain/ids.ts'
import { type Instant, MINUTE } from '../../domain/time/time.ts'
import type { PostedMessage } from '../../store/cards.ts'
import { verdict } from '../web-api/client.ts'

/** Each message carries its delivery's id in an event of this type (docs.slack.dev/messaging/message-metadata). */
const EVENT_TYPE = 'mentorship_delivery'

export const deliveryMetadata = (id: DeliveryId) => ({ event_type: EVENT_TYPE, event_payload: { id } })

/**
 * Looks in the member's DM, or in the channel, for the message of a delivery whose answer was lost.
 * @param channel where to look, if known
 * @param at when posting it was last tried
 */
export const findMessage = async (
  client: WebClient,
  delivery: DeliveryId,
  { to, channel: known, at }: { to: MemberId | string; channel: string | undefined; at: Instant },
): Promise<PostedMessage | undefined> => {
  const opened = known ? undefined : await client.conversations.open({ users: to }).catch(mayNotLook)
  const channel = known ?? opened?.channel?.id
  if (!channel) return undefined
  const found = await findIn(inDm(client, channel), at, ({ metadata }) => isOf(delivery, metadata))
  return found?.ts ? { channel, ts: found.ts } : undefined
}

/**
 * If the app may not look (it was installed before it asked for the scopes), twice is better than not at all; if a
 * thread is gone, so is what it held.
 */
const mayNotLook = (error: unknown): undefined => {
  const { means } = verdict(error)
  if (means !== 'final' && means !== 'gone') throw error
}

type Asked = { oldest: string; latest: string; limit: number; cursor?: string }
type Found = NonNullable<ConversationsHistoryResponse['messages']>[number]
type Page = Pick<ConversationsHistoryResponse, 'messages' | 'response_metadata'>

/** Reads a page of what was posted in a DM, or in one of its threads. */
type Look = (asked: Asked) => Promise<Page>

export const inDm =
  (client: WebClient, channel: string): Look =>
  (asked) =>
    client.conversations.history({ channel, include_all_metadata: true, ...asked })

export const inThread =
  (client: WebClient, { channel, ts }: PostedMessage): Look =>
  (asked) =>
    client.conversations.replies({ channel, ts, ...asked })

/** How far our clock may differ from Slack's, and how late Slack may carry out a call. */
const MARGIN = 10 * MINUTE
const PAGE = 100

/**
 * The message that was posted around then. What an earlier attempt posted was looked for before the last one. Some apps
 * get only 15 messages and one call a minute (docs.slack.dev/apis/web-api/rate-limits): for them the search ends after
 * one short page, since one that has to wait would start over.
 */
export const findIn = async (
  look: Look,
  at: Instant,
  isIt: (message: Found) => boolean,
): Promise<Found | undefined> => {
  const inSeconds = (edge: Instant) => String(Math.floor(edge / 1000))
  for (let cursor: string | undefined; ; ) {
    const page = await look({
      oldest: inSeconds(at - MARGIN),
      latest: inSeconds(at + MARGIN),
      limit: PAGE,
      ...(cursor && { cursor }),
    }).catch(mayNotLook)
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
