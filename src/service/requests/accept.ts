import type { AcceptedBy, RequestKind } from '../../domain/requests/request.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time/time.ts'
import { type OpenRequest, openBetweenAll } from '../../store/open-requests.ts'
import { acceptedBySession, markAccepted } from '../../store/requests.ts'
import type { LockedTx, Tx } from '../../store/sql/tx.ts'

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
 * cards say that a session is booked (rule 4). What two asked of each other in the opposite roles is unaffected.
 */
export const cardsShowing = async (
  tx: Tx,
  { id, mentor, mentees }: Pick<Session, 'id' | 'mentor' | 'mentees'>,
): Promise<readonly OpenRequest[]> => {
  const shown = await Promise.all([acceptedBySession(tx, id), openBetweenAll(tx, mentor, mentees)])
  return oneOfEachCard(shown.flat())
}

export const oneOfEachCard = (requests: readonly OpenRequest[]): readonly OpenRequest[] => [
  ...new Map(requests.map((request) => [request.card, request])).values(),
]
