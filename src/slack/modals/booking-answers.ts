import type { BookingForm } from '../booking-form.ts'
import { blockIds } from '../ids.ts'
import { openBooking } from '../open-booking.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { modalWords } from '../text/labels.ts'
import type { BookingDraft, BookingNotice } from '../views/booking-modal.ts'
import { sayModal } from '../views/modal.ts'
import type { SubmissionReply } from './modals.ts'

/** A sentence takes the modal's place. */
export const instead = async (title: string, text: string): SubmissionReply => ({
  ack: { response_action: 'update', view: sayModal(title, text) },
})

/** At the block that is there for sure: a mentor without free slots sees the picker alone. */
export const atTime = async (
  { metadata: { actorIs, revision } }: BookingForm,
  sentence: string,
): SubmissionReply => {
  const block = actorIs === 'mentor' ? blockIds.otherTime(revision) : blockIds.slot(revision)
  return { ack: { response_action: 'errors', errors: { [block]: sentence } } }
}

/** The modal again, with what is free now, what was typed, and what was wrong. */
export const again = async (
  parts: SlackParts,
  signed: Signed,
  { metadata, source }: BookingForm,
  draft: BookingDraft,
  notice: BookingNotice,
): SubmissionReply => {
  const modal = await openBooking(parts, signed, source, draft, notice)
  const title = metadata.moves ? modalWords.rescheduleTitle : modalWords.bookTitle
  return 'refused' in modal
    ? instead(title, modal.refused)
    : { ack: { response_action: 'update', view: modal.view } }
}
