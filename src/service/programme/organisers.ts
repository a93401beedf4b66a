import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { barOf } from '../../domain/member.ts'
import { canGo, MOST_ORGANISERS } from '../../domain/programme/organisers.ts'
import * as store from '../../store/organisers.ts'
import { recordChange } from '../../store/programme-changes.ts'
import { lockWorkspace, workspaceSettings } from '../../store/workspaces.ts'
import type { Act, ActTx } from '../act.ts'
import { homeNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { permission } from './permission.ts'

type OfOrganiser = { workspace: WorkspaceId; actor: MemberId; member: MemberId }
type Changed = { outcome: 'changed' | 'unchanged' }

/**
 * Makes a member an organiser. Where nobody had been named and the actor organises as an admin, they are named as well:
 * else they would be none any more.
 */
export const nameOrganiser = (act: Act, { actor, member }: OfOrganiser): Promise<Changed | Refusal> =>
  act({ members: [actor, member] }, async (tx): Promise<Changed | Refusal> => {
    const [held, , { refused, organisers }, policy] = await Promise.all([
      tx.held,
      lockWorkspace(tx),
      permission(tx, actor, member === actor ? 'nameSelf' : 'nameOrganiser'),
      workspaceSettings(tx),
    ])
    if (refused) return refused
    const named = held.get(member)
    if (!named) return tx.unmet(member)
    if (named.isBot) return refuse({ reason: 'bot', member })
    const bar = barOf(named, policy)
    if (bar) return refuse({ reason: bar, member })
    const added = [member, ...(organisers.length === 0 ? [actor] : [])].filter(
      (one, at, all) => all.indexOf(one) === at && !organisers.includes(one),
    )
    if (added.length === 0) return { outcome: 'unchanged' }
    if (organisers.length + added.length > MOST_ORGANISERS)
      return refuse({ reason: 'too_many_organisers', limit: MOST_ORGANISERS })
    for (const one of added) {
      store.nameOrganiser(tx, one, tx.now())
      record(tx, actor, { kind: 'named', member: one })
    }
    tx.tell(homeNotices(...added))
    return { outcome: 'changed' }
  })

/** Somebody removed can do nothing more at once, also in a form that is open. */
export const removeOrganiser = (act: Act, { actor, member }: OfOrganiser): Promise<Changed | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<Changed | Refusal> => {
    const [, , { refused, organisers }] = await Promise.all([
      tx.held,
      lockWorkspace(tx),
      permission(tx, actor, 'removeOrganiser'),
    ])
    if (refused) return refused
    if (!organisers.includes(member)) return { outcome: 'unchanged' }
    if (!canGo(organisers)) return refuse({ reason: 'last_organiser' })
    store.removeOrganiser(tx, member)
    record(tx, actor, { kind: 'removed', member })
    tx.tell(homeNotices(member))
    return { outcome: 'changed' }
  })

const record = (tx: ActTx, by: MemberId, change: Parameters<typeof recordChange>[2]): void =>
  recordChange(tx, tx.nextId(), change, by, tx.now())
