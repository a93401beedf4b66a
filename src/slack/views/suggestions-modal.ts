import type { ModalView } from '@slack/types'
import type { SuggestionId } from '../../domain/ids.ts'
import type { From, Page } from '../../domain/page.ts'
import type { Suggested } from '../../store/reads/suggestions.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { suggestionsPage } from '../values.ts'
import { actions, context, listed, stack } from './blocks.ts'
import { modal } from './modal.ts'
import { pageButtons } from './page-buttons.ts'
import { suggestionRows } from './suggestion-rows.ts'

/** All that was suggested to the member, by pages. */
export const suggestionsModal = (
  words: Words,
  page: Page<Suggested, SuggestionId>,
  from: From<SuggestionId>,
): ModalView => {
  const { labels } = words
  const ways = {
    before: { label: labels.newer, id: actionIds.newerSuggestions },
    after: { label: labels.older, id: actionIds.olderSuggestions },
  }
  return modal(words, {
    title: words.headings.suggested,
    private_metadata: suggestionsPage.encode({ from }),
    blocks: stack(
      page.items.length === 0 && context(words.noSuggestions),
      listed(
        suggestionRows(words, page.items),
        actions(...pageButtons(page, ways, (from) => suggestionsPage.encode({ from }))),
      ),
    ),
  })
}
