import { unansweredMessage } from '../views/unanswered-message.ts'
import { type Delivers, recordNothing } from './delivering.ts'
import { postAnew } from './post.ts'

export const unanswered: Delivers<'unanswered'> = (parts, delivery, { to, at }) =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => unansweredMessage(parts.words, at),
    recording: recordNothing,
  })
