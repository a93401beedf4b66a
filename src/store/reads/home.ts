import type { Availability } from '../../domain/availability.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { Session } from '../../domain/session.ts'
import type { Instant, Interval } from '../../domain/time.ts'
import { availabilityOf } from '../availabilities.ts'
import { findHomeState } from '../home-visits.ts'
import { upcomingSessions } from '../sessions.ts'
import type { Tx } from '../transaction.ts'
import { nextFreeSlot, takenSoon } from './next-slot.ts'
import {
  countPending,
  type Filter,
  type From,
  type Listed,
  type Page,
  type ReceivedState,
  receivedPage,
  type SentListed,
  type SentState,
  sentPage,
} from './request-lists.ts'

/** How one list is looked at: narrowed to what, and from which place on. */
export type ListView<State extends ReceivedState> = { filter: Filter<State>; from: From }

/** How a member looks at their requests; kept between visits, so that a refresh does not throw a reader off. */
export type RequestsView = { received: ListView<ReceivedState>; sent: ListView<SentState> }

export const startOfRequests: RequestsView = {
  received: { filter: { kind: null, state: null }, from: null },
  sent: { filter: { kind: null, state: null }, from: null },
}

/** Rows of each list: Home stays far below 100 blocks, and an ephemeral message below 50. */
export const PAGE_SIZE = { home: 6, message: 5 } as const

/** Pending requests are counted no further than this; a surface shows "99+" beyond. */
export const MOST_COUNTED = 100

/** Received and Sent, as one member sees them. */
export type RequestsState = {
  view: RequestsView
  pending: number
  received: Page<Listed>
  sent: Page<SentListed>
}

export type HomeState = RequestsState & {
  member: MemberId
  now: Instant
  /** Scheduled sessions that have not ended, soonest first, at most `MOST_SESSIONS`; one more tells that there are more. */
  upcoming: readonly Session[]
  availability: Availability
  /** Whether the member set it, or sees the default. */
  availabilityIsSet: boolean
  /** The soonest time at which the member could be booked; null where there is none, or nothing new is taken. */
  nextSlot: Interval | null
}

export const MOST_SESSIONS = 5

export const requestsState = async (
  tx: Tx,
  member: MemberId,
  view: RequestsView,
  size: number,
): Promise<RequestsState> => {
  const [pending, received, sent] = await Promise.all([
    countPending(tx, member, MOST_COUNTED),
    receivedPage(tx, member, view.received.filter, view.received.from, size),
    sentPage(tx, member, view.sent.filter, view.sent.from, size),
  ])
  return { view, pending, received, sent }
}

/**
 * All of a Home, asked for together: one round trip, for nearly everybody looks at the beginning of their lists and
 * has time soon. Who turned a page, or is booked for weeks, costs another.
 * @param viewOf how the member looks at their lists, from what was kept of their last visit
 */
export const homeState = async (
  tx: Tx,
  member: MemberId,
  viewOf: (kept: string | null) => RequestsView | undefined,
  now: Instant,
): Promise<HomeState> => {
  const [kept, { availability, isSet }, atStart, upcoming, soon] = await Promise.all([
    findHomeState(tx, member),
    availabilityOf(tx, member),
    requestsState(tx, member, startOfRequests, PAGE_SIZE.home),
    upcomingSessions(tx, member, now, MOST_SESSIONS + 1),
    takenSoon(tx, member, now),
  ])
  const view = viewOf(kept)
  const [requests, nextSlot] = await Promise.all([
    view ? requestsState(tx, member, view, PAGE_SIZE.home) : atStart,
    availability.paused ? null : nextFreeSlot(tx, member, availability, now, soon),
  ])
  return { ...requests, member, now, upcoming, availability, availabilityIsSet: isSet, nextSlot }
}
