import type { KnownBlock } from '@slack/types'
import type { HomeState } from '../../store/reads/home.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, divider, header, listed, stack } from './blocks.ts'
import { suggestionRows } from './suggestion-rows.ts'

/** Whom others suggested to the member: the latest few; nothing if there are none. */
export const suggestedOnHome = (words: Words, { items, next }: HomeState['suggested']): KnownBlock[] =>
  items.length === 0
    ? []
    : stack(
        header(words.headings.suggested),
        listed(
          suggestionRows(words, items),
          actions(
            ...(next === null
              ? []
              : [
                  button(words.labels.showAll, actionIds.showSuggestions, {
                    spoken: words.spokenLists.suggested,
                  }),
                ]),
          ),
        ),
        divider,
      )
