import type { MemberId } from '../../domain/ids.ts'
import { barOf } from '../../domain/member.ts'
import type { Notice } from '../../domain/notices.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import type { OpenSession, Wait } from '../../domain/sessions/open-session.ts'
import { nextLook } from '../../domain/sessions/open-session-ends.ts'
import { promotion } from '../../domain/sessions/promotion.ts'
import { lockIfIdle } from '../../store/members.ts'
import { openBetween } from '../../store/open-requests.ts'
import { dropWait, markPassedOver } from '../../store/open-session-members.ts'
import { setLooks } from '../../store/open-sessions.ts'
import { leaveSeat, takeSeat } from '../../store/seats.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { ActTx } from '../act.ts'
import { announcementNotice, cardNotice, homeNotices, sessionNotice, sessionNotices } from '../notices.ts'
import { acceptAll, oneOfEachCard } from '../requests/accept.ts'
import { type Standing, timeOfSeat } from './standing.ts'

export type Accepted = { kind: RequestKind; count: number } | null

/**
 * A seat is a booking. It accepts what the one who acts had received of the other: the mentor's offers if the member
 * takes it, the member's session requests if the mentor gives it (spec 8-open-sessions, rule 1).
 */
export const acceptBySeat = async (
  tx: ActTx,
  { session }: OpenSession,
  member: MemberId,
  kind: RequestKind,
): Promise<{ accepted: Accepted; notices: readonly Notice[] }> => {
  const between = await openBetween(tx, session.mentor, member)
  const received = between.filter((request) => request.kind === kind)
  const accepted = acceptAll(tx, received, { session: session.id }, tx.now())
  return { accepted, notices: oneOfEachCard(between).map((request) => cardNotice(request)) }
}

/** What the mentor and the channel see when seats change hands. */
export const mentorsView = (open: OpenSession): readonly Notice[] => [
  sessionNotice(open.session.id, open.session.mentor, false),
  ...homeNotices(open.session.mentor),
  ...announcementNotice(open, false),
]

/** What a member sees who has a seat now, or no longer: a message, the calendar file, and Home. */
export const seatNotices = (
  { session }: OpenSession,
  member: MemberId,
  announce: boolean,
): readonly Notice[] => [...sessionNotices(session.id, member, announce), ...homeNotices(member)]

/** The same for a place on the waitlist, or a seat that is only held: neither is in a calendar. */
export const waitNotices = (
  { session }: OpenSession,
  member: MemberId,
  announce: boolean,
): readonly Notice[] => [sessionNotice(session.id, member, announce), ...homeNotices(member)]

/** Takes back the seats that were held for members who did not answer in time, and tells them. */
const takeBack = (tx: ActTx, standing: Standing): Standing => {
  const { open, seats } = standing
  const now = tx.now()
  const lapsed = seats.filter(({ heldUntil }) => heldUntil !== null && heldUntil <= now)
  for (const { member } of lapsed) {
    leaveSeat(tx, open.session.id, member, { at: now, because: 'lapsed' })
    tx.tell(waitNotices(open, member, true))
  }
  return { ...standing, seats: seats.filter((seat) => !lapsed.includes(seat)) }
}

/**
 * Gives each free seat to the first on the waitlist whom nothing hinders. Who has another session then keeps their
 * place and is told once.
 *
 * The caller holds the mentor's row, so nobody else gives these seats. The row of each member who comes up is locked as
 * well, since they might be leaving the workspace or booking something else, but without ever waiting for it: the
 * transaction holds locks out of the order of ids here, and one that does not wait cannot close a circle. Nor does
 * the constraint make it wait, since an act that writes a member's time holds that member's row. If somebody is acting
 * as that member, they stay first and the seat stays free for them: the planner looks again within a minute.
 *
 * @returns the seats and the waitlist as they are now, which the caller ends with `keep`
 */
export const fill = async (tx: ActTx, before: Standing): Promise<Standing & { isWaitedFor: boolean }> => {
  let standing = takeBack(tx, before)
  const now = tx.now()
  const passed: Wait[] = []
  const policy = standing.waits.length > 0 ? await workspaceSettings(tx) : undefined
  for (;;) {
    const { open, seats, waits } = standing
    const [wait, ...others] = waits
    const got = promotion(open.session.startsAt, now)
    const isOver = !wait || !policy || seats.length >= open.session.seats.total || got.kind === 'none'
    if (isOver) return { ...standing, waits: [...passed, ...waits], isWaitedFor: false }
    const member = await lockIfIdle(tx, wait.member)
    if (!member) return { ...standing, waits: [...passed, ...waits], isWaitedFor: true }
    standing = { ...standing, waits: others }
    if (barOf(member, policy)) {
      await dropWait(tx, open.session.id, wait.member)
      tx.tell(waitNotices(open, wait.member, false))
      continue
    }
    const heldUntil = got.kind === 'held' ? got.until : null
    if (await promote(tx, open, wait, heldUntil)) {
      standing = { ...standing, seats: [...seats, { member: wait.member, heldUntil }] }
    } else passed.push({ ...wait, passedOver: true })
  }
}

/** A held seat accepts nothing and is in no calendar until the member has said yes. @returns whether they got it */
const promote = async (
  tx: ActTx,
  open: OpenSession,
  { member, note, passedOver }: Wait,
  heldUntil: number | null,
): Promise<boolean> => {
  const { id } = open.session
  const seat = {
    session: id,
    member,
    note,
    heldUntil,
    busy: timeOfSeat(open.session),
    by: 'promoted' as const,
  }
  if (!(await takeSeat(tx, seat))) {
    if (!passedOver) {
      markPassedOver(tx, id, member, tx.now())
      tx.tell([sessionNotice(id, member, true)])
    }
    return false
  }
  await dropWait(tx, id, member)
  if (heldUntil !== null) tx.tell(waitNotices(open, member, true))
  else {
    const { notices } = await acceptBySeat(tx, open, member, 'offer')
    tx.tell([...seatNotices(open, member, true), ...notices])
  }
  return true
}

/**
 * Ends an act that changed who has a seat or waits for one: keeps when the app has to look at the session next, and shows
 * the mentor and the channel what is left. `isWaitedFor`: somebody who comes up could not be locked, so that look is due
 * at once.
 */
export const keep = (
  tx: ActTx,
  { isWaitedFor = false, ...standing }: Standing & { isWaitedFor?: boolean },
): void => {
  const { open } = standing
  const { countAt, releaseAt } = open
  const lookAt = isWaitedFor ? tx.now() : nextLook(open, standing, tx.now())
  setLooks(tx, open.session.id, { countAt, releaseAt, lookAt })
  tx.tell(mentorsView(open))
}
