import type { MemberId, RequestId, WorkspaceId } from '../../domain/ids.ts'
import { decide, forSender, type RequestForSender } from '../../domain/requests/request.ts'
import { lockSides } from '../../store/members.ts'
import { findRequest, markWithdrawn } from '../../store/requests.ts'
import type { Tx } from '../../store/sql/transaction.ts'
import { act, type Parts, tell } from '../act.ts'
import { type Refusal, refuse, refuseGone } from '../outcome.ts'
import { cardNotice, homeNotices } from './accept.ts'

export type Withdrawal = { workspace: WorkspaceId; actor: MemberId; request: RequestId }

export type Withdrawn = { outcome: 'withdrawn' | 'unchanged'; request: RequestForSender }

/** The sender takes a request back, whether it was dismissed or not: the two look and end the same to them. */
export const withdraw =
  (parts: Parts) =>
  (withdrawal: Withdrawal): Promise<Withdrawn | Refusal> =>
    act(parts, withdrawal.workspace, (tx) => withdrawIn(parts, tx, withdrawal))

const withdrawIn = async (
  parts: Parts,
  tx: Tx,
  { actor, request: id }: Withdrawal,
): Promise<Withdrawn | Refusal> => {
  const [sides, request] = await Promise.all([lockSides(tx, { request: id }, actor), findRequest(tx, id)])
  if (!request) return refuse({ reason: 'not_found' })
  const gone = refuseGone(sides.get(actor))
  if (gone) return gone
  const decision = decide(request, { type: 'withdraw' }, actor)
  if (decision.outcome === 'refused') return decision
  if (decision.outcome === 'unchanged') return { outcome: 'unchanged', request: forSender(request) }

  const now = parts.clock.now()
  markWithdrawn(tx, id, now)
  tell(parts, tx, [cardNotice(request), ...homeNotices(request.sender, request.receiver)])
  return { outcome: 'withdrawn', request: forSender({ ...request, withdrawnAt: now }) }
}
