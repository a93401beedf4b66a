import type { ModalView } from '@slack/types'
import type { BookingSource } from '../../service/sessions/booking-options.ts'
import { limits } from '../limits.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { type BookingDraft, type BookingNotice, bookingModal, emptyDraft } from '../views/booking-modal.ts'
import { forgetSlot } from './booking-form.ts'

/** Leaves room for a chosen time from another page. */
const TIMES_A_PAGE = limits.options - 1

/**
 * The booking modal for a source, with the member's choice so far, or the sentence that says why not. A choice that is no
 * longer free is dropped, with the reason.
 */
export const openBooking = async (
  { services, words }: SlackParts,
  { workspace, actor }: Signed,
  source: BookingSource,
  draft: BookingDraft = emptyDraft,
  notice?: BookingNotice,
): Promise<{ view: ModalView } | { refused: string }> => {
  const times = { from: draft.slotsFrom, size: TIMES_A_PAGE, chosen: draft.slot }
  const options = await services.bookingOptions({ workspace, actor, source, times })
  if (options.outcome === 'refused') return { refused: words.refusalText(options) }
  const { chosen } = options
  if (chosen?.kind !== 'gone') return { view: bookingModal(words, options, draft, notice) }
  const why = notice === undefined || notice === 'unshown' ? chosen.reason : notice
  return { view: bookingModal(words, options, forgetSlot(draft), why) }
}
