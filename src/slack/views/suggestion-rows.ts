import type { KnownBlock } from '@slack/types'
import { suggestedOther } from '../../domain/suggestions/suggestion.ts'
import type { Suggested } from '../../store/reads/suggestions.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { memberTarget, suggestionTarget } from '../values.ts'
import { actions, button, context, picture, section, stack } from './blocks.ts'
import { briefly, described } from './peoples-text.ts'

/** What was put aside takes one line. */
export const suggestionRows = (words: Words, items: readonly Suggested[]): KnownBlock[][] =>
  items.map((item) => {
    const { suggestion, other, headline, barred } = item
    if (suggestion.putAsideAt !== null) {
      return stack(
        section(words.asideRow(suggestion), usingButtons(words, item)[0]),
        barred !== null && context(words.cannotBeAsked(other.id, barred)),
      )
    }
    return stack(
      section(words.suggestedRow(suggestion), picture(other)),
      briefly(suggestion.why),
      described([headline], []),
      barred !== null && context(words.cannotBeAsked(other.id, barred)),
      actions(...usingButtons(words, item), notNow(words, item)),
    )
  })

/**
 * What the receiver can make of a suggestion. The buttons carry the other member, as they do anywhere: whatever the two
 * begin together uses the suggestion (service/suggestions/use.ts).
 */
export const usingButtons = (words: Words, { suggestion, other, barred }: Suggested) => {
  if (barred !== null) return []
  const { as } = suggestedOther(suggestion)
  const spoken = (label: string) => ({ spoken: words.spokenSuggestion(label, other.fullName) })
  const value = memberTarget.encode({ member: other.id })
  const { requestSession, bookThem, offer } = words.labels
  const style = suggestion.putAsideAt === null ? { style: 'primary' as const } : {}
  if (as === 'mentee') return [button(offer, actionIds.startOffer, { value, ...spoken(offer), ...style })]
  return [
    button(requestSession, actionIds.startSessionRequest, { value, ...spoken(requestSession), ...style }),
    button(bookThem, actionIds.bookSession, {
      value: memberTarget.encode({ member: other.id, actorIs: 'mentee' }),
      ...spoken(bookThem),
    }),
  ]
}

export const notNow = (words: Words, { suggestion, other }: Suggested) =>
  button(words.labels.notNow, actionIds.putAside, {
    value: suggestionTarget.encode({ suggestion: suggestion.id }),
    spoken: words.spokenSuggestion(words.labels.notNow, other.fullName),
  })
