import type { MemberId } from '../../domain/ids.ts'
import type { ProgrammeChange } from '../../domain/programme/changes.ts'
import type { ProgrammeAct } from '../../domain/programme/organisers.ts'
import { recordChange } from '../../store/programme-changes.ts'
import { lockWorkspace } from '../../store/workspaces.ts'
import type { Act, MemberTx } from '../act.ts'
import type { Refusal } from '../outcome.ts'
import { type Permission, permission } from './permission.ts'

/** What an organiser does: behind the lock of the workspace, and with the record of it. */
export type OrganiserTx = MemberTx & {
  organisers: Permission['organisers']
  record(change: ProgrammeChange): void
}

/**
 * An act on the whole programme: one after another, and refused in the same way to all who may not, whatever it was about.
 * @param others whom it is about, besides the actor
 */
export const organise = <T>(
  act: Act,
  { actor, may, others = [] }: { actor: MemberId; may: ProgrammeAct; others?: readonly MemberId[] },
  work: (tx: OrganiserTx) => Promise<T | Refusal>,
): Promise<T | Refusal> =>
  act({ members: [actor, ...others] }, async (tx): Promise<T | Refusal> => {
    const [, , { refused, organisers }] = await Promise.all([
      tx.held,
      lockWorkspace(tx),
      permission(tx, actor, may),
    ])
    if (refused) return refused
    const record = (change: ProgrammeChange) => recordChange(tx, tx.nextId(), change, actor, tx.now())
    return work({ ...tx, organisers, record })
  })
