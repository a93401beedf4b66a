import { questionsMessage } from '../views/questions-message.ts'
import { type Delivers, recordNothing, skipped } from './delivering.ts'
import { postAnew } from './post.ts'

export const questions: Delivers<'questions'> = (parts, delivery, notice) =>
  postAnew(parts, delivery, {
    to: notice.to,
    posted: null,
    content: async () => {
      const state = await parts.step('check', () => parts.questions.check(delivery.workspace, notice))
      if ('reason' in state) return skipped(state.reason)
      const title = parts.words.questions.title(notice.startsAt, state.zone)
      return questionsMessage(parts.words, notice.session, title, state.questions)
    },
    recording: recordNothing,
  })
