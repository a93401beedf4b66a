import { intent } from '../../domain/ids.ts'
import type { SlackParts } from '../reply.ts'
import { again, instead, timeOf } from './booking-answers.ts'
import { readBookingForm } from './booking-form.ts'
import type { Submission, SubmissionReply } from './submission.ts'

/** Books and accepts. A member who loses a race keeps their typed text and gets the slots that are free now. */
export const submitBooking = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { words } = parts
  const title = words.modals.bookTitle
  const { workspace, actor, modal } = submission
  const form = readBookingForm(modal)
  if (!form) return instead(words, title, words.refusalText({ outcome: 'refused', reason: 'not_found' }))
  const time = timeOf(parts, submission, form)
  if ('answer' in time) return time.answer
  const { startsAt } = time

  const { member, actorIs, origin, warned, replaces } = form.metadata
  const [mentor, mentee] = actorIs === 'mentor' ? [actor, member] : [member, actor]
  const booked = await parts.services.book({
    workspace,
    actor,
    mentor,
    mentee,
    startsAt,
    topic: form.draft.topic ?? '',
    minutes: form.draft.minutes ?? form.metadata.shownMinutes,
    location: form.draft.place,
    intent: intent(`view:${modal.id}`),
    origin,
    confirmed: warned === startsAt,
    replaces,
  })
  switch (booked.outcome) {
    case 'refused':
      return instead(words, title, words.refusalText(booked))
    case 'confirm':
      return again(
        parts,
        submission,
        form,
        { ...form.draft, warned: startsAt, warning: booked.warning },
        booked.warning,
      )
    case 'unavailable':
      return again(parts, submission, form, form.draft, booked.reason)
    default:
      return instead(words, title, words.bookedText(booked, actor))
  }
}
