import type { Sending } from '../../worker/sending.ts'
import { reportMessages } from '../views/report-message.ts'
import { verdict } from '../web-api/client.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

/** Slack's names for blocks that it does not draw. */
const UNDRAWN: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_arguments'])

/** In the richest form that Slack draws: of one that it refused, nothing was posted, so that the next can be tried. */
export const report: Delivers<'report'> = async (parts, delivery, { to, report: id, announce }) => {
  const { reports, words, step } = parts
  const state = await step('read', () => reports.state(delivery.workspace, id))
  if (!state) return skipped('there is nothing to show to them')
  const { message } = state.report
  if (announce && message) return skipped('posted already')
  let sent: Sending = skipped('no form of it')
  for (const form of reportMessages(words, state)) {
    const posting = announce
      ? postAnew(parts, delivery, {
          to,
          posted: null,
          content: async () => form,
          recording: reports.posted(id),
        })
      : changeMessage(parts, message, form)
    sent = await posting.catch(refused)
    if (sent.outcome !== 'failed' || !UNDRAWN.has(sent.reason)) return sent
  }
  return sent
}

const refused = (error: unknown): Sending => {
  const { means, reason } = verdict(error)
  if (means !== 'final') throw error
  return { outcome: 'failed', reason }
}
