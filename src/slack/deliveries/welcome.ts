import { section } from '../views/blocks.ts'
import { message } from '../views/message.ts'
import { type Delivers, recordNothing } from './delivering.ts'
import { postAnew } from './post.ts'

export const welcome: Delivers<'welcome'> = (parts, delivery, { to }) =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => message([section(parts.words.welcomeText)]),
    recording: recordNothing,
  })
