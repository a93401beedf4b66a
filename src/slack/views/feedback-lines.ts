import type { MemberId } from '../../domain/ids.ts'
import { FEEDBACK_LINE_LIMIT } from '../../domain/sessions/feedback.ts'
import type { Words } from '../text/words.ts'
import { section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'

/** A line that somebody passed on to the one they met. */
export const thanksMessage = (words: Words, from: MemberId, line: string): Message =>
  message(stack(section(words.thanksLine(from)), quote(line, FEEDBACK_LINE_LIMIT)))

/** The same for an organiser. */
export const namedFeedbackMessage = (
  words: Words,
  { from, other, line }: { from: MemberId; other: MemberId | null; line: string },
): Message => message(stack(section(words.namedFeedbackLine(from, other)), quote(line, FEEDBACK_LINE_LIMIT)))
