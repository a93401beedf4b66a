import type { Words } from '../text/words.ts'
import { context } from './blocks.ts'
import { type Message, message } from './message.ts'

/** Replaces the text of a message that could not be deleted when a newer one took its place. */
export const replacedMessage = (words: Words): Message => message([context(words.replacedLine)])
