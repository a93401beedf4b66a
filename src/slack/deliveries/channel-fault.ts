import { channelFaultMessage } from '../views/announcement.ts'
import { type Delivers, recordNothing } from './delivering.ts'
import { postAnew } from './post.ts'

export const channelFault: Delivers<'channelFault'> = (parts, delivery, { to, channel, why }) =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => channelFaultMessage(parts.words, channel, why),
    recording: recordNothing,
  })
