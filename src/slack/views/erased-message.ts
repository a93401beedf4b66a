import type { HomeView } from '@slack/types'
import type { Words } from '../text/words.ts'
import { context, section } from './blocks.ts'
import { type Message, message } from './message.ts'

/** In place of a message about somebody who was forgotten, if it could not be deleted. */
export const erasedMessage = (words: Words): Message => message([context(words.forgetting.erasedLine)])

/** The Home of somebody who was forgotten, until they open it again. */
export const forgottenHome = (words: Words): HomeView => ({
  type: 'home',
  blocks: [section(words.forgetting.home)],
})
