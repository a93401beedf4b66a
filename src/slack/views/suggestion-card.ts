import type { KnownBlock } from '@slack/types'
import { SUGGESTION_LIMITS, suggestedOther } from '../../domain/suggestions/suggestion.ts'
import type { SuggestionState } from '../../store/reads/suggestions.ts'
import type { Words } from '../text/words.ts'
import { actions, context, picture, section, stack } from './blocks.ts'
import { type Message, message } from './message.ts'
import { described, quote } from './peoples-text.ts'
import { notNow, usingButtons } from './suggestion-rows.ts'

/** The card of the one who gets a suggestion. The other one knows nothing of it. */
export const suggestionCard = (words: Words, state: SuggestionState): Message => {
  const { suggestion, isGone } = state
  if (suggestion.usedBy !== null) return message([context(words.suggestionStatus.used(suggestion))])
  if (isGone) return message([context(words.suggestionStatus.gone)])
  if (suggestion.putAsideAt !== null) return message([context(words.suggestionStatus.putAside(suggestion))])
  return message(openCard(words, state))
}

const openCard = (words: Words, state: SuggestionState): KnownBlock[] => {
  const { suggestion, other, headline, topics, barred } = state
  const { as } = suggestedOther(suggestion)
  return stack(
    section(words.suggestionTitle(suggestion), picture(other)),
    quote(suggestion.why, SUGGESTION_LIMITS.why),
    described(
      [headline],
      topics.map(({ name }) => ({ name, isStrong: false })),
    ),
    context(
      barred === null ? words.suggestionStatus.next[as](other.id) : words.cannotBeAsked(other.id, barred),
    ),
    actions(...usingButtons(words, state), notNow(words, state)),
  )
}
