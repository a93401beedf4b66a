import type { BookingSource } from '../service/booking-options.ts'
import { blockIds, bookingMetadata, slotChoice } from './ids.ts'
import { inputOf, type ModalState } from './payloads.ts'
import type { BookingDraft } from './views/booking-modal.ts'

/** The booking modal as it came back: what it was opened on, and what the member has chosen and typed. */
export type BookingForm = {
  metadata: NonNullable<ReturnType<typeof bookingMetadata.decode>>
  source: BookingSource
  draft: BookingDraft
}

const SECOND = 1_000

export const readBookingForm = (modal: ModalState): BookingForm | undefined => {
  const metadata = bookingMetadata.decode(modal.private_metadata)
  if (!metadata) return undefined
  const { member, actorIs, origin, moves, warned, slotsFrom, revision } = metadata
  const { dateTime } = inputOf(modal, blockIds.otherTime(revision))
  return {
    metadata,
    source: moves ? { session: moves.session } : origin ? { request: origin } : { member, actorIs },
    draft: {
      topic: inputOf(modal, blockIds.topic).text,
      slot: slotChoice.decode(inputOf(modal, blockIds.slot(revision)).option)?.startsAt ?? null,
      otherTime: dateTime === undefined ? null : dateTime * SECOND,
      slotsFrom,
      revision,
      warned,
    },
  }
}

/** What is kept when times are drawn anew: a choice that may be gone is not. */
export const withFreshSlots = (draft: BookingDraft): BookingDraft => ({
  ...draft,
  slot: null,
  otherTime: null,
  revision: draft.revision + 1,
})
