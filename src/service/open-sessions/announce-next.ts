import type { OpenSession } from '../../domain/sessions/open-session.ts'
import { announcementOf, nextToAnnounce } from '../../store/announcements.ts'
import type { ActTx } from '../act.ts'
import { announcementNotice } from '../notices.ts'

/** A channel shows one session of a series at a time: once that has ended or was cancelled, the one after it. */
export const announceNext = async (
  tx: ActTx,
  { session, series, announcedIn }: OpenSession,
): Promise<void> => {
  if (series === null || announcedIn === null) return
  const [shown, next] = await Promise.all([
    announcementOf(tx, session.id),
    nextToAnnounce(tx, series, session, tx.now()),
  ])
  if (!shown?.message || !next) return
  tx.tell(announcementNotice({ session: { id: next, mentor: session.mentor }, announcedIn }, true))
}
