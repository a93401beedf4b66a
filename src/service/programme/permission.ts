import type { MemberId } from '../../domain/ids.ts'
import { mayDo, type Place, type ProgrammeAct, placeOf } from '../../domain/programme/organisers.ts'
import { standingOf } from '../../store/organisers.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { type Refusal, refuse } from '../outcome.ts'

export type Permission = { place: Place; organisers: readonly MemberId[]; refused: Refusal | undefined }

/**
 * Whether the actor may do that. Ask it in the transaction of what it guards, behind the lock if that changes anything:
 * somebody who was removed a moment ago is refused. The refusal is the same whatever was asked for.
 */
export const permission = async (tx: Tx, actor: MemberId, act: ProgrammeAct): Promise<Permission> => {
  const { organisers, ...account } = await standingOf(tx, actor)
  const place = placeOf({ id: actor, ...account }, organisers)
  return { place, organisers, refused: mayDo(place, act) ? undefined : refuse({ reason: 'organisers_only' }) }
}
