import type { Instant } from '../../domain/time/time.ts'
import { unansweredText } from '../text/outcomes.ts'
import { section } from './blocks.ts'
import { type Message, message } from './message.ts'

export const unansweredMessage = (at: Instant): Message => message([section(unansweredText(at))])
