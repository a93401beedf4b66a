import { leftoversMessage } from '../views/calendar-fault-message.ts'
import { type Delivers, recordNothing } from './delivering.ts'
import { postAnew } from './post.ts'

export const leftovers: Delivers<'leftovers'> = (parts, delivery, { to, provider }) =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => leftoversMessage(parts.words, provider),
    recording: recordNothing,
  })
