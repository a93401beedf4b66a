import type { SessionId, WorkspaceId } from '../../domain/ids.ts'
import { endsBecause } from '../../domain/sessions/open-session-ends.ts'
import { lockBesideMentor } from '../../store/members.ts'
import { openSessionsDue, stopLooking } from '../../store/open-session-looks.ts'
import { changeIn, type Parts } from '../act.ts'
import { announcementNotice } from '../notices.ts'
import { announceNext } from './announce-next.ts'
import { markOpenCancelled } from './cancel-open.ts'
import { isSame, keepLook } from './keep.ts'
import { mentorsView, placeNotices } from './notices.ts'
import { fill } from './seats.ts'
import { standingOf } from './standing.ts'

/** Looked at in one pass; the next one follows within a minute. */
const MOST_AT_ONCE = 200

/** What happens to open sessions without anybody's press. */
export const openSessionsUpkeep = (parts: Parts) => {
  /** One session, behind its mentor's lock. What was read before is read again. */
  const seeTo = (workspace: WorkspaceId, id: SessionId): Promise<void> =>
    changeIn(parts, workspace)(
      (tx) => lockBesideMentor(tx, id, []),
      async (tx) => {
        const [, standing] = await Promise.all([tx.held, standingOf(tx, id)])
        const now = tx.now()
        if (!standing) return
        if (standing.open.session.status === 'cancelled') return stopLooking(tx, id)
        const { open } = standing
        const isPast = (at: number | null) => at !== null && at <= now
        const filled = await fill(tx, standing)
        // The seat that somebody is about to get counts for them, so it is too soon to say.
        const because = filled.isWaitedFor ? null : endsBecause(open, filled.seats.length, now)
        if (because)
          return tx.tell(await markOpenCancelled(tx, filled, { reason: null, onDeparture: false, because }))
        if (open.session.endsAt <= now) await announceNext(tx, open)
        const isCounted = isPast(open.countAt) && !filled.isWaitedFor
        const after = { ...filled, open: { ...open, countAt: isCounted ? null : open.countAt } }
        keepLook(tx, standing, after)
        if (!isSame(standing, filled)) tx.tell([...mentorsView(open), ...placeNotices(standing, filled)])
        else if (open.session.startsAt <= now) tx.tell(announcementNotice(open, false))
      },
    )
  return {
    /**
     * Offers on the seats that were held and not answered for, fills those that became free without an act of their
     * session, and cancels what nobody joined or too few did.
     */
    plan: async (workspace: WorkspaceId): Promise<void> => {
      const due = await parts.inWorkspace(workspace, (tx) =>
        openSessionsDue(tx, parts.clock.now(), MOST_AT_ONCE),
      )
      const failures: unknown[] = []
      // One after another, for clicks need connections too. One that fails holds up no other, and is looked at again.
      for (const id of due) await seeTo(workspace, id).catch((error: unknown) => failures.push(error))
      if (failures.length > 0) throw failures[0]
    },
  }
}
