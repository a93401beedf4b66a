import type { Instant } from '../../domain/time/time.ts'
import type { Words } from '../text/words.ts'
import { section } from './blocks.ts'
import { type Message, message } from './message.ts'

export const unansweredMessage = (words: Words, at: Instant): Message =>
  message([section(words.unansweredText(at))])
