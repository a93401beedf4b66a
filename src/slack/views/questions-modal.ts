import type { ModalView } from '@slack/types'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import type { Question } from '../../store/reads/open-session-state.ts'
import type { Words } from '../text/words.ts'
import { context, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { quoteEach } from './peoples-text.ts'

/** So that all that a hundred people wrote fits into a modal's hundred blocks, and none becomes very long. */
const IN_ONE_BLOCK = 10

/** All that those who come would like to talk about: for the mentor alone. */
export const questionsModal = (words: Words, questions: readonly Question[]): ModalView =>
  modal(words, {
    title: words.modals.questionsTitle,
    blocks: stack(
      questions.length === 0 && context(words.questions.none),
      ...Array.from({ length: Math.ceil(questions.length / IN_ONE_BLOCK) }, (_, at) =>
        quoteEach(
          questions
            .slice(at * IN_ONE_BLOCK, (at + 1) * IN_ONE_BLOCK)
            .map(({ id, note }) => ({ id, typed: note })),
          OPEN_SESSION_LIMITS.note,
        ),
      ),
      context(words.questions.private),
    ),
  })
