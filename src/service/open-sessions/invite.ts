import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import { OPEN_SESSION_LIMITS } from '../../domain/sessions/open-session.ts'
import {
  invitationOf,
  invitedTo,
  invite as saveInvited,
  setPutAside,
} from '../../store/open-session-members.ts'
import { findOpenSession } from '../../store/open-sessions.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { Act } from '../act.ts'
import { type Refusal, refuse, refuseActor } from '../outcome.ts'
import { unfitGuest } from './guests.ts'
import { waitNotices } from './notices.ts'
import { ownAhead, standingOf } from './standing.ts'

export type Inviting = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  members: readonly MemberId[]
}

/** `invited`: those who get a card now. Who has a seat, waits for one or was invited before gets none. */
export type Invited = { outcome: 'invited' | 'unchanged'; invited: readonly MemberId[] }

/** The mentor invites members to an open session: all of them, or none if one of them may not take part. */
export const invite = (act: Act, { actor, session: id, members }: Inviting): Promise<Invited | Refusal> =>
  act({ openSession: id, members: [actor, ...members] }, async (tx): Promise<Invited | Refusal> => {
    const [held, found, before, policy] = await Promise.all([
      tx.held,
      standingOf(tx, id),
      invitedTo(tx, id),
      workspaceSettings(tx),
    ])
    const own = ownAhead(found, actor, tx.now())
    if ('outcome' in own) return own
    const unfit = refuseActor(held.get(actor), policy) ?? (await unfitGuest(tx, actor, members, policy))
    if (unfit) return unfit
    const isIn = new Set([...own.seats, ...own.waits].map(({ member }) => member))
    const invited = [...new Set(members)].filter((one) => !isIn.has(one) && !before.includes(one))
    const limit = OPEN_SESSION_LIMITS.invited
    if (before.length + invited.length > limit) return refuse({ reason: 'too_many_invited', limit })
    if (invited.length === 0) return { outcome: 'unchanged', invited }
    saveInvited(tx, id, invited, tx.now())
    tx.tell(invited.flatMap((to) => waitNotices(own.open, to, true)))
    return { outcome: 'invited', invited }
  })

export type PuttingInvitationAside = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /** False takes it up again. */
  aside: boolean
}

export type InvitationPutAside = { outcome: 'put_aside' | 'taken_up' | 'unchanged' }

/**
 * Puts an invitation aside, or takes it up again. Only the member's own card and Home change: the mentor is not told,
 * and nothing that others see depends on it.
 */
export const putInvitationAside = (
  act: Act,
  { actor, session: id, aside }: PuttingInvitationAside,
): Promise<InvitationPutAside | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<InvitationPutAside | Refusal> => {
    const [, open, invitation] = await Promise.all([
      tx.held,
      findOpenSession(tx, id),
      invitationOf(tx, id, actor),
    ])
    if (!open || !invitation) return refuse({ reason: 'not_found' })
    if (invitation.isPutAside === aside) return { outcome: 'unchanged' }
    setPutAside(tx, id, actor, aside ? tx.now() : null)
    tx.tell(waitNotices(open, actor, false))
    return { outcome: aside ? 'put_aside' : 'taken_up' }
  })
