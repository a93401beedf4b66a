import { ONE_UPDATE_IN } from '../../service/open-sessions/announcing.ts'
import type { Sending } from '../../worker/sending.ts'
import { announcementMessage } from '../views/announcement.ts'
import { verdict } from '../web-api/client.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

/**
 * The message in a channel that shows an open session. It changes at most once a second, however many ask for it: a call
 * records its time before it begins, and one that comes too soon waits. What it shows is read after that wait, so the
 * last of many changes is the one that stays. If the channel does not take it, the mentor is told.
 */
export const announcement: Delivers<'announcement'> = async (parts, delivery, { session, announce }) => {
  const { announcing, clock, words, step } = parts
  const { workspace } = delivery
  const read = () => step('read', () => announcing.state(workspace, session))
  const before = await read()
  if (!before) return skipped('no channel is to show it')
  const { channel, message: posted, announcedAt } = before.announcement
  if (announce === (posted !== null)) return skipped(posted ? 'posted already' : 'never posted')
  const soonest = (announcedAt ?? 0) + ONE_UPDATE_IN
  if (announcedAt !== null && announcedAt <= clock.now() && clock.now() < soonest)
    return { outcome: 'retry', reason: 'one update a second', until: soonest }
  await step('record attempt', () => announcing.begin(workspace, session))
  const content = async () => {
    const state = await read()
    return state ? announcementMessage(words, state, clock.now()) : skipped('the session is gone')
  }
  const call = async (): Promise<Sending> => {
    if (!posted) {
      const recording = (message: { channel: string; ts: string }) => announcing.posted(session, message)
      return postAnew(parts, delivery, { to: channel, channel, posted: null, content, recording })
    }
    const drawn = await content()
    return 'outcome' in drawn ? drawn : changeMessage(parts, posted, drawn)
  }
  const sent = await call().catch(refused)
  if (sent.outcome !== 'failed') return sent
  await step('record outcome', () => announcing.failed(workspace, session, sent.reason))
  return skipped(sent.reason)
}

const refused = (error: unknown): Sending => {
  const { means, reason } = verdict(error)
  if (means !== 'final') throw error
  return { outcome: 'failed', reason }
}
