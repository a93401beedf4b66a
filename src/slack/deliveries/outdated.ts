import { replacedMessage } from '../views/replaced-message.ts'
import type { Delivers } from './delivering.ts'
import { changeMessage } from './post.ts'

/** A message with a thread in whose place another one stands: it says so, and what it said goes with its buttons. */
export const outdated: Delivers<'outdated'> = (parts, _delivery, { channel, ts }) =>
  changeMessage(parts, { channel, ts }, replacedMessage(parts.words))
