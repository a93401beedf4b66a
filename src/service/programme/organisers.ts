import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { barOf } from '../../domain/member.ts'
import { canGo, MOST_ORGANISERS } from '../../domain/programme/organisers.ts'
import * as store from '../../store/organisers.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act } from '../act.ts'
import { homeNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { organise } from './organising.ts'

type OfOrganiser = { workspace: WorkspaceId; actor: MemberId; member: MemberId }
type Changed = { outcome: 'changed' | 'unchanged' }

/**
 * Makes a member an organiser. Where nobody had been named and the actor organises as an admin, they are named as well:
 * else they would be none any more.
 */
export const nameOrganiser = (act: Act, { actor, member }: OfOrganiser): Promise<Changed | Refusal> => {
  const may = member === actor ? 'nameSelf' : 'nameOrganiser'
  return organise(act, { actor, may, others: [member] }, async (tx): Promise<Changed | Refusal> => {
    const [held, policy] = await Promise.all([tx.held, workspaceSettings(tx)])
    const named = held.get(member)
    if (!named) return tx.unmet(member)
    if (named.isBot) return refuse({ reason: 'bot', member })
    const bar = barOf(named, policy)
    if (bar) return refuse({ reason: bar, member })
    const { organisers } = tx
    const added = [...new Set([member, ...(organisers.length === 0 ? [actor] : [])])].filter(
      (one) => !organisers.includes(one),
    )
    if (added.length === 0) return { outcome: 'unchanged' }
    if (organisers.length + added.length > MOST_ORGANISERS)
      return refuse({ reason: 'too_many_organisers', limit: MOST_ORGANISERS })
    for (const one of added) {
      store.nameOrganiser(tx, one, tx.now())
      tx.record({ kind: 'named', member: one })
    }
    tx.tell(homeNotices(...added))
    return { outcome: 'changed' }
  })
}

/** Somebody removed can do nothing more at once, also in a form that is open. */
export const removeOrganiser = (act: Act, { actor, member }: OfOrganiser): Promise<Changed | Refusal> =>
  organise(act, { actor, may: 'removeOrganiser' }, async (tx): Promise<Changed | Refusal> => {
    if (!tx.organisers.includes(member)) return { outcome: 'unchanged' }
    if (!canGo(tx.organisers)) return refuse({ reason: 'last_organiser' })
    store.removeOrganiser(tx, member)
    tx.record({ kind: 'removed', member })
    tx.tell(homeNotices(member))
    return { outcome: 'changed' }
  })
