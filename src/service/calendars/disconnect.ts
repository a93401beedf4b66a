import type { MemberId } from '../../domain/ids.ts'
import { MINUTE } from '../../domain/time/time.ts'
import { deleteSources } from '../../store/calendar-sources.ts'
import { keepDisconnected } from '../../store/disconnected-calendars.ts'
import type { ActTx } from '../act.ts'

/** For so long it is tried to take sessions out of a calendar that was disconnected; then its tokens go all the same. */
const TRIED_FOR = 15 * MINUTE

/**
 * Forgets these calendars of the member's, and what they said. Sessions ahead that were put into one are taken out of it,
 * through the outbox: nobody's calendar should show what no longer moves along.
 */
export const disconnect = async (tx: ActTx, member: MemberId, ids: readonly string[]): Promise<void> => {
  const now = tx.now()
  const toEmpty = await keepDisconnected(tx, member, ids, now)
  deleteSources(tx, member, ids)
  tx.tell(
    toEmpty.map((source) => ({ kind: 'disconnection', to: member, source, until: now + TRIED_FOR }) as const),
  )
}
