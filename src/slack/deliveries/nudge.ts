import { nudgeMessage } from '../views/nudge-message.ts'
import { type Delivers, skipped } from './delivering.ts'
import { postAnew } from './post.ts'

export const nudge: Delivers<'nudge'> = ({ nudges, words, step, ...parts }, delivery, { to }) =>
  postAnew(parts, delivery, {
    to,
    posted: null,
    content: async () => {
      const state = await step('check', () => nudges.check(delivery.workspace, to))
      if ('reason' in state) return skipped(state.reason)
      if ('later' in state)
        return { outcome: 'retry', reason: 'outside of the day', until: state.later, refused: true }
      return nudgeMessage(words, state)
    },
    recording: () => nudges.nudged(to),
  })
