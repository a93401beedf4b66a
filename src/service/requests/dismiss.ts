import type { CardId, MemberId, RequestId, WorkspaceId } from '../../domain/ids.ts'
import { decide, type Request } from '../../domain/requests/request.ts'
import { openRequestsOfCard } from '../../store/open-requests.ts'
import { findRequest, latestRequestUpTo, markDismissed } from '../../store/requests.ts'
import type { Act } from '../act.ts'
import { cardNotice, homeNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'

/** One request, or a card's pending ones up to the highest number that the card showed when pressed. */
export type DismissalTarget = { request: RequestId } | { card: CardId; upTo: number }

export type Dismissal = { workspace: WorkspaceId; actor: MemberId; target: DismissalTarget }

export type Dismissed = { outcome: 'dismissed' | 'unchanged'; request: Request; count: number }

/**
 * Dismisses silently: nothing that the sender could see is written, sent or refreshed, not even their Home. A request
 * that arrived after the card was drawn stays pending (spec 1-lifecycle, Who learns what).
 */
export const dismiss = (act: Act, { actor, target }: Dismissal): Promise<Dismissed | Refusal> =>
  act({ between: target }, async (tx): Promise<Dismissed | Refusal> => {
    const [latest, shown] = await Promise.all([
      'request' in target ? findRequest(tx, target.request) : latestRequestUpTo(tx, target.card, target.upTo),
      'card' in target ? openRequestsOfCard(tx, target.card, target.upTo) : [],
      tx.held,
    ])
    if (!latest || latest.receiver !== actor) return refuse({ reason: 'not_found' })
    const candidates = 'request' in target ? [latest] : shown
    const changed = candidates.filter(
      (request) => decide(request, { type: 'dismiss' }, actor).outcome === 'changed',
    )
    if (changed.length === 0) {
      const decision = decide(candidates.at(-1) ?? latest, { type: 'dismiss' }, actor)
      return decision.outcome === 'refused' ? decision : { outcome: 'unchanged', request: latest, count: 0 }
    }
    markDismissed(
      tx,
      changed.map(({ id }) => id),
    )
    tx.tell([cardNotice(latest), ...homeNotices(actor)])
    return { outcome: 'dismissed', request: { ...latest, status: 'dismissed' }, count: changed.length }
  })
