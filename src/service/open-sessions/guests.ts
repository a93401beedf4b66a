import type { MemberId } from '../../domain/ids.ts'
import { partnerRefusal, type WorkspacePolicy } from '../../domain/member.ts'
import type { MemberTx } from '../act.ts'
import { type Refusal, refuse } from '../outcome.ts'

/** Why one of them cannot be invited, or not by this mentor. */
export const unfitGuest = async (
  tx: MemberTx,
  mentor: MemberId,
  guests: readonly MemberId[],
  policy: WorkspacePolicy,
): Promise<Refusal | undefined> => {
  const held = await tx.held
  for (const id of guests) {
    const guest = held.get(id)
    if (!guest) return tx.unmet(id)
    const reason = partnerRefusal(mentor, guest, policy, 'answer')
    if (reason) return refuse({ reason, member: id })
  }
  return undefined
}
