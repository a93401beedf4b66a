import { orderKey } from '../../domain/notices.ts'
import type { OpenSession } from '../../domain/sessions/open-session.ts'
import { announcementOf, nextToAnnounce } from '../../store/announcements.ts'
import { isWaiting } from '../../store/deliveries.ts'
import type { ActTx } from '../act.ts'
import { announcementNotice } from '../notices.ts'

/**
 * A channel shows one session of a series at a time: once that has ended or was cancelled, the one after it. The one
 * before may still be on its way there, or was not taken; the channel may take the next.
 */
export const announceNext = async (
  tx: ActTx,
  { session, series, announcedIn }: OpenSession,
): Promise<void> => {
  if (series === null || announcedIn === null) return
  const [own] = announcementNotice({ session, announcedIn }, true)
  // In this order: what is no longer on its way has arrived.
  const [isBeingPosted, shown, next] = await Promise.all([
    own && isWaiting(tx, orderKey(own), ['post']),
    announcementOf(tx, session.id),
    nextToAnnounce(tx, series, session, tx.now()),
  ])
  const wasItsTurn = isBeingPosted || shown?.message || shown?.fault
  if (!wasItsTurn || !next) return
  tx.tell(announcementNotice({ session: { id: next, mentor: session.mentor }, announcedIn }, true))
}
