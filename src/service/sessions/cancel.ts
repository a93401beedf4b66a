import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { everyoneIn, REASON_LIMIT, type Session } from '../../domain/sessions/session.ts'
import { findSession, markCancelled } from '../../store/sessions.ts'
import type { Act } from '../act.ts'
import { cardNotice, homeNotices, sessionNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { cardsShowing } from '../requests/accept.ts'

export type Cancellation = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /** Shown to the other side; null for none, at most REASON_LIMIT characters. */
  reason: string | null
}

export type Cancelled = { outcome: 'cancelled' | 'unchanged'; session: Session }

/**
 * Cancels a session that has not begun, for either side, and frees its time at once. The requests that it accepted stay
 * accepted (spec 1-lifecycle, rule 6).
 */
export const cancel = async (act: Act, cancellation: Cancellation): Promise<Cancelled | Refusal> => {
  const { actor, session: id, reason } = cancellation
  if ((reason ?? '').length > REASON_LIMIT) return refuse({ reason: 'reason_too_long', limit: REASON_LIMIT })
  return act({ between: { session: id } }, async (tx): Promise<Cancelled | Refusal> => {
    const [sides, session] = await Promise.all([tx.held, findSession(tx, id)])
    if (!session || !sides.has(actor)) return refuse({ reason: 'not_found' })
    if (session.status === 'cancelled') return { outcome: 'unchanged', session }
    const now = tx.now()
    if (session.startsAt <= now) return refuse({ reason: 'begun' })

    const cards = await cardsShowing(tx, session)
    markCancelled(tx, id, { by: actor, reason, at: now, onDeparture: false })
    tx.tell([
      // The one who cancelled already knows: their message changes in place.
      ...everyoneIn(session).flatMap((to) => sessionNotices(id, to, to !== actor)),
      ...cards.map((request) => cardNotice(request)),
      ...homeNotices(...everyoneIn(session)),
    ])
    return {
      outcome: 'cancelled',
      session: {
        ...session,
        status: 'cancelled',
        sequence: session.sequence + 1,
        cancelledBy: actor,
        cancelReason: reason,
      },
    }
  })
}
