import type { SessionId } from '../../domain/ids.ts'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Question } from '../../store/reads/open-session-state.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { sessionTarget } from '../values.ts'
import { actions, button, context, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { quote } from './peoples-text.ts'

/** Two blocks each: a message holds 50 blocks, and about 13,000 characters. */
export const MOST_QUESTIONS = 20

/** What those who come would like to talk about: for the mentor alone. The rest is behind a button. */
export const questionsMessage = (
  words: Words,
  session: SessionId,
  title: string,
  questions: readonly Question[],
): Message => {
  const more = questions.length - MOST_QUESTIONS
  const value = sessionTarget.encode({ session })
  return message(
    stack(
      section(title),
      questions
        .slice(0, MOST_QUESTIONS)
        .flatMap(({ id, note }) =>
          stack(context(words.questions.from(id)), quote(note, OPEN_SESSION_LIMITS.note)),
        ),
      more > 0 && context(words.questions.more(more)),
      context(words.questions.private),
      more > 0 && actions(button(words.labels.showAll, actionIds.showQuestions, { value })),
    ),
  )
}
