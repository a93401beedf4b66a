import type { MemberId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import type { OpenSession, Seat } from '../../domain/sessions/open-session.ts'
import { promotion } from '../../domain/sessions/promotion.ts'
import type { Instant } from '../../domain/time/time.ts'
import { lockIfIdle } from '../../store/members.ts'
import { openBetween } from '../../store/open-requests.ts'
import { dropWait, leaveSeat, markPassedOver, takeSeat } from '../../store/seats.ts'
import type { ActTx } from '../act.ts'
import { cardNotice, homeNotices, sessionNotice, sessionNotices } from '../notices.ts'
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

/** What the mentor sees when seats change hands. */
export const mentorsView = ({ session }: OpenSession): readonly Notice[] => [
  sessionNotice(session.id, session.mentor, false),
  ...homeNotices(session.mentor),
]

/** What a member sees who has a seat now, or no longer: a message, the calendar file, and Home. */
export const seatNotices = (
  { session }: OpenSession,
  member: MemberId,
  announce: boolean,
): readonly Notice[] => [...sessionNotices(session.id, member, announce), ...homeNotices(member)]

/** Takes back the seats that were held for members who did not answer in time, and tells them. */
const takeBack = (tx: ActTx, { open, seats }: Standing, now: Instant): readonly Seat[] => {
  const lapsed = seats.filter(({ heldUntil }) => heldUntil !== null && heldUntil <= now)
  for (const { member } of lapsed) {
    leaveSeat(tx, open.session.id, member, now)
    tx.tell([sessionNotice(open.session.id, member, true), ...homeNotices(member)])
  }
  return seats.filter((seat) => !lapsed.includes(seat))
}

/**
 * Gives each free seat to the first on the waitlist whom nothing hinders. Whoever has another session then keeps their
 * place and is told once.
 *
 * The caller holds the mentor's row, so nobody else gives these seats. The row of each member who comes up is locked as
 * well, since they might be leaving the workspace or booking something else, but without ever waiting for it: the
 * transaction holds locks out of the order of ids here, and one that does not wait cannot close a circle. Nor does
 * the constraint make it wait, since whoever writes a member's time holds that member's row. If somebody is
 * acting as that member, they stay first and the seat stays free for them: `sweep` looks again within a minute.
 *
 * @returns the seats as they are now
 */
export const fill = async (tx: ActTx, standing: Standing): Promise<Standing> => {
  const { open } = standing
  const { id, startsAt } = open.session
  const now = tx.now()
  const seats = [...takeBack(tx, standing, now)]
  const waits = [...standing.waits]
  let [gave, place] = [seats.length < standing.seats.length, 0]
  while (seats.length < open.seats && place < waits.length) {
    const [wait, got] = [waits[place], promotion(startsAt, now)]
    if (!wait || got.kind === 'none') break
    const member = await lockIfIdle(tx, wait.member)
    if (!member) break
    const heldUntil = got.kind === 'held' ? got.until : null
    const isFree = await takeSeat(tx, {
      ...{ session: id, member: wait.member, note: wait.note, heldUntil },
      busy: timeOfSeat(open.session),
    })
    if (isFree) {
      await dropWait(tx, id, wait.member)
      waits.splice(place, 1)
      seats.push({ member: wait.member, heldUntil })
      tx.tell(await promoted(tx, open, wait.member, heldUntil))
      gave = true
    } else {
      if (!wait.passedOver) {
        markPassedOver(tx, id, wait.member, now)
        tx.tell([sessionNotice(id, wait.member, true)])
      }
      waits[place] = { ...wait, passedOver: true }
      place += 1
    }
  }
  if (gave) tx.tell(mentorsView(open))
  return { open, seats, waits }
}

/** A held seat accepts nothing and is in no calendar until the member has said yes. */
const promoted = async (
  tx: ActTx,
  open: OpenSession,
  member: MemberId,
  heldUntil: Instant | null,
): Promise<readonly Notice[]> => {
  if (heldUntil !== null) return [sessionNotice(open.session.id, member, true), ...homeNotices(member)]
  const { notices } = await acceptBySeat(tx, open, member, 'offer')
  return [...seatNotices(open, member, true), ...notices]
}
