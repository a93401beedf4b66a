import type { KnownBlock, PlainTextOption, StaticSelect } from '@slack/types'
import type { Page } from '../../domain/page.ts'
import type { Extent, ReceivedState, RequestPlace, RequestsView, Side } from '../../domain/requests/lists.ts'
import type { RequestsState } from '../../store/reads/home.ts'
import { actionIds, requestsView } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, option, plainText, section, stack } from './blocks.ts'
import { receivedBlocks, sentBlocks } from './request-rows.ts'

/** By which statuses each part of a list can be filtered. A sender's knows no dismissal. */
const states = {
  received: {
    all: ['pending', 'dismissed', 'accepted', 'withdrawn'],
    open: ['pending', 'dismissed'],
    closed: ['accepted', 'withdrawn'],
  },
  sent: {
    all: ['pending', 'accepted', 'withdrawn'],
    open: ['pending'],
    closed: ['accepted', 'withdrawn'],
  },
} as const satisfies Record<Side, Record<Extent, readonly ReceivedState[]>>

/** The filter, rows and pages of Received or Sent. */
export const requestList = (
  words: Words,
  side: Side,
  state: RequestsState,
  { excerpt, extent }: { excerpt: number; extent: Extent },
): KnownBlock[] => {
  const view = requestsView.encode(state.view)
  const rows =
    side === 'received'
      ? state.received.items.flatMap((item) => receivedBlocks(words, item, { excerpt, view }))
      : state.sent.items.flatMap((item) => sentBlocks(words, item, { excerpt, view }))
  const { isNarrowed, isPaged } = lookedAt(state, side)
  return stack(
    (isNarrowed || isPaged || rows.length > 0) && filterOf(words, side, state, extent),
    rows.length > 0 ? rows : context(words.emptyList(side, { isNarrowed, isPaged })),
    actions(...pageButtons(words, side, state)),
  )
}

export const lookedAt = ({ view, narrowed }: RequestsState, side: Side) => ({
  isNarrowed: narrowed[side] !== null,
  isPaged: view[side].from !== null,
})

/** The filter, and what it hides. */
export const filterOf = (words: Words, side: Side, state: RequestsState, extent: Extent): KnownBlock[] => {
  const { view, narrowed } = state
  const { isNarrowed, isPaged } = lookedAt(state, side)
  return stack(
    actions(filterSelect(words, side, view, extent)),
    (isNarrowed || isPaged) && section(words.partOfList(narrowed[side], isPaged), showAll(words, side, view)),
  )
}

const showAll = (words: Words, side: Side, view: RequestsView) =>
  button(words.labels.showAll, actionIds.browse, {
    value: requestsView.encode(filtered(side, view, null, null)),
  })

/** Every choice carries the whole packed view: a press in an ephemeral message brings nothing else back. */
const filterSelect = (words: Words, side: Side, view: RequestsView, extent: Extent): StaticSelect => {
  const { filter } = view[side]
  const choices = ([null, 'offer', 'session_request'] as const).flatMap((kind) =>
    [null, ...states[side][extent]].map((state) => ({
      kind,
      state,
      option: option(words.filterWords(kind, state), requestsView.encode(filtered(side, view, kind, state))),
    })),
  )
  const current = choices.find(({ kind, state }) => kind === filter.kind && state === filter.state)
  return {
    type: 'static_select',
    action_id: actionIds.browse,
    placeholder: plainText(words.filterLabel[side], limits.placeholder),
    options: choices.map((choice): PlainTextOption => choice.option),
    ...(current && { initial_option: current.option }),
  }
}

const filtered = (
  side: Side,
  view: RequestsView,
  kind: RequestsView['received']['filter']['kind'],
  state: ReceivedState | null,
): RequestsView => {
  if (side === 'received') return { ...view, received: { filter: { kind, state }, from: null } }
  return state === 'dismissed' ? view : { ...view, sent: { filter: { kind, state }, from: null } }
}

/** To the pages before and after. */
export const pageButtons = (words: Words, side: Side, state: RequestsState) => {
  const { view } = state
  const { items, previous, next }: Page<unknown, RequestPlace> = state[side]
  const turned = (from: RequestsView[Side]['from']) =>
    requestsView.encode({ ...view, [side]: { ...view[side], from } })
  // A page that has become empty has nothing to page back from, so this returns to the top.
  const isLost = items.length === 0 && view[side].from !== null
  const newer = previous ? turned({ before: previous }) : isLost ? turned(null) : undefined
  const older = next ? turned({ after: next }) : undefined
  return [
    ...(newer ? [button(words.labels.newer, actionIds.browseNewer, { value: newer })] : []),
    ...(older ? [button(words.labels.older, actionIds.browseOlder, { value: older })] : []),
  ]
}
