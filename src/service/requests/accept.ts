import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import type { AcceptedBy, Request, RequestKind } from '../../domain/requests/request.ts'
import type { Instant } from '../../domain/time/time.ts'
import { type OpenRequest, openBetween } from '../../store/open-requests.ts'
import { acceptedBySession, markAccepted } from '../../store/requests.ts'
import type { LockedTx, Tx } from '../../store/sql/transaction.ts'

/** Accepts every open request of the pair, pending and dismissed alike (spec 1-lifecycle, rule 3). */
export const acceptAll = (
  tx: LockedTx,
  open: readonly OpenRequest[],
  by: AcceptedBy,
  now: Instant,
): { kind: RequestKind; count: number } | null => {
  const [first] = open
  if (!first) return null
  markAccepted(
    tx,
    open.map(({ id }) => id),
    by,
    now,
  )
  return { kind: first.kind, count: open.length }
}

/**
 * One request from each card that mentions the session: those that it accepted, and open ones in the same roles, whose
 * cards say that a session is booked (rule 4). What the two asked of each other in the opposite roles is unaffected.
 */
export const cardsShowing = async (
  tx: Tx,
  { id, mentor, mentee }: { id: SessionId; mentor: MemberId; mentee: MemberId },
): Promise<readonly OpenRequest[]> => {
  const shown = await Promise.all([acceptedBySession(tx, id), openBetween(tx, mentor, mentee)])
  return oneOfEachCard(shown.flat())
}

export const oneOfEachCard = (requests: readonly OpenRequest[]): readonly OpenRequest[] => [
  ...new Map(requests.map((request) => [request.card, request])).values(),
]

/** Has the card of these requests show its new state; `announce` posts it again at the bottom of the DM. */
export const cardNotice = (
  request: Pick<Request, 'sender' | 'receiver' | 'kind' | 'card'>,
  announce = false,
): Notice => ({
  kind: 'card',
  to: request.receiver,
  from: request.sender,
  about: request.kind,
  card: request.card,
  announce,
})

export const sessionNotice = (session: SessionId, to: MemberId, announce: boolean): Notice => ({
  kind: 'session',
  to,
  session,
  announce,
})

/** The same, followed by that side's calendar file, for a session that is new, moved or cancelled. */
export const sessionNotices = (session: SessionId, to: MemberId, announce: boolean): readonly Notice[] => [
  sessionNotice(session, to, announce),
  { kind: 'calendar', to, session },
]

export const homeNotices = (...members: readonly MemberId[]): readonly Notice[] =>
  members.map((to) => ({ kind: 'home', to }))
