import type { MemberId } from '../../domain/ids.ts'
import { barOf } from '../../domain/member.ts'
import type { Notice } from '../../domain/notices.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import type { OpenSession, Wait } from '../../domain/sessions/open-session.ts'
import { promotion } from '../../domain/sessions/promotion.ts'
import { findMembers, lockIfIdle } from '../../store/members.ts'
import { openBetween } from '../../store/open-requests.ts'
import { dropWait, markPassedOver } from '../../store/open-session-members.ts'
import { leaveSeat, takeSeat } from '../../store/seats.ts'
import { usableSuggestion } from '../../store/suggestions.ts'
import { workspaceSettings } from '../../store/workspaces.ts'
import type { ActTx } from '../act.ts'
import { cardNotice } from '../notices.ts'
import { acceptAll, oneOfEachCard } from '../requests/accept.ts'
import { useSuggestion } from '../suggestions/use.ts'
import { seatNotices, waitNotices } from './notices.ts'
import { type Standing, timeOfSeat } from './standing.ts'

export type Accepted = { kind: RequestKind; count: number } | null

/**
 * A seat is a booking. It accepts what the one who acts had received of the other: the mentor's offers if the member
 * takes it, the member's session requests if the mentor gives it (spec 8-open-sessions, rule 1). A suggestion that they
 * had received is used by it.
 * @returns what accepts it, once they have the seat: read beforehand, so that it is not waited for afterwards
 */
export const acceptanceBySeat = async (
  tx: ActTx,
  { session }: OpenSession,
  member: MemberId,
  kind: RequestKind,
): Promise<() => { accepted: Accepted; notices: readonly Notice[] }> => {
  const { id, mentor } = session
  const receiver = kind === 'offer' ? member : mentor
  const [between, suggestion] = await Promise.all([
    openBetween(tx, mentor, member),
    usableSuggestion(tx, { mentor, mentee: member, receiver }, tx.now()),
  ])
  const received = between.filter((request) => request.kind === kind)
  return () => {
    const accepted = acceptAll(tx, received, { session: id }, tx.now())
    const { notices } = useSuggestion(tx, suggestion, 'session', tx.now())
    const cards = oneOfEachCard(between).map((request) => cardNotice(request))
    return { accepted, notices: [...cards, ...notices] }
  }
}

/** Takes back the seats that were held for members who did not answer in time, and tells them. */
const takeBack = (tx: ActTx, standing: Standing): Standing => {
  const { open, seats } = standing
  const now = tx.now()
  const lapsed = seats.filter(({ heldUntil }) => heldUntil !== null && heldUntil <= now)
  for (const { member } of lapsed) {
    leaveSeat(tx, open.session.id, member, { at: now, because: 'lapsed' })
    // After the start, which the app slept through, it is no news.
    tx.tell(waitNotices(open, member, open.session.startsAt > now))
  }
  return { ...standing, seats: seats.filter((seat) => !lapsed.includes(seat)) }
}

/** `isWaitedFor`: the first on the waitlist could not be locked. The seat stays free for them. */
export type Filled = Standing & { isWaitedFor: boolean }

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
 * Nobody comes up while the mentor may not take part, as nobody can join then.
 *
 * @returns the seats and the waitlist as they are now, which the caller ends with `keep`
 */
export const fill = async (tx: ActTx, before: Standing): Promise<Filled> => {
  let standing = takeBack(tx, before)
  const { open } = standing
  const { mentor, startsAt, seats: offered } = open.session
  const got = promotion(startsAt, tx.now())
  const isFull = standing.seats.length >= offered.total
  const [first] = standing.waits
  if (isFull || !first || got.kind === 'none') return { ...standing, isWaitedFor: false }
  const [policy, mentors, firstMember] = await Promise.all([
    workspaceSettings(tx),
    findMembers(tx, [mentor]),
    lockIfIdle(tx, first.member),
  ])
  const itsMentor = mentors.get(mentor)
  const isOffered = itsMentor !== undefined && barOf(itsMentor, policy) === undefined
  const passed: Wait[] = []
  for (;;) {
    const { seats, waits } = standing
    const [wait, ...others] = waits
    if (!wait || !isOffered || seats.length >= offered.total)
      return { ...standing, waits: [...passed, ...waits], isWaitedFor: false }
    const member = wait === first ? firstMember : await lockIfIdle(tx, wait.member)
    if (!member) return { ...standing, waits: [...passed, ...waits], isWaitedFor: true }
    standing = { ...standing, waits: others }
    if (barOf(member, policy)) {
      dropWait(tx, open.session.id, wait.member)
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
    at: tx.now(),
  }
  const [isTaken, accept] = await Promise.all([
    takeSeat(tx, seat),
    heldUntil === null ? acceptanceBySeat(tx, open, member, 'offer') : null,
  ])
  if (!isTaken) {
    if (!passedOver) {
      markPassedOver(tx, id, member, tx.now())
      tx.tell(waitNotices(open, member, true))
    }
    return false
  }
  dropWait(tx, id, member)
  tx.tell(
    accept ? [...seatNotices(open, member, true), ...accept().notices] : waitNotices(open, member, true),
  )
  return true
}
