import { type AnnouncementState, ONE_UPDATE_IN } from '../../service/open-sessions/announcing.ts'
import type { Sending } from '../../worker/sending.ts'
import { announcementMessage } from '../views/announcement.ts'
import { verdict } from '../web-api/client.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

/**
 * The message in a channel that shows an open session. It changes at most once a second, however many ask for it: between
 * the end of one call and the beginning of the next lies a second, since each can reach Slack at any moment in
 * between. What it shows is read after that wait, so the last of many changes is the one that stays. If the channel does
 * not take it, the mentor is told.
 */
export const announcement: Delivers<'announcement'> = async (parts, delivery, { session, announce }) => {
  const { announcing, clock, words, step } = parts
  const { workspace } = delivery
  const read = () => step('read', () => announcing.state(workspace, session))
  const called = () => step('record attempt', () => announcing.called(workspace, session))
  const before = await read()
  if (!before) return skipped('no channel is to show it')
  const { channel, message: posted, announcedAt } = before.announcement
  if (announce === (posted !== null)) return skipped(posted ? 'posted already' : 'never posted')
  if (announce && !before.isAllowed) return skipped('the organisers chose another channel')
  const now = clock.now()
  // The clock was set back. How long ago the last call was is not known, so it counts as one of this moment.
  if (announcedAt !== null && announcedAt > now) await called()
  const last = Math.min(announcedAt ?? Number.NEGATIVE_INFINITY, now)
  if (now < last + ONE_UPDATE_IN)
    return { outcome: 'retry', reason: 'one update a second', until: last + ONE_UPDATE_IN }
  await called()
  const call = async (): Promise<Sending> => {
    if (posted) {
      const state = await read()
      if (!state) return skipped('the session is gone')
      const sent = await changeMessage(parts, posted, announcementMessage(words, state, clock.now()))
      if (sent.outcome === 'sent') return { ...sent, recording: announcing.taken(session, posted) }
      return sent.outcome === 'skipped' && sent.reason === CLOSED_CHANNEL
        ? { outcome: 'failed', reason: 'is_archived' }
        : sent
    }
    const content = async () => {
      const state = await read()
      if (!state) return skipped('the session is gone')
      return isOver(state, clock.now())
        ? skipped('over before it was posted')
        : announcementMessage(words, state, clock.now())
    }
    const recording = (message: { ts: string }) => announcing.taken(session, message)
    return postAnew(parts, delivery, { to: channel, channel, posted: null, content, recording })
  }
  const sent = await call().catch(async (error: unknown) => {
    await called()
    return refused(error)
  })
  if (sent.outcome !== 'failed') return sent
  await step('record outcome', () => announcing.failed(workspace, session, sent.reason))
  return skipped(sent.reason)
}

/** What `chat.update` says where `chat.postMessage` says `is_archived`. */
const CLOSED_CHANNEL = 'is_inactive'

/** Nobody who reads the channel has heard of it, and nobody can join it any more. */
const isOver = ({ open: { session } }: AnnouncementState, now: number) =>
  session.status === 'cancelled' || session.endsAt <= now

const refused = (error: unknown): Sending => {
  const { means, reason } = verdict(error)
  if (means !== 'final') throw error
  return { outcome: 'failed', reason }
}
