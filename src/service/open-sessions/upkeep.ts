import type { SessionId, WorkspaceId } from '../../domain/ids.ts'
import { endsBecause } from '../../domain/sessions/open-session-ends.ts'
import { lockBesideMentor } from '../../store/members.ts'
import { openSessionsDue } from '../../store/open-sessions.ts'
import { changeIn, type Parts } from '../act.ts'
import { announceNext } from './announce-next.ts'
import { markOpenCancelled } from './cancel-open.ts'
import { fill, keep } from './seats.ts'
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
        if (standing?.open.session.status !== 'scheduled') return
        const { open } = standing
        const isPast = (at: number | null) => at !== null && at <= now
        const filled = await fill(tx, standing)
        const because = endsBecause(open, filled.seats.length, now)
        if (because)
          return tx.tell(await markOpenCancelled(tx, filled, { reason: null, onDeparture: false, because }))
        if (open.session.endsAt <= now) await announceNext(tx, open)
        keep(tx, { ...filled, open: { ...open, countAt: isPast(open.countAt) ? null : open.countAt } })
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
      const looks = await Promise.allSettled(due.map((id) => seeTo(workspace, id)))
      // One that fails holds up no other, and is looked at again in the next pass.
      const failed = looks.find((look) => look.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}
