import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { isNewer } from '../../domain/member.ts'
import type { Notice } from '../../domain/notices.ts'
import type { Instant } from '../../domain/time/time.ts'
import { type KnownMember, lockMembers, meetMember, type Profile, saveProfile } from '../../store/members.ts'
import { openRequestsAround } from '../../store/open-requests.ts'
import { hideReceivedBy, withdrawAllOf } from '../../store/requests.ts'
import { cancelledAhead, markCancelled, upcomingSessions } from '../../store/sessions.ts'
import { type Lock, ownRows, type Tx } from '../../store/sql/transaction.ts'
import { lockWorkspace, markUninstalled } from '../../store/workspaces.ts'
import type { ActTx, Change } from '../act.ts'
import { cardNotice, cardsShowing, homeNotices, oneOfEachCard, sessionNotices } from '../requests/accept.ts'

/** What Slack says of a member of the workspace. */
export type Learning = {
  workspace: WorkspaceId
  profile: Profile
  /** The moment of which it speaks; now, where Slack does not say. */
  seenAt: Instant | null
}

/** Every act with a member locks that member's row first: against those no other lock is needed. */
const rowOf =
  (member: MemberId): Lock<KnownMember | undefined> =>
  async (tx) =>
    (await lockMembers(tx, [member])).get(member)

/**
 * Keeps what an event says of a member, unless something newer is known; of people whom the app never met it keeps
 * nothing.
 */
export const learn = (change: Change, { profile, seenAt }: Learning): Promise<void> =>
  change(rowOf(profile.id), (tx) => keep(tx, profile, seenAt ?? tx.now()))

/** Keeps what Slack answered about somebody with whom a member has to do, whether the app had met them or not. */
export const learnAnswer = (change: Change, profile: Profile, askedAt: Instant): Promise<void> =>
  change(
    async (tx) => {
      void meetMember(tx, profile, askedAt).catch(() => {})
      return rowOf(profile.id)(tx)
    },
    (tx) => keep(tx, profile, askedAt),
  )

/**
 * A deactivated member leaves (spec 1-lifecycle, Members who leave); one who comes back finds what they had received,
 * and has to send anew. Where somebody becomes a guest or a stranger, or no longer is one, the cards of their open
 * requests follow: whether those can be accepted depends on it.
 */
const keep = async (tx: ActTx<KnownMember | undefined>, profile: Profile, seenAt: Instant): Promise<void> => {
  const known = await tx.held
  if (!known) return
  const isNews = isNewer({ updatedAt: profile.updatedAt, seenAt }, known)
  saveProfile(tx, isNews ? profile : known, Math.max(seenAt, known.seenAt))
  if (!isNews) return
  if (known.isDeactivated !== profile.isDeactivated) {
    // Two who leave at once change the requests and sessions between them from both sides.
    await lockWorkspace(tx)
    tx.tell(await (profile.isDeactivated ? leave : comeBack)(tx, profile.id))
  }
  if (known.isGuest !== profile.isGuest || known.isStranger !== profile.isStranger) {
    tx.tell(await changeStanding(tx, profile.id))
  }
}

const changeStanding = async (tx: Tx, member: MemberId): Promise<readonly Notice[]> => {
  const shown = oneOfEachCard(await openRequestsAround(tx, member))
  return [
    ...shown.map((request) => cardNotice(request)),
    ...homeNotices(...new Set(shown.map(({ receiver }) => receiver))),
  ]
}

const leave = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const now = tx.now()
  const withdrawn = await withdrawAllOf(tx, member, now)
  const senders = await hideReceivedBy(tx, member, now)
  return [
    ...withdrawn.map((request) => cardNotice(request)),
    ...(await cancelAll(tx, member)),
    ...homeNotices(...new Set([...withdrawn.map(({ receiver }) => receiver), ...senders])),
  ]
}

/** Sessions that have begun are history; of the rest the other side is told. */
const cancelAll = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const now = tx.now()
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

/** What was cancelled as they left they could not be told then: their messages and calendars still have it. */
const comeBack = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const [senders, cancelled] = await Promise.all([
    hideReceivedBy(tx, member, null),
    cancelledAhead(tx, member, tx.now()),
  ])
  return [
    ...cancelled.flatMap((session) => sessionNotices(session, member, false)),
    ...homeNotices(member, ...senders),
  ]
}

export type Uninstalling = {
  workspace: WorkspaceId
  /** When Slack says that it was; what is older than the installation changes nothing. Null: now. */
  happenedAt: Instant | null
}

/**
 * The app was removed: nothing is sent any more, and the data goes when its grace period is over.
 * @returns whether it counts
 */
export const uninstall = (change: Change, { happenedAt }: Uninstalling): Promise<boolean> =>
  change(ownRows, (tx) => markUninstalled(tx, happenedAt ?? tx.now(), tx.now()))
