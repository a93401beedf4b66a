import { nextLook } from '../../domain/sessions/open-session-ends.ts'
import { setLooks } from '../../store/open-session-looks.ts'
import type { ActTx } from '../act.ts'
import { mentorsView, placeNotices } from './notices.ts'
import type { Filled } from './seats.ts'
import type { Standing } from './standing.ts'

const shown = ({ open: { session, countAt, releaseAt }, seats, waits }: Standing): string =>
  JSON.stringify([
    [session.seats.total, session.startsAt, session.endsAt, countAt, releaseAt],
    seats.map(({ member, heldUntil }) => [member, heldUntil]),
    waits.map(({ member, passedOver }) => [member, passedOver]),
  ])

/** Whether the mentor sees the same as before. */
export const isSame = (before: Standing, after: Standing): boolean => shown(before) === shown(after)

/** Keeps when the app has to look at it next: at once if the first on the waitlist could not be locked. */
export const keepLook = (tx: ActTx, before: Standing, { isWaitedFor = false, ...after }: Ended): void => {
  const { session, countAt, releaseAt } = after.open
  const lookAt = isWaitedFor ? tx.now() : nextLook(after.open, after, tx.now())
  const { open } = before
  if (lookAt === before.lookAt && countAt === open.countAt && releaseAt === open.releaseAt) return
  setLooks(tx, session.id, { countAt, releaseAt, lookAt, before: before.lookAt })
}

type Ended = Standing & Partial<Pick<Filled, 'isWaitedFor'>>

/**
 * Ends an act that may have changed who has a seat or waits for one: keeps when the app has to look at the session next,
 * and shows the mentor, the channel and those who wait what has changed. An act that changed nothing writes nothing.
 */
export const keep = (tx: ActTx, before: Standing, after: Ended): void => {
  if (isSame(before, after) && !after.isWaitedFor) return
  keepLook(tx, before, after)
  if (!isSame(before, after)) tx.tell([...mentorsView(after.open), ...placeNotices(before, after)])
}
