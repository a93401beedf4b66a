import type { ModalView } from '@slack/types'
import type { SuggestionId } from '../../domain/ids.ts'
import type { From, Page } from '../../domain/page.ts'
import type { Suggested } from '../../store/reads/suggestions.ts'
import { actionIds, suggestionsPage } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, listed, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { suggestionRows } from './suggestion-rows.ts'

/** All that was suggested to the member, by pages. */
export const suggestionsModal = (
  words: Words,
  { items, previous, next }: Page<Suggested, SuggestionId>,
  from: From<SuggestionId>,
): ModalView =>
  modal(words, {
    title: words.headings.suggested,
    private_metadata: suggestionsPage.encode({ from }),
    blocks: stack(
      items.length === 0 && context(words.noSuggestions),
      listed(
        suggestionRows(words, items),
        actions(
          ...(previous === null
            ? []
            : [pageButton(words.labels.newer, actionIds.newerSuggestions, { before: previous })]),
          ...(next === null
            ? []
            : [pageButton(words.labels.older, actionIds.olderSuggestions, { after: next })]),
        ),
      ),
    ),
  })

const pageButton = (label: string, actionId: string, from: From<SuggestionId>) =>
  button(label, actionId, { value: suggestionsPage.encode({ from }) })
