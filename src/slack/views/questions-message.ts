import type { KnownBlock } from '@slack/types'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Question } from '../../store/reads/open-session-state.ts'
import type { Words } from '../text/words.ts'
import { context, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'

/** Two blocks each: a message holds 50 blocks, and about 13,000 characters. */
export const MOST_QUESTIONS = 20

/** What those who come would like to talk about: for the mentor alone. */
export const questionsMessage = (words: Words, title: string, questions: readonly Question[]): Message =>
  message([section(title), ...questionRows(words, questions, MOST_QUESTIONS)])

export const questionRows = (words: Words, questions: readonly Question[], most: number): KnownBlock[] => {
  const more = questions.length - most
  return stack(
    questions.length === 0 && context(words.questions.none),
    questions
      .slice(0, most)
      .flatMap(({ id, note }) =>
        stack(context(words.questions.from(id)), quote(note, OPEN_SESSION_LIMITS.note)),
      ),
    more > 0 && context(words.questions.more(more)),
    context(words.questions.private),
  )
}
