import { type Press, type Reply, type SlackParts, say, sayNotFound, show } from '../reply.ts'
import { memberTarget, suggestionsPage, suggestionTarget } from '../values.ts'
import { suggestModal } from '../views/suggest-modal.ts'
import { suggestionsModal } from '../views/suggestions-modal.ts'
import { showAboveSearch } from './above-search.ts'

type Answer = Promise<Reply<never>>

/** Opens the form, with the member whom the button names: as a mentee if the button proposes to mentor them. */
export const startSuggestion = async (parts: SlackParts, press: Press): Answer => {
  const target = memberTarget.decode(press.value)
  const isMentee = target?.actorIs === 'mentor'
  const form = target ? (isMentee ? { mentee: target.member } : { mentor: target.member }) : {}
  return showAboveSearch(
    parts,
    press,
    suggestModal(parts.words, { ...form, to: isMentee ? 'mentor' : 'mentee' }),
  )
}

/** Not now. Its card and Home are drawn again by the outbox, a list in a modal here. */
export const putSuggestionAside = async (parts: SlackParts, press: Press): Answer => {
  const target = suggestionTarget.decode(press.value)
  if (!target) return sayNotFound(parts, press)
  const { workspace, actor } = press
  const outcome = await parts.services.putAside({ workspace, actor, suggestion: target.suggestion })
  if (outcome.outcome === 'refused') return say(parts, press, parts.words.refusalText(outcome))
  const page = suggestionsPage.decode(press.modal?.private_metadata)
  return press.surface === 'modal' && page ? showPage(parts, press, page.from) : {}
}

/** All that was suggested to the member, from Home, and its other pages. */
export const showSuggestions = (parts: SlackParts, press: Press): Answer =>
  showPage(parts, press, suggestionsPage.decode(press.value)?.from ?? null)

type Place = NonNullable<ReturnType<typeof suggestionsPage.decode>>['from']

const showPage = async (parts: SlackParts, press: Press, from: Place): Answer =>
  show(parts, press, suggestionsModal(parts.words, await parts.services.screens.suggested(press, from), from))
