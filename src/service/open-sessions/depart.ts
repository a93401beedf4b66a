import type { MemberId, SessionId } from '../../domain/ids.ts'
import type { Notice } from '../../domain/notices.ts'
import { PLACES_NAMED } from '../../domain/sessions/standing.ts'
import { askForLook } from '../../store/open-session-looks.ts'
import { dropWaitsOf } from '../../store/open-session-members.ts'
import { leaveSeat } from '../../store/seats.ts'
import type { ActTx } from '../act.ts'
import { markOpenCancelled } from './cancel-open.ts'
import { mentorsView, waitNotices } from './notices.ts'
import { standingOf } from './standing.ts'

/**
 * A deactivated member gives up their seat, or their open session if they are its mentor. Only their own row is locked,
 * not the mentor's: a seat that goes without it is at worst still counted by an act under way, and so given
 * later, by the next look, never twice.
 */
export const leaveOpen = async (tx: ActTx, id: SessionId, member: MemberId): Promise<readonly Notice[]> => {
  const standing = await standingOf(tx, id)
  if (!standing) return []
  if (standing.open.session.mentor === member)
    return markOpenCancelled(tx, standing, { reason: null, onDeparture: true, because: null })
  leaveSeat(tx, id, member, { at: tx.now(), because: 'departed' })
  askForLook(tx, id, tx.now())
  return mentorsView(standing.open)
}

/** The same with their places on waitlists: those behind them move up. */
export const leaveWaits = async (tx: ActTx, member: MemberId): Promise<readonly Notice[]> => {
  const notices: Notice[] = []
  for (const id of await dropWaitsOf(tx, member)) {
    const standing = await standingOf(tx, id)
    if (standing?.open.session.status !== 'scheduled' || standing.open.session.startsAt <= tx.now()) continue
    notices.push(
      ...mentorsView(standing.open),
      ...standing.waits
        .slice(0, PLACES_NAMED)
        .flatMap((wait) => waitNotices(standing.open, wait.member, false)),
    )
  }
  return notices
}
