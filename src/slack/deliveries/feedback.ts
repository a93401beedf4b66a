import { feedbackMessage } from '../views/feedback-message.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

/** The question about a session: asked once, then changed where it is. */
export const feedback: Delivers<'feedback'> = async (parts, delivery, { to, session, announce }) => {
  const { feedback: asking, screens, clock, words, step } = parts
  const { workspace } = delivery
  if (!announce) {
    const state = await step('read', () => screens.feedback(workspace, session, to))
    if (!state) return skipped('the session is gone')
    return changeMessage(parts, state.feedback?.message ?? null, feedbackMessage(words, state, clock.now()))
  }
  return postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => {
      const state = await step('check', () => asking.check(workspace, session, to))
      if ('reason' in state) return skipped(state.reason)
      if ('later' in state)
        return { outcome: 'retry', reason: 'outside of the day', until: state.later, refused: true }
      return feedbackMessage(words, state, clock.now())
    },
    recording: (message) => asking.asked(session, to, message),
  })
}

export const feedbackOver: Delivers<'feedbackOver'> = (parts, delivery, { to, session }) =>
  feedback(parts, delivery, { kind: 'feedback', to, session, announce: false })
