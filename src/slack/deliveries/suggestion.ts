import { suggestionCard } from '../views/suggestion-card.ts'
import { type Delivers, skipped } from './delivering.ts'
import { changeMessage, postAnew } from './post.ts'

/** Only here does it show whether a suggestion was dropped: there is nothing to pass on. */
export const suggestion: Delivers<'suggestion'> = async (parts, delivery, { to, suggestion, announce }) => {
  const { screens, words, step } = parts
  const state = await step('read', () => screens.suggestion(delivery.workspace, suggestion))
  if (!state) return skipped('there is nothing to pass on')
  const { message: posted, isGone } = state
  const { usedBy, putAsideAt } = state.suggestion
  // Home shows it at once, so it can be answered before its card is there.
  const isOver = !posted && (isGone || usedBy !== null || putAsideAt !== null)
  const nothing = isOver ? skipped('no longer open') : undefined
  const content = suggestionCard(words, state)
  if (!announce) return nothing ?? changeMessage(parts, posted, content)
  return postAnew(parts, delivery, {
    to,
    posted,
    nothing,
    content: async () => content,
    recording: (message) => screens.suggestionMessageAt(suggestion, message),
  })
}
