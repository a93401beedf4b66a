import type { CardId, MemberId, RequestId, WorkspaceId } from '../domain/ids.ts'
import { decide, type Request } from '../domain/request.ts'
import { lockMembers } from '../store/members.ts'
import { findRequest, latestRequestOfCard, markDismissed, openRequestsOfCard } from '../store/requests.ts'
import type { Tx } from '../store/transaction.ts'
import { type Refusal, refuse } from './outcome.ts'
import { act, type Parts, tell } from './parts.ts'
import { cardNotice, homeNotices } from './settle.ts'

/** One request, or a card's pending ones up to the highest number that the card showed when it was pressed. */
export type DismissalTarget = { request: RequestId } | { card: CardId; upTo: number }

export type Dismissal = { workspace: WorkspaceId; actor: MemberId; target: DismissalTarget }

export type Dismissed = { outcome: 'dismissed' | 'unchanged'; request: Request; count: number }

/**
 * Dismisses silently: nothing is written, sent or refreshed that the sender could see, their Home included. A request
 * that arrived after the card was drawn stays pending (spec 1-lifecycle, Who learns what).
 */
export const dismiss =
  (parts: Parts) =>
  (dismissal: Dismissal): Promise<Dismissed | Refusal> =>
    act(parts, dismissal.workspace, (tx) => dismissIn(parts, tx, dismissal))

const dismissIn = async (
  parts: Parts,
  tx: Tx,
  { actor, target }: Dismissal,
): Promise<Dismissed | Refusal> => {
  const named = await latestNamed(tx, target)
  if (!named || named.receiver !== actor) return refuse({ reason: 'not_found' })
  await lockMembers(tx, [named.sender, named.receiver])

  const latest = await latestNamed(tx, target)
  if (!latest) return refuse({ reason: 'not_found' })
  const candidates = 'request' in target ? [latest] : await shownBy(tx, target)
  const changed = candidates.filter(
    (request) => decide(request, { type: 'dismiss' }, actor).outcome === 'changed',
  )
  if (changed.length === 0) {
    const decision = decide(candidates.at(-1) ?? latest, { type: 'dismiss' }, actor)
    return decision.outcome === 'refused' ? decision : { outcome: 'unchanged', request: latest, count: 0 }
  }
  await markDismissed(
    tx,
    changed.map(({ id }) => id),
  )
  await tell(parts, tx, [cardNotice(latest), ...homeNotices(actor)])
  return { outcome: 'dismissed', request: { ...latest, status: 'dismissed' }, count: changed.length }
}

const latestNamed = (tx: Tx, target: DismissalTarget): Promise<Request | undefined> =>
  'request' in target ? findRequest(tx, target.request) : latestRequestOfCard(tx, target.card, target.upTo)

const shownBy = async (tx: Tx, target: { card: CardId; upTo: number }): Promise<readonly Request[]> =>
  (await openRequestsOfCard(tx, target.card)).filter(({ number }) => number <= target.upTo)
