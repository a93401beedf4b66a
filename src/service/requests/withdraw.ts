import type { MemberId, RequestId, WorkspaceId } from '../../domain/ids.ts'
import { decide, forSender, type RequestForSender } from '../../domain/requests/request.ts'
import { findRequest, markWithdrawn } from '../../store/requests.ts'
import type { Act } from '../act.ts'
import { cardNotice, homeNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'

export type Withdrawal = { workspace: WorkspaceId; actor: MemberId; request: RequestId }

export type Withdrawn = { outcome: 'withdrawn' | 'unchanged'; request: RequestForSender }

/** Takes a request back for its sender, dismissed or not: to the sender both look and end the same. */
export const withdraw = (act: Act, { actor, request: id }: Withdrawal): Promise<Withdrawn | Refusal> =>
  act({ between: { request: id } }, async (tx): Promise<Withdrawn | Refusal> => {
    const [request] = await Promise.all([findRequest(tx, id), tx.held])
    if (!request) return refuse({ reason: 'not_found' })
    const decision = decide(request, { type: 'withdraw' }, actor)
    if (decision.outcome === 'refused') return decision
    if (decision.outcome === 'unchanged') return { outcome: 'unchanged', request: forSender(request) }

    const now = tx.now()
    markWithdrawn(tx, id, now)
    tx.tell([cardNotice(request), ...homeNotices(request.sender, request.receiver)])
    return { outcome: 'withdrawn', request: forSender({ ...request, withdrawnAt: now }) }
  })
