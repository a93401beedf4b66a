import type { MemberId, WorkspaceId } from '../../domain/ids.ts'
import { availabilityOf, saveAvailability } from '../../store/availabilities.ts'
import type { Act } from '../act.ts'
import { homeNotices } from '../notices.ts'
import type { Refusal } from '../outcome.ts'
import { suggestionCards } from '../suggestions/cards.ts'

export type Pausing = { workspace: WorkspaceId; actor: MemberId; paused: boolean }

/** `unchanged`: it already was. */
export type Paused = { outcome: 'changed' | 'unchanged'; paused: boolean }

/**
 * Pauses or resumes new requests and bookings, and leaves the hours as they are. Home is drawn again either way: if
 * nothing changed, the button that was pressed is out of date.
 */
export const pause = (act: Act, { actor, paused }: Pausing): Promise<Paused | Refusal> =>
  act({ members: [actor] }, async (tx): Promise<Paused> => {
    const [{ availability }, suggested] = await Promise.all([
      availabilityOf(tx, actor),
      suggestionCards(tx, actor),
      tx.held,
    ])
    tx.tell(homeNotices(actor))
    if (availability.paused === paused) return { outcome: 'unchanged', paused }
    saveAvailability(tx, actor, { ...availability, paused }, tx.now())
    tx.tell(suggested)
    return { outcome: 'changed', paused }
  })
