import type { MemberId, SessionId, WorkspaceId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import { REASON_LIMIT } from '../../domain/sessions/session.ts'
import { stopLooking } from '../../store/open-session-looks.ts'
import { everyoneToldOf, waitsOf } from '../../store/open-session-members.ts'
import { sessionsOfSeries, setEndedBecause } from '../../store/open-sessions.ts'
import { seatsOf } from '../../store/seats.ts'
import { markCancelled } from '../../store/sessions.ts'
import type { Act, ActTx } from '../act.ts'
import { announcementNotice, cardNotice, homeNotices, sessionNotice, sessionNotices } from '../notices.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { cardsShowing } from '../requests/accept.ts'
import { announceNext } from './announce-next.ts'
import { type Standing, standingOf } from './standing.ts'

export type CancellingOpen = {
  workspace: WorkspaceId
  actor: MemberId
  session: SessionId
  /** Every session of its series that has not begun, or only this one. */
  which: 'one' | 'all'
  /** Shown to all who have a seat or wait for one; null for none, at most REASON_LIMIT characters. */
  reason: string | null
}

/** `sessions`: those that were cancelled, soonest first. */
export type OpenCancelled = { outcome: 'cancelled' | 'unchanged'; sessions: readonly SessionId[] }

type Cancelled = {
  reason: string | null
  /** The mentor's account was deactivated. */
  onDeparture: boolean
  /** Why the app cancelled it in the mentor's name, if it did. */
  because: 'too_few' | 'released' | null
}

/** Cancels an open session, or all of its series that are still ahead. Every seat's time is free at once. */
export const cancelOpen = async (
  act: Act,
  { actor, session: id, which, reason }: CancellingOpen,
): Promise<OpenCancelled | Refusal> => {
  if ((reason ?? '').length > REASON_LIMIT) return refuse({ reason: 'reason_too_long', limit: REASON_LIMIT })
  return act({ openSession: id, members: [actor] }, async (tx): Promise<OpenCancelled | Refusal> => {
    const [, standing] = await Promise.all([tx.held, standingOf(tx, id)])
    if (!standing || standing.open.session.mentor !== actor) return refuse({ reason: 'not_found' })
    const { open } = standing
    if (which === 'one' && open.session.status === 'cancelled') return { outcome: 'unchanged', sessions: [] }
    if (which === 'one' && open.session.startsAt <= tx.now()) return refuse({ reason: 'begun' })
    const all = which === 'all' && open.series !== null ? await sessionsOfSeries(tx, open.series) : [open]
    const ahead = all.filter(
      ({ session: { status, startsAt } }) => status === 'scheduled' && startsAt > tx.now(),
    )
    const told: (readonly Notice[])[] = []
    // The last one first, so that none is announced that is cancelled next.
    for (const one of [...ahead].reverse()) {
      const [seats, waits] = await Promise.all([seatsOf(tx, one.session.id), waitsOf(tx, one.session.id)])
      const how = { reason, onDeparture: false, because: null }
      told.unshift(await markOpenCancelled(tx, { open: one, seats, waits }, how))
    }
    tx.tell(told.flat())
    return {
      outcome: ahead.length > 0 ? 'cancelled' : 'unchanged',
      sessions: ahead.map(({ session }) => session.id),
    }
  })
}

/** Cancels it in the mentor's name. @returns what tells the mentor and all who have a seat or wait for one */
export const markOpenCancelled = async (
  tx: ActTx,
  { open, seats, waits }: Omit<Standing, 'lookAt'>,
  { reason, onDeparture, because }: Cancelled,
): Promise<readonly Notice[]> => {
  const { id, mentor } = open.session
  const [cards, told] = await Promise.all([cardsShowing(tx, open.session), everyoneToldOf(tx, id)])
  await announceNext(tx, open)
  markCancelled(tx, id, { by: mentor, reason, at: tx.now(), onDeparture })
  if (because) setEndedBecause(tx, id, because)
  stopLooking(tx, id)
  const seated = seats.filter(({ heldUntil }) => heldUntil === null).map(({ member }) => member)
  const held = seats.filter(({ heldUntil }) => heldUntil !== null)
  const waiting = [...held, ...waits].map(({ member }) => member)
  const inIt = new Set([...seated, ...waiting])
  const others = told.filter((one) => !inIt.has(one))
  return [
    // A mentor who cancelled already knows: their message changes in place.
    ...(onDeparture ? [] : sessionNotices(id, mentor, because !== null)),
    ...seated.flatMap((member) => sessionNotices(id, member, true)),
    ...waiting.map((member) => sessionNotice(id, member, true)),
    // The cards of those who are not in it lose their buttons, and nobody is bothered.
    ...others.map((member) => sessionNotice(id, member, false)),
    ...announcementNotice(open, false),
    ...cards.map((request) => cardNotice(request)),
    ...homeNotices(...(onDeparture ? [] : [mentor]), ...seated, ...waiting, ...others),
  ]
}
