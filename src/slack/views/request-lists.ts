import type { KnownBlock, PlainTextOption, StaticSelect } from '@slack/types'
import type { RequestsState, RequestsView } from '../../store/reads/home.ts'
import type { Page, ReceivedState } from '../../store/reads/request-lists.ts'
import { actionIds, requestsView } from '../ids.ts'
import { limits } from '../limits.ts'
import { emptyList } from '../text/home.ts'
import { filterLabel, filterWords, headings, labels } from '../text/labels.ts'
import { actions, button, context, header, option, plainText, stack } from './blocks.ts'
import { receivedBlocks, sentBlocks } from './request-rows.ts'

type Side = keyof RequestsView

const states = {
  received: ['pending', 'dismissed', 'accepted', 'withdrawn'],
  sent: ['pending', 'accepted', 'withdrawn'],
} as const satisfies Record<Side, readonly ReceivedState[]>

/** Received and Sent with their filters, rows and pages, the same on Home and in a message. */
export const requestLists = (state: RequestsState, excerpt: number): KnownBlock[] =>
  stack(receivedList(state, excerpt), { type: 'divider' }, sentList(state, excerpt))

const receivedList = ({ view, received }: RequestsState, excerpt: number) =>
  list(
    'received',
    view,
    received,
    received.items.flatMap((item) => receivedBlocks(item, { excerpt, view: requestsView.encode(view) })),
  )

const sentList = ({ view, sent }: RequestsState, excerpt: number) =>
  list(
    'sent',
    view,
    sent,
    sent.items.flatMap((item) => sentBlocks(item, { excerpt, view: requestsView.encode(view) })),
  )

const list = (side: Side, view: RequestsView, page: Page<unknown>, rows: KnownBlock[]): KnownBlock[] => {
  const { filter, from } = view[side]
  const isPaged = from !== null
  const isNarrowed = filter.kind !== null || filter.state !== null
  return stack(
    header(headings[side]),
    (isNarrowed || isPaged || rows.length > 0) && actions(filterSelect(side, view)),
    rows.length > 0 ? rows : context(emptyList(side, { isNarrowed, isPaged })),
    pageButtons(side, view, page),
  )
}

/** Every choice carries the whole view, packed: nothing else comes back with the press of an ephemeral message. */
const filterSelect = (side: Side, view: RequestsView): StaticSelect => {
  const { filter } = view[side]
  const choices = ([null, 'offer', 'session_request'] as const).flatMap((kind) =>
    [null, ...states[side]].map((state) => ({
      kind,
      state,
      option: option(filterWords(kind, state), requestsView.encode(narrowed(side, view, kind, state))),
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

const narrowed = (
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
  { items, previous, next }: Page<unknown>,
): KnownBlock[] => {
  const turned = (from: RequestsView[Side]['from']) =>
    requestsView.encode({ ...view, [side]: { ...view[side], from } })
  // A page that emptied meanwhile has no place to go back from: back to the top.
  const isLost = items.length === 0 && view[side].from !== null
  const newer = previous ? turned({ before: previous }) : isLost ? turned(null) : undefined
  const older = next ? turned({ after: next }) : undefined
  return actions(
    ...(newer ? [button(labels.newer, actionIds.browseNewer, { value: newer })] : []),
    ...(older ? [button(labels.older, actionIds.browseOlder, { value: older })] : []),
  )
}
