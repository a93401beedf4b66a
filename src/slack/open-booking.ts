import type { ModalView } from '@slack/types'
import type { BookingSource } from '../service/booking-options.ts'
import type { Signed, SlackParts } from './reply.ts'
import { refusalText } from './text/outcomes.ts'
import { type BookingDraft, type BookingNotice, bookingModal, emptyDraft } from './views/booking-modal.ts'

/** The booking modal for a source, with what is known so far of the member's choice; or the sentence why not. */
export const openBooking = async (
  { services }: SlackParts,
  { workspace, actor }: Signed,
  source: BookingSource,
  draft: BookingDraft = emptyDraft,
  notice?: BookingNotice,
): Promise<{ view: ModalView } | { refused: string }> => {
  const options = await services.bookingOptions({ workspace, actor, source })
  if (options.outcome === 'refused') return { refused: refusalText(options) }
  return { view: bookingModal(options, draft, notice) }
}
