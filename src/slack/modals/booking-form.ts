import { type Instant, SECOND } from '../../domain/time/time.ts'
import type { BookingSource } from '../../service/sessions/booking-options.ts'
import { blockIds, bookingMetadata, slotChoice } from '../ids.ts'
import { inputOf, type ModalState } from '../payloads.ts'
import type { BookingDraft } from '../views/booking-modal.ts'

type Metadata = NonNullable<ReturnType<typeof bookingMetadata.decode>>

/** The booking modal as Slack returns it: what it was opened on, and what the member has chosen and typed. */
export type BookingForm = { metadata: Metadata; source: BookingSource; draft: BookingDraft }

/** The controls that choose a time: the list of free times, and the picker for any other. */
export type TimeControl = 'list' | 'picker'

/** @param last the control just used, if any */
export const readBookingForm = (modal: ModalState, last?: TimeControl): BookingForm | undefined => {
  const metadata = bookingMetadata.decode(modal.private_metadata)
  if (!metadata) return undefined
  const { member, actorIs, origin, moves, warned, slotsFrom, revision, otherRevision, replaces } = metadata
  const { dateTime } = inputOf(modal, blockIds.otherTime(otherRevision))
  const held: BookingDraft = {
    topic: inputOf(modal, blockIds.topic).text,
    slot: slotChoice.decode(inputOf(modal, blockIds.slot(revision)).option)?.startsAt ?? null,
    otherTime: dateTime === undefined ? null : dateTime * SECOND,
    slotsFrom,
    revision,
    otherRevision,
    warned,
    replaces,
  }
  return {
    metadata,
    source: moves ? { session: moves.session } : origin ? { request: origin } : { member, actorIs },
    draft: withLastChoice(held, metadata.shown, last),
  }
}

/**
 * The last choice counts, and the other control is cleared. If it is unknown which came last, it is the one the summary
 * does not show yet.
 */
const withLastChoice = (draft: BookingDraft, shown: Instant | null, last?: TimeControl): BookingDraft => {
  if (draft.slot === null || draft.otherTime === null) return draft
  const counts = last ?? (draft.otherTime === shown ? 'list' : 'picker')
  return counts === 'picker'
    ? forgetSlot(draft)
    : { ...draft, otherTime: null, otherRevision: draft.otherRevision + 1 }
}

export const forgetSlot = (draft: BookingDraft): BookingDraft => ({
  ...draft,
  slot: null,
  revision: draft.revision + 1,
})

/** The chosen time, if there is one. */
export const chosenTime = ({ slot, otherTime }: BookingDraft): Instant | null => otherTime ?? slot
