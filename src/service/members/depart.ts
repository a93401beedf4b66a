import type { MemberId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import { isOpen, otherOf } from '../../domain/sessions/session.ts'
import { sourcesOf } from '../../store/calendar-sources.ts'
import { upcomingSessions } from '../../store/reads/session-lists.ts'
import { hideReceivedBy, withdrawAllOf } from '../../store/requests.ts'
import { markCancelled } from '../../store/sessions.ts'
import type { ActTx } from '../act.ts'
import { disconnect } from '../calendars/disconnect.ts'
import { cardNotice, homeNotices, sessionNotices } from '../notices.ts'
import { leaveOpen, leaveWaits } from '../open-sessions/depart.ts'
import { cardsShowing } from '../requests/accept.ts'

/** More sessions than a member can have in the coming year. */
const EVERY = 40_000

/**
 * A member goes, from Slack or from this app: what they sent is withdrawn, what they received is hidden from its senders
 * alike, sessions ahead, seats and waits are given up, and nobody reads their calendars any more. Behind the lock of their
 * row and the workspace's.
 */
export const depart = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const now = tx.now()
  const withdrawn = await withdrawAllOf(tx, member, now)
  const senders = await hideReceivedBy(tx, member, now)
  const calendars = await sourcesOf(tx, member)
  await disconnect(
    tx,
    member,
    calendars.map(({ id }) => id),
  )
  return [
    ...(await leaveWaits(tx, member)),
    ...withdrawn.map((request) => cardNotice(request)),
    ...(await cancelAll(tx, member)),
    ...homeNotices(...new Set([...withdrawn.map(({ receiver }) => receiver), ...senders])),
  ]
}

/** Sessions that have begun stay as they are. For the rest, the other side is told. */
const cancelAll = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const now = tx.now()
  const notices: Notice[] = []
  const upcoming = await upcomingSessions(tx, member, now, EVERY)
  for (const session of upcoming) {
    if (session.startsAt <= now) continue
    if (isOpen(session)) {
      notices.push(...(await leaveOpen(tx, session.id, member)))
      continue
    }
    const other = otherOf(session, member)
    markCancelled(tx, session.id, { by: member, reason: null, at: now, onDeparture: true })
    notices.push(
      ...sessionNotices(session.id, other, true),
      ...(await cardsShowing(tx, session)).map((request) => cardNotice(request)),
      ...homeNotices(other),
    )
  }
  return notices
}
