import type { Words } from '../text/words.ts'
import { section } from './blocks.ts'
import { type Message, message } from './message.ts'

/** In place of the file with a member's data, where the app may upload nothing. */
export const ownDataRefused = (words: Words): Message => message([section(words.ownData.fileRefused)])
