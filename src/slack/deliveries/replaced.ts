import { replacedMessage } from '../views/replaced-message.ts'
import type { Delivers } from './delivering.ts'
import { removeMessage } from './post.ts'

/**
 * Deletes a message that a newer one replaces. If the workspace's settings forbid that, the message is changed to say
 * so and loses its buttons; if they forbid that too, it stays, and its buttons act on the current state.
 */
export const replaced: Delivers<'replaced'> = (parts, _delivery, { channel, ts }) =>
  removeMessage(parts, { channel, ts }, replacedMessage(parts.words))
