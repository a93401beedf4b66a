import type { SessionId, WorkspaceId } from '../../domain/ids.ts'
import { endsBecause, isCountDue } from '../../domain/sessions/open-session-ends.ts'
import { lockBesideMentor } from '../../store/members.ts'
import { endWaits, isCounted, openSessionsDue, setCounted } from '../../store/open-sessions.ts'
import { ownRows } from '../../store/sql/tx.ts'
import { changeIn, type Parts } from '../act.ts'
import { markOpenCancelled } from './cancel-open.ts'
import { fill } from './seats.ts'
import { standingOf } from './standing.ts'

/** What happens to open sessions without anybody's press. */
export const openSessionsUpkeep = (parts: Parts) => {
  /** One session, behind its mentor's lock. What was read before is read again. */
  const seeTo = (workspace: WorkspaceId, id: SessionId): Promise<void> =>
    changeIn(parts, workspace)(
      (tx) => lockBesideMentor(tx, id, []),
      async (tx) => {
        const [, standing, counted] = await Promise.all([tx.held, standingOf(tx, id), isCounted(tx, id)])
        const now = tx.now()
        if (!standing || standing.open.session.status === 'cancelled') return
        const filled = await fill(tx, standing)
        const because = endsBecause(filled.open, filled.seats.length, counted, now)
        if (because) {
          tx.tell(await markOpenCancelled(tx, filled, { reason: null, onDeparture: false, because }))
        } else if (!counted && isCountDue(standing.open.session.startsAt, now)) setCounted(tx, id, now)
      },
    )
  return {
    /**
     * Offers on the seats that were held and not answered for, fills those that became free without an act of their
     * session, and cancels what nobody joined or too few did.
     */
    plan: async (workspace: WorkspaceId): Promise<void> => {
      const now = parts.clock.now()
      const due = await parts.inWorkspace(workspace, async (tx) => {
        await endWaits(tx.behind(ownRows), now)
        return openSessionsDue(tx, now)
      })
      for (const id of due) await seeTo(workspace, id)
    },
  }
}
