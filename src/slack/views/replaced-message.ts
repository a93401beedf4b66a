import { replacedLine } from '../text/waiting.ts'
import { context } from './blocks.ts'
import { type Message, message } from './message.ts'

/** Replaces the text of a message that could not be deleted when a newer one took its place. */
export const replacedMessage: Message = message([context(replacedLine)])
