import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { MemberId } from '../domain/ids.ts'
import type { Notice } from '../domain/notice.ts'
import type { Clock } from '../domain/time.ts'
import type { Look } from '../service/look.ts'
import type { PostedMessage } from '../store/cards.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Send, Sending } from '../worker/outbox.ts'
import { deliverCalendarFile } from './calendar-file.ts'
import { slackError, verdict } from './client.ts'
import { requestsView } from './ids.ts'
import { homeView } from './views/home.ts'
import { requestCard } from './views/request-card.ts'
import { sessionMessage } from './views/session-message.ts'

type Content = { text: string; blocks: KnownBlock[] }
type Parts = { client: WebClient; look: Look; clock: Clock }

/** The message that stands for something in a member's DM, as it should be now, and where it is kept. */
type LiveMessage = {
  to: MemberId
  content: Content
  posted: PostedMessage | null
  keep(message: PostedMessage): Promise<void>
}

const skipped = (reason: string): Sending => ({ outcome: 'skipped', reason })

/**
 * A notice → Web API calls. What is shown is read now, so that a late delivery never shows an old state, and the same
 * delivery twice shows the same.
 */
export const deliver =
  (parts: Parts): Send =>
  async (delivery) => {
    try {
      return await deliverNotice(parts, delivery, delivery.notice)
    } catch (error) {
      const said = verdict(error)
      if (said.kind === 'final') return { outcome: 'failed', reason: said.reason }
      return { outcome: 'retry', ...said }
    }
  }

const deliverNotice = async (parts: Parts, delivery: Delivery, notice: Notice): Promise<Sending> => {
  const { look, clock } = parts
  const { workspace } = delivery
  switch (notice.kind) {
    case 'home':
      return publishHome(parts, delivery, notice.to)
    case 'card': {
      const state = await look.card(workspace, notice.card)
      if (!state) return skipped('the card is gone')
      if (!state.card.message && state.pending + state.dismissed + state.accepted === 0) {
        return skipped('withdrawn before it was shown')
      }
      return show(parts, delivery, notice.announce, {
        to: notice.to,
        content: requestCard(state, clock.now()),
        posted: state.card.message,
        keep: (message) => look.keepCardMessage(workspace, notice.card, message),
      })
    }
    case 'calendar':
      return deliverCalendarFile(parts, delivery, notice)
    case 'session': {
      const state = await look.session(workspace, notice.session, notice.to)
      if (!state) return skipped('the session is gone')
      return show(parts, delivery, notice.announce, {
        to: notice.to,
        content: sessionMessage(state, clock.now()),
        posted: state.message,
        keep: (message) => look.keepSessionMessage(workspace, notice.session, notice.to, message),
      })
    }
  }
}

/**
 * Changes the message where it stands, or, to announce, brings it back to the bottom of the DM. Deleting comes before
 * posting: after a crash between the two the next try finds nothing to delete and posts, so that two never stand.
 */
const show = async (
  { client }: Parts,
  delivery: Delivery,
  announce: boolean,
  live: LiveMessage,
): Promise<Sending> => {
  const { content, posted } = live
  if (!announce) {
    if (!posted) return skipped('never posted')
    const { channel, ts } = posted
    try {
      await client.chat.update({ channel, ts, ...content })
    } catch (error) {
      if (slackError(error) === 'message_not_found') return skipped('the member deleted the message')
      throw error
    }
    return { outcome: 'sent' }
  }
  if (posted) await remove(client, posted)
  const { channel, ts } = await client.chat.postMessage({
    channel: live.to,
    ...content,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: 'mentorship_delivery', event_payload: { id: delivery.id } },
  })
  if (channel && ts) await live.keep({ channel, ts })
  return { outcome: 'sent' }
}

const remove = async (client: WebClient, message: PostedMessage) => {
  try {
    await client.chat.delete({ channel: message.channel, ts: message.ts })
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error
  }
}

const publishHome = async (
  { client, look }: Parts,
  { workspace }: Delivery,
  member: MemberId,
): Promise<Sending> => {
  const state = await look.home({ workspace, actor: member }, requestsView.decode)
  await client.views.publish({ user_id: member, view: homeView(state) })
  return { outcome: 'sent' }
}
