import type { ListedAs } from '../../domain/directory/profile.ts'
import type { MemberId } from '../../domain/ids.ts'
import { findLooker, type Looker } from '../../store/reads/looker.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'

/** Listed as a mentor, and so may see who looks for one; of somebody who may take part. */
export const isListedMentor = ({ mentors, isPaused }: Looker): boolean => mentors && !isPaused

/** Refused to somebody who may not take part, or may not see who is listed so. */
export const lookerOf = async (
  tx: Tx,
  actor: MemberId,
  listedAs: ListedAs = 'mentor',
): Promise<Looker | Refusal> => {
  const looker = await findLooker(tx, actor)
  if (!looker) return refuse({ reason: 'unknown_member', member: actor })
  const unfit = refuseActor(looker, looker.settings)
  if (unfit) return unfit
  return listedAs === 'seeker' && !isListedMentor(looker) ? refuse({ reason: 'mentors_only' }) : looker
}
