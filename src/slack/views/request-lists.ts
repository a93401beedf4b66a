import type { KnownBlock, PlainTextOption, StaticSelect } from '@slack/types'
import type { Page } from '../../domain/page.ts'
import type { ReceivedState, RequestPlace, RequestsView } from '../../domain/requests/lists.ts'
import type { RequestsState } from '../../store/reads/home.ts'
import type { Narrowed } from '../../store/reads/request-lists.ts'
import { actionIds, requestsView } from '../ids.ts'
import { limits } from '../limits.ts'
import { emptyList, partOfList } from '../text/home.ts'
import { filterLabel, filterWords, headings, labels } from '../text/labels.ts'
import { actions, button, context, header, option, plainText, section, stack } from './blocks.ts'
import { receivedBlocks, sentBlocks } from './request-rows.ts'

type Side = keyof RequestsView

const states = {
  received: ['pending', 'dismissed', 'accepted', 'withdrawn'],
  sent: ['pending', 'accepted', 'withdrawn'],
} as const satisfies Record<Side, readonly ReceivedState[]>

/** Received and Sent with filters, rows and pages, the same on Home and in a message. */
export const requestLists = (state: RequestsState, excerpt: number): KnownBlock[] =>
  stack(receivedList(state, excerpt), { type: 'divider' }, sentList(state, excerpt))

const receivedList = ({ view, received, narrowed }: RequestsState, excerpt: number) =>
  list(
    'received',
    view,
    received,
    narrowed.received,
    received.items.flatMap((item) => receivedBlocks(item, { excerpt, view: requestsView.encode(view) })),
  )

const sentList = ({ view, sent, narrowed }: RequestsState, excerpt: number) =>
  list(
    'sent',
    view,
    sent,
    narrowed.sent,
    sent.items.flatMap((item) => sentBlocks(item, { excerpt, view: requestsView.encode(view) })),
  )

const list = (
  side: Side,
  view: RequestsView,
  page: Page<unknown, RequestPlace>,
  narrowed: Narrowed,
  rows: KnownBlock[],
): KnownBlock[] => {
  const isPaged = view[side].from !== null
  const isNarrowed = narrowed !== null
  return stack(
    header(headings[side]),
    (isNarrowed || isPaged || rows.length > 0) && actions(filterSelect(side, view)),
    (isNarrowed || isPaged) && section(partOfList(narrowed, isPaged), showAll(side, view)),
    rows.length > 0 ? rows : context(emptyList(side, { isNarrowed, isPaged })),
    pageButtons(side, view, page),
  )
}

const showAll = (side: Side, view: RequestsView) =>
  button(labels.showAll, actionIds.browse, {
    value: requestsView.encode(filtered(side, view, null, null)),
  })

/** Every choice carries the whole packed view: a press in an ephemeral message brings nothing else back. */
const filterSelect = (side: Side, view: RequestsView): StaticSelect => {
  const { filter } = view[side]
  const choices = ([null, 'offer', 'session_request'] as const).flatMap((kind) =>
    [null, ...states[side]].map((state) => ({
      kind,
      state,
      option: option(filterWords(kind, state), requestsView.encode(filtered(side, view, kind, state))),
    })),
  )
  const current = choices.find(({ kind, state }) => kind === filter.kind && state === filter.state)
  return {
    type: 'static_select',
    action_id: actionIds.browse,
    placeholder: plainText(filterLabel[side], limits.placeholder),
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
    ...(newer ? [button(labels.newer, actionIds.browseNewer, { value: newer })] : []),
    ...(older ? [button(labels.older, actionIds.browseOlder, { value: older })] : []),
  )
}
