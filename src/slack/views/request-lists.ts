import type { KnownBlock, PlainTextOption, StaticSelect } from '@slack/types'
import type { Page } from '../../domain/page.ts'
import type { ReceivedState, RequestPlace, RequestsView } from '../../domain/requests/lists.ts'
import type { RequestsState } from '../../store/reads/home.ts'
import type { Narrowed } from '../../store/reads/request-lists.ts'
import { actionIds, requestsView } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Words } from '../text/words.ts'
import { actions, button, context, header, option, plainText, section, stack } from './blocks.ts'
import { receivedBlocks, sentBlocks } from './request-rows.ts'

type Side = keyof RequestsView

const states = {
  received: ['pending', 'dismissed', 'accepted', 'withdrawn'],
  sent: ['pending', 'accepted', 'withdrawn'],
} as const satisfies Record<Side, readonly ReceivedState[]>

/** Received and Sent with filters, rows and pages, the same on Home and in a message. */
export const requestLists = (words: Words, state: RequestsState, excerpt: number): KnownBlock[] =>
  stack(receivedList(words, state, excerpt), { type: 'divider' }, sentList(words, state, excerpt))

const receivedList = (words: Words, { view, received, narrowed }: RequestsState, excerpt: number) =>
  list(
    words,
    'received',
    view,
    received,
    narrowed.received,
    received.items.flatMap((item) =>
      receivedBlocks(words, item, { excerpt, view: requestsView.encode(view) }),
    ),
  )

const sentList = (words: Words, { view, sent, narrowed }: RequestsState, excerpt: number) =>
  list(
    words,
    'sent',
    view,
    sent,
    narrowed.sent,
    sent.items.flatMap((item) => sentBlocks(words, item, { excerpt, view: requestsView.encode(view) })),
  )

const list = (
  words: Words,
  side: Side,
  view: RequestsView,
  page: Page<unknown, RequestPlace>,
  narrowed: Narrowed,
  rows: KnownBlock[],
): KnownBlock[] => {
  const isPaged = view[side].from !== null
  const isNarrowed = narrowed !== null
  return stack(
    header(words.headings[side]),
    (isNarrowed || isPaged || rows.length > 0) && actions(filterSelect(words, side, view)),
    (isNarrowed || isPaged) && section(words.partOfList(narrowed, isPaged), showAll(words, side, view)),
    rows.length > 0 ? rows : context(words.emptyList(side, { isNarrowed, isPaged })),
    pageButtons(words, side, view, page),
  )
}

const showAll = (words: Words, side: Side, view: RequestsView) =>
  button(words.labels.showAll, actionIds.browse, {
    value: requestsView.encode(filtered(side, view, null, null)),
  })

/** Every choice carries the whole packed view: a press in an ephemeral message brings nothing else back. */
const filterSelect = (words: Words, side: Side, view: RequestsView): StaticSelect => {
  const { filter } = view[side]
  const choices = ([null, 'offer', 'session_request'] as const).flatMap((kind) =>
    [null, ...states[side]].map((state) => ({
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

const pageButtons = (
  words: Words,
  side: Side,
  view: RequestsView,
  { items, previous, next }: Page<unknown, RequestPlace>,
): KnownBlock[] => {
  const turned = (from: RequestsView[Side]['from']) =>
    requestsView.encode({ ...view, [side]: { ...view[side], from } })
  // A page that has become empty has nothing to page back from, so this returns to the top.
  const isLost = items.length === 0 && view[side].from !== null
  const newer = previous ? turned({ before: previous }) : isLost ? turned(null) : undefined
  const older = next ? turned({ after: next }) : undefined
  return actions(
    ...(newer ? [button(words.labels.newer, actionIds.browseNewer, { value: newer })] : []),
    ...(older ? [button(words.labels.older, actionIds.browseOlder, { value: older })] : []),
  )
}
