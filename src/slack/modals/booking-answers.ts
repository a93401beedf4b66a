import type { Instant } from '../../domain/time/time.ts'
import type { Signed, SlackParts } from '../reply.ts'
import type { Words } from '../text/words.ts'
import type { BookingDraft } from '../views/booking-draft.ts'
import type { BookingRemark } from '../views/booking-modal.ts'
import { sayModal } from '../views/modal.ts'
import { atItsLength, type BookingForm } from './booking-form.ts'
import { openBooking } from './open-booking.ts'
import type { SubmissionReply } from './submission.ts'

/** Replaces the modal with a sentence. */
export const instead = async (words: Words, title: string, text: string): SubmissionReply => ({
  ack: { response_action: 'update', view: sayModal(words, title, text) },
})

/**
 * The time to book: the chosen one, once the summary shows it. Until then the answer is that summary, so that no time is
 * booked before the member has seen it for both sides.
 */
export const timeOf = (
  parts: SlackParts,
  signed: Signed,
  form: BookingForm,
): { startsAt: Instant } | { answer: SubmissionReply } => {
  const { chosen, minutes } = form.draft
  if (chosen === null) return { answer: atTime(form, parts.words.noTimeChosen) }
  const { shown, shownMinutes } = form.metadata
  const isSameLength = minutes === null || minutes === shownMinutes
  if (chosen === shown && isSameLength) return { startsAt: chosen }
  const draft = isSameLength ? form.draft : atItsLength(form.draft)
  return { answer: again(parts, signed, form, draft, 'unshown') }
}

const atTime = async ({ timeBlock }: BookingForm, sentence: string): SubmissionReply => ({
  ack: { response_action: 'errors', errors: { [timeBlock]: sentence } },
})

/** The modal again, with the times free now, the typed and chosen values, and the fault. */
export const again = async (
  parts: SlackParts,
  signed: Signed,
  { metadata, source }: BookingForm,
  draft: BookingDraft,
  remark: BookingRemark,
): SubmissionReply => {
  const modal = await openBooking(parts, signed, source, draft, remark)
  const title = metadata.moves ? parts.words.modals.rescheduleTitle : parts.words.modals.bookTitle
  return 'refused' in modal
    ? instead(parts.words, title, modal.refused)
    : { ack: { response_action: 'update', view: modal.view } }
}
