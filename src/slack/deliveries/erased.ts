import { erasedMessage } from '../views/erased-message.ts'
import type { Delivers } from './delivering.ts'
import { removeMessage } from './post.ts'

/** Deletes a message about somebody who was forgotten. If that is forbidden, its text goes. */
export const erased: Delivers<'erased'> = (parts, _delivery, { channel, ts }) =>
  removeMessage(parts, { channel, ts }, erasedMessage(parts.words))
