import type { KnownBlock, PlainTextOption, StaticSelect } from '@slack/types'
import type { Page } from '../../domain/page.ts'
import {
  type Browsing,
  type Extent,
  type ReceivedState,
  type RequestCursor,
  type Side,
  startOfRequests,
} from '../../domain/requests/lists.ts'
import type { RequestsState } from '../../store/reads/home.ts'
import { browsingValue } from '../browsing.ts'
import { actionIds } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, listed, option, plainText, section, stack } from './blocks.ts'
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
  const browsing = browsingValue.encode(state.browsing)
  const style = { excerpt, browsing }
  const below = actions(...pageButtons(words, side, state))
  const rows =
    side === 'received'
      ? listed(
          state.received.items.map((item) => receivedBlocks(words, item, style)),
          below,
        )
      : stack(...state.sent.items.map((item) => sentBlocks(words, item, style)), below)
  const { isNarrowed, isPaged } = lookedAt(state, side)
  return stack(
    filterOf(words, side, state, extent),
    state[side].items.length === 0 && context(words.emptyList(side, { isNarrowed, isPaged })),
    rows,
  )
}

export const lookedAt = ({ browsing, narrowed }: RequestsState, side: Side) => ({
  isNarrowed: narrowed[side] !== null,
  isPaged: browsing[side].from !== null,
})

/** As many requests as have a filter: fewer are seen at a glance. A page holds one less, so a list of two pages has one. */
const LONG = 7

const isLong = (state: RequestsState, side: Side): boolean => {
  const { items, next }: Page<unknown, RequestCursor> = state[side]
  const all = state.narrowed[side]?.all ?? items.length
  return all >= LONG || next !== null || lookedAt(state, side).isPaged
}

/** The filter, and what it hides. */
export const filterOf = (words: Words, side: Side, state: RequestsState, extent: Extent): KnownBlock[] => {
  const { browsing, narrowed } = state
  const { isNarrowed, isPaged } = lookedAt(state, side)
  const part = { isPaged, narrowed: narrowed[side], sender: senderIn(browsing, side) }
  return stack(
    isLong(state, side) && actions(filterSelect(words, side, browsing, extent)),
    (isNarrowed || isPaged) && section(words.partOfList(part), showAll(words, side, browsing)),
  )
}

const senderIn = ({ received }: Browsing, side: Side) =>
  side === 'received' ? received.filter.sender : undefined

const showAll = (words: Words, side: Side, browsing: Browsing) =>
  button(words.labels.showAll, actionIds.browse, {
    value: browsingValue.encode({ ...browsing, [side]: startOfRequests[side] }),
  })

/** Every choice carries the browsing of both lists: a press in an ephemeral message brings nothing else back. */
const filterSelect = (words: Words, side: Side, browsing: Browsing, extent: Extent): StaticSelect => {
  const { filter } = browsing[side]
  const choices = ([null, 'offer', 'session_request'] as const).flatMap((kind) =>
    [null, ...states[side][extent]].map((state) => ({
      kind,
      state,
      option: option(
        words.filterWords(kind, state),
        browsingValue.encode(filtered(side, browsing, kind, state)),
      ),
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
  browsing: Browsing,
  kind: Browsing['received']['filter']['kind'],
  state: ReceivedState | null,
): Browsing => {
  if (side === 'received') {
    return { ...browsing, received: { filter: { ...browsing.received.filter, kind, state }, from: null } }
  }
  return state === 'dismissed' ? browsing : { ...browsing, sent: { filter: { kind, state }, from: null } }
}

/** To the pages before and after. */
export const pageButtons = (words: Words, side: Side, state: RequestsState) => {
  const { browsing } = state
  const { items, previous, next }: Page<unknown, RequestCursor> = state[side]
  const turned = (from: Browsing[Side]['from']) =>
    browsingValue.encode({ ...browsing, [side]: { ...browsing[side], from } })
  // A page that has become empty has nothing to page back from, so this returns to the top.
  const isLost = items.length === 0 && browsing[side].from !== null
  const newer = previous ? turned({ before: previous }) : isLost ? turned(null) : undefined
  const older = next ? turned({ after: next }) : undefined
  return [
    ...(newer ? [button(words.labels.newer, actionIds.browseNewer, { value: newer })] : []),
    ...(older ? [button(words.labels.older, actionIds.browseOlder, { value: older })] : []),
  ]
}
