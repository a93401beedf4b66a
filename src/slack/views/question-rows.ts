import type { KnownBlock } from '@slack/types'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Question } from '../../store/reads/open-session-state.ts'
import type { Words } from '../text/words.ts'
import { context, stack } from './blocks.ts'
import { quote } from './peoples-text.ts'

/** @param most as many as there is room for, at two blocks each */
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
