import type { KnownBlock } from '@slack/types'
import type { Extent, Side } from '../../domain/requests/lists.ts'
import type { HomeState, RequestsState } from '../../store/reads/home.ts'
import { browsingValue, requestsShown } from '../browsing.ts'
import { actionIds } from '../ids.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, header, listed, section, stack } from './blocks.ts'
import { filterOf, lookedAt, pageButtons } from './request-lists.ts'
import { openRows, waitingBlock } from './request-rows.ts'

/** What others ask of the member and is still open: all of it, by pages. */
export const receivedOnHome = (words: Words, state: HomeState): KnownBlock[] => {
  const { received } = state
  const browsing = browsingValue.encode(state.browsing)
  const { isNarrowed, isPaged } = lookedAt(state, 'received')
  return stack(
    header(words.headings.requests),
    section(words.needYou(state.pending)),
    filterOf(words, 'received', state, 'open'),
    (isNarrowed || isPaged) &&
      received.items.length === 0 &&
      context(words.emptyList('received', { isNarrowed, isPaged })),
    listed(
      openRows(words, received.items, browsing),
      actions(...pageButtons(words, 'received', state), ...history(words, state, 'received')),
    ),
  )
}

/** What the member sent and nobody has accepted yet: the latest of it. */
export const sentOnHome = (words: Words, state: HomeState): KnownBlock[] => {
  const { sent, waiting } = state
  const browsing = browsingValue.encode(state.browsing)
  return stack(
    header(words.headings.sent),
    section(words.waitForOthers(waiting)),
    sent.items.map((item) => waitingBlock(words, item, browsing)),
    actions(
      ...(sent.next !== null
        ? [
            opens(
              words.showAllWaiting(waiting),
              actionIds.showRequests,
              { side: 'sent', extent: 'all' },
              words.spokenLists.sent,
            ),
          ]
        : []),
      ...history(words, state, 'sent'),
    ),
  )
}

const history = (words: Words, { history }: RequestsState, side: Side) =>
  history[side]
    ? [
        opens(
          words.labels.history,
          actionIds.showHistory,
          { side, extent: 'closed' },
          words.spokenLists.history[side],
        ),
      ]
    : []

const opens = (label: string, id: string, shown: { side: Side; extent: Extent }, spoken: string) =>
  button(label, id, { value: requestsShown.encode(shown), spoken })
