import { intent } from '../../domain/ids.ts'
import { type BookingForm, readBookingForm, withFreshSlots } from '../booking-form.ts'
import { blockIds } from '../ids.ts'
import { openBooking } from '../open-booking.ts'
import type { Signed, SlackParts } from '../reply.ts'
import { modalWords } from '../text/labels.ts'
import { bookedText, noTimeChosen, refusalText } from '../text/outcomes.ts'
import type { BookingDraft, BookingNotice } from '../views/booking-modal.ts'
import { sayModal } from '../views/modal.ts'
import type { Submission, SubmissionReply } from './modals.ts'

/** Books and accepts. Whoever loses a race keeps what they typed and gets the slots that are free now. */
export const submitBooking = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { workspace, actor, modal } = submission
  const form = readBookingForm(modal)
  if (!form) return instead(refusalText({ outcome: 'refused', reason: 'not_found' }))
  const startsAt = form.draft.otherTime ?? form.draft.slot ?? null
  if (startsAt === null) return atTime(form, noTimeChosen)

  const { member, actorIs, origin, warned } = form.metadata
  const [mentor, mentee] = actorIs === 'mentor' ? [actor, member] : [member, actor]
  const booked = await parts.services.book({
    workspace,
    actor,
    mentor,
    mentee,
    startsAt,
    topic: form.draft.topic,
    intent: intent(`view:${modal.id}`),
    origin,
    confirmed: warned === startsAt,
  })
  switch (booked.outcome) {
    case 'refused':
      return instead(refusalText(booked))
    case 'confirm':
      return again(parts, submission, form, { ...form.draft, warned: startsAt }, booked.warning)
    case 'unavailable':
      return again(parts, submission, form, withFreshSlots(form.draft), booked.reason)
    default:
      return instead(bookedText(booked, actor))
  }
}

/** At the block that is there for sure: a mentor without free slots sees the picker alone. */
const atTime = async (
  { metadata: { actorIs, revision } }: BookingForm,
  sentence: string,
): SubmissionReply => {
  const block = actorIs === 'mentor' ? blockIds.otherTime(revision) : blockIds.slot(revision)
  return { ack: { response_action: 'errors', errors: { [block]: sentence } } }
}

/** The modal's place is taken by a sentence. */
const instead = async (text: string): SubmissionReply => ({
  ack: { response_action: 'update', view: sayModal(modalWords.bookTitle, text) },
})

const again = async (
  parts: SlackParts,
  signed: Signed,
  form: BookingForm,
  draft: BookingDraft,
  notice: BookingNotice,
): SubmissionReply => {
  const modal = await openBooking(parts, signed, form.source, draft, notice)
  return 'refused' in modal
    ? instead(modal.refused)
    : { ack: { response_action: 'update', view: modal.view } }
}
