import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { isNewer } from '../../domain/member.ts'
import type { Notice } from '../../domain/notices.ts'
import type { Instant } from '../../domain/time/time.ts'
import { forgetAllDisconnected } from '../../store/disconnected-calendars.ts'
import { type Account, type KnownMember, lockMembers, meetMember, saveAccount } from '../../store/members.ts'
import { openRequestsAround } from '../../store/open-requests.ts'
import { openSessionsOutOf } from '../../store/open-session-members.ts'
import { hideReceivedBy } from '../../store/requests.ts'
import { cancelledAhead } from '../../store/sessions.ts'
import { type Lock, ownRows, type Tx } from '../../store/sql/tx.ts'
import { lockWorkspace, markUninstalled } from '../../store/workspaces.ts'
import type { ActTx, Change } from '../act.ts'
import { relistNamed } from '../directory/relist.ts'
import { cardNotice, homeNotices, sessionNotices } from '../notices.ts'
import { oneOfEachCard } from '../requests/accept.ts'
import { suggestionCards } from '../suggestions/cards.ts'
import { depart } from './depart.ts'

/** What Slack says about a member of the workspace. */
export type Learning = {
  workspace: WorkspaceId
  account: Account
  /** The moment that it describes. Null, if Slack does not say, counts as now. */
  seenAt: Instant | null
}

/** Every act that involves a member locks their row first, so against those this lock is enough. */
const rowOf =
  (member: MemberId): Lock<KnownMember | undefined> =>
  async (tx) =>
    (await lockMembers(tx, [member])).get(member)

/**
 * Keeps what an event says about a member, unless something newer is known. Nothing is kept about people whom the app
 * has never met.
 */
export const learn = (change: Change, { account, seenAt }: Learning): Promise<void> =>
  change(rowOf(account.id), (tx) => keep(tx, account, seenAt ?? tx.now()))

/** Keeps what Slack answered about somebody a member deals with, whether or not the app had met them. */
export const learnAnswer = (change: Change, account: Account, askedAt: Instant): Promise<void> =>
  change(
    async (tx) => {
      void meetMember(tx, account, askedAt).catch(() => {})
      return rowOf(account.id)(tx)
    },
    (tx) => keep(tx, account, askedAt),
  )

/**
 * A deactivated member leaves (spec 1-lifecycle, Members who leave); one who comes back finds what they had received,
 * but has to send again. When somebody becomes a guest or a stranger, or stops being one, the cards of their open
 * requests are redrawn, since it decides whether those can be accepted.
 */
const keep = async (tx: ActTx<KnownMember | undefined>, account: Account, seenAt: Instant): Promise<void> => {
  const known = await tx.held
  if (!known) return
  const isNews = isNewer({ updatedAt: account.updatedAt, seenAt }, known)
  saveAccount(tx, isNews ? account : known, Math.max(seenAt, known.seenAt))
  if (!isNews) return
  const comesOrGoes = known.isDeactivated !== account.isDeactivated
  if (comesOrGoes || known.name !== account.name || known.fullName !== account.fullName) {
    // If two members leave at once, both change the requests and sessions between them.
    await lockWorkspace(tx)
    await relistNamed(tx, account)
  }
  if (comesOrGoes) {
    tx.tell(await (account.isDeactivated ? depart : comeBack)(tx, account.id))
  }
  if (comesOrGoes || known.isGuest !== account.isGuest || known.isStranger !== account.isStranger) {
    tx.tell(await suggestionCards(tx, account.id))
  }
  // Admins may become organisers, and Home says so.
  if (known.isAdmin !== account.isAdmin) tx.tell(homeNotices(account.id))
  if (known.isGuest !== account.isGuest || known.isStranger !== account.isStranger) {
    tx.tell(await changeStanding(tx, account.id))
  }
}

const changeStanding = async (tx: Tx, member: MemberId): Promise<readonly Notice[]> => {
  const shown = oneOfEachCard(await openRequestsAround(tx, member))
  return [
    ...shown.map((request) => cardNotice(request)),
    ...homeNotices(...new Set(shown.map(({ receiver }) => receiver))),
  ]
}

/** They could not be told of what they lost when they left: their messages and calendars still show it. */
const comeBack = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const [senders, cancelled, out] = await Promise.all([
    hideReceivedBy(tx, member, null),
    cancelledAhead(tx, member, tx.now()),
    openSessionsOutOf(tx, member, tx.now()),
  ])
  return [
    ...[...cancelled, ...out].flatMap((session) => sessionNotices(session, member, false)),
    ...homeNotices(member, ...senders),
  ]
}

export type Uninstalling = {
  workspace: WorkspaceId
  /** When it happened, by Slack's clock; if before the installation, nothing changes. Null: now. */
  happenedAt: Instant | null
}

/**
 * The app was removed: nothing more is sent, and the data is deleted after the grace period.
 * @returns false if the removal is older than the installation, and so does not count
 */
export const uninstall = (change: Change, { happenedAt }: Uninstalling): Promise<boolean> =>
  change(ownRows, async (tx) => {
    const counts = await markUninstalled(tx, happenedAt ?? tx.now(), tx.now())
    if (counts) forgetAllDisconnected(tx)
    return counts
  })
