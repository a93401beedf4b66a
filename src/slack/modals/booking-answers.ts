import type { Instant } from '../../domain/time/time.ts'
import { blockIds } from '../ids.ts'
import type { Signed, SlackParts } from '../reply.ts'
import type { Words } from '../text/words.ts'
import type { BookingDraft, BookingNotice } from '../views/booking-modal.ts'
import { sayModal } from '../views/modal.ts'
import { type BookingForm, chosenTime } from './booking-form.ts'
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
  const startsAt = chosenTime(form.draft)
  if (startsAt === null) return { answer: atTime(form, parts.words.noTimeChosen) }
  if (startsAt === form.metadata.shown) return { startsAt }
  return { answer: again(parts, signed, form, form.draft, 'unshown') }
}

/** Names the block that is certain to exist: a mentor without free slots sees only the picker. */
const atTime = async (
  { metadata: { actorIs, revision, otherRevision } }: BookingForm,
  sentence: string,
): SubmissionReply => {
  const block = actorIs === 'mentor' ? blockIds.otherTime(otherRevision) : blockIds.slot(revision)
  return { ack: { response_action: 'errors', errors: { [block]: sentence } } }
}

/** The modal again, with the times free now, the typed and chosen values, and the fault. */
export const again = async (
  parts: SlackParts,
  signed: Signed,
  { metadata, source }: BookingForm,
  draft: BookingDraft,
  notice: BookingNotice,
): SubmissionReply => {
  const modal = await openBooking(parts, signed, source, draft, notice)
  const title = metadata.moves ? parts.words.modals.rescheduleTitle : parts.words.modals.bookTitle
  return 'refused' in modal
    ? instead(parts.words, title, modal.refused)
    : { ack: { response_action: 'update', view: modal.view } }
}
