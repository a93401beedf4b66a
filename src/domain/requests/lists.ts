import type { MemberId, RequestId } from '../ids.ts'
import type { From } from '../page.ts'
import type { RequestKind } from './request.ts'

/** What a list can be narrowed to; a sender's list knows no `dismissed`. */
export type ReceivedState = 'pending' | 'dismissed' | 'accepted' | 'withdrawn'
export type SentState = Exclude<ReceivedState, 'dismissed'>

export type Filter<State extends ReceivedState> = { kind: RequestKind | null; state: State | null }

/** Received can also be narrowed to what one sender asks and is still open. */
export type ReceivedFilter = Filter<ReceivedState> & { sender?: MemberId }

/** The sections of Received, the highest first: the numbers of the generated column `received_order`. */
export const RECEIVED_SECTIONS = { pending: 4, dismissed: 3, accepted: 2, withdrawn: 1 } as const

/**
 * The same for Sent: the numbers of `sent_order`, which must know nothing of a dismissal. `hidden`: not listed, because
 * its receiver is gone.
 */
export const SENT_SECTIONS = { pending: 4, accepted: 2, withdrawn: 1, hidden: 0 } as const

/** The sections whose requests can still be accepted. */
export const OPEN_SECTIONS = {
  received: [RECEIVED_SECTIONS.dismissed, RECEIVED_SECTIONS.pending],
  sent: [SENT_SECTIONS.hidden, SENT_SECTIONS.pending],
} as const

/** Which sections a surface shows: Home what is still open, a history what is not. */
export type Extent = 'all' | 'open' | 'closed'

/** The lowest and highest section of each, in either list: what is open to a sender is open to their receiver. */
export const EXTENTS = {
  all: [RECEIVED_SECTIONS.withdrawn, RECEIVED_SECTIONS.pending],
  open: [RECEIVED_SECTIONS.dismissed, RECEIVED_SECTIONS.pending],
  closed: [RECEIVED_SECTIONS.withdrawn, RECEIVED_SECTIONS.accepted],
} as const satisfies Record<Extent, readonly [number, number]>

/** A position in a list: the section, and the last request seen there. */
export type RequestCursor = { section: number; id: RequestId }

/** How one list is browsed: narrowed to what, and from where on. */
export type ListBrowsing<Narrowed> = { filter: Narrowed; from: From<RequestCursor> }

/** How a member browses their requests; kept as long as they do, so that a refresh does not throw a reader off. */
export type Browsing = { received: ListBrowsing<ReceivedFilter>; sent: ListBrowsing<Filter<SentState>> }

export type Side = keyof Browsing

/** What a list of its own shows: of one sender what is open, otherwise everything. */
export const extentOf = ({ received }: Browsing): Extent =>
  received.filter.sender === undefined ? 'all' : 'open'

export const startOfRequests: Browsing = {
  received: { filter: { kind: null, state: null }, from: null },
  sent: { filter: { kind: null, state: null }, from: null },
}
