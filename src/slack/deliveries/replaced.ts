import { replacedMessage } from '../views/replaced-message.ts'
import { slackError, verdict } from '../web-api/client.ts'
import type { Delivers } from './delivering.ts'
import { changeMessage } from './post.ts'

/**
 * A message in whose place another one stands: it goes. Where the workspace's settings forbid that, it stays and says
 * so, without what could be pressed; where they forbid that too, it stays as it is, and its buttons act on what is so.
 */
export const replaced: Delivers<'replaced'> = async (parts, _delivery, { channel, ts }) => {
  const message = { channel, ts }
  try {
    await parts.client.chat.delete(message)
  } catch (error) {
    if (slackError(error) === 'message_not_found') return { outcome: 'sent' }
    const { means } = verdict(error)
    if (means === 'later' || means === 'unsure') throw error
    return changeMessage(parts, message, replacedMessage(parts.words))
  }
  return { outcome: 'sent' }
}
