import type { MemberId, WorkspaceId } from '../domain/ids.ts'
import type { Notice } from '../domain/notice.ts'
import type { Instant } from '../domain/time.ts'
import { lockMembers, type Profile, saveProfile } from '../store/members.ts'
import { hideReceivedBy, withdrawAllOf } from '../store/requests.ts'
import { markCancelled, upcomingSessions } from '../store/sessions.ts'
import type { Tx } from '../store/transaction.ts'
import { lockWorkspace, markUninstalled } from '../store/workspaces.ts'
import { act, type Parts, tell } from './parts.ts'
import { cardNotice, cardsShowing, homeNotices, sessionNotices } from './settle.ts'

/**
 * Keeps what Slack says of a member. Who is deactivated leaves (spec 1-lifecycle, Members who leave); who comes back
 * finds what they had received, and has to send anew.
 */
export const learn =
  (parts: Parts) =>
  (workspace: WorkspaceId, profile: Profile): Promise<void> =>
    act(parts, workspace, async (tx) => {
      // Every act with a member locks that member's row first: against those no other lock is needed.
      const known = (await lockMembers(tx, [profile.id])).get(profile.id)
      saveProfile(tx, profile, parts.clock.now())
      if (!known || known.isDeactivated === profile.isDeactivated) return
      // Two who leave at once change the requests and sessions between them from both sides.
      await lockWorkspace(tx)
      tell(parts, tx, await (profile.isDeactivated ? leave : comeBack)(parts, tx, profile.id))
    })

const leave = async (parts: Parts, tx: Tx, member: MemberId): Promise<readonly Notice[]> => {
  const now = parts.clock.now()
  const withdrawn = await withdrawAllOf(tx, member, now)
  const senders = await hideReceivedBy(tx, member, now)
  return [
    ...withdrawn.map((request) => cardNotice(request)),
    ...(await cancelAll(parts, tx, member)),
    ...homeNotices(...new Set([...withdrawn.map(({ receiver }) => receiver), ...senders])),
  ]
}

/** Sessions that have begun are history; of the rest the other side is told. */
const cancelAll = async (parts: Parts, tx: Tx, member: MemberId): Promise<readonly Notice[]> => {
  const now = parts.clock.now()
  const notices: Notice[] = []
  for (const session of await upcomingSessions(tx, member, now, EVERY)) {
    if (session.startsAt <= now) continue
    const other = session.mentor === member ? session.mentee : session.mentor
    markCancelled(tx, session.id, { by: member, reason: null, at: now })
    notices.push(
      ...sessionNotices(session.id, other, true),
      ...(await cardsShowing(tx, session)).map((request) => cardNotice(request)),
      ...homeNotices(other),
    )
  }
  return notices
}

/** More sessions than one member can have ahead of them within a year. */
const EVERY = 40_000

const comeBack = async (_parts: Parts, tx: Tx, member: MemberId): Promise<readonly Notice[]> =>
  homeNotices(member, ...(await hideReceivedBy(tx, member, null)))

/**
 * The app was removed: nothing is sent any more, and the data goes when its grace period is over.
 * @param happenedAt when Slack says that it was; what is older than the installation changes nothing
 * @returns whether it counts
 */
export const uninstall =
  (parts: Parts) =>
  (workspace: WorkspaceId, happenedAt: Instant | null = null): Promise<boolean> =>
    act(parts, workspace, (tx) => {
      const now = parts.clock.now()
      return markUninstalled(tx, happenedAt ?? now, now)
    })
