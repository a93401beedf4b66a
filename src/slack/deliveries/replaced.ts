import { replacedMessage } from '../views/replaced-message.ts'
import { slackError, verdict } from '../web-api/client.ts'
import type { Delivers } from './delivering.ts'
import { changeMessage } from './post.ts'

/**
 * Deletes a message that a newer one replaces. If the workspace's settings forbid that, the message is changed to say
 * so and loses its buttons; if they forbid that too, it stays, and its buttons act on the current state.
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
