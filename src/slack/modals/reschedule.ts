import type { SlackParts } from '../reply.ts'
import { modalWords } from '../text/labels.ts'
import { refusalText, rescheduledText } from '../text/outcomes.ts'
import { again, instead, timeOf } from './booking-answers.ts'
import { readBookingForm } from './booking-form.ts'
import type { Submission, SubmissionReply } from './submission.ts'

const title = modalWords.rescheduleTitle

/** Moves the session. A member who loses the time, to somebody else or to the other side, gets the times free now. */
export const submitReschedule = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { workspace, actor, modal } = submission
  const form = readBookingForm(modal)
  const moves = form?.metadata.moves
  if (!form || !moves) return instead(title, refusalText({ outcome: 'refused', reason: 'not_found' }))
  const { draft, metadata } = form
  const time = timeOf(parts, submission, form)
  if ('answer' in time) return time.answer
  const { startsAt } = time

  const confirmed = metadata.warned === startsAt
  const moved = await parts.services.reschedule({ workspace, actor, ...moves, startsAt, confirmed })
  switch (moved.outcome) {
    case 'refused':
      return instead(title, refusalText(moved))
    case 'confirm':
      return again(parts, submission, form, { ...draft, warned: startsAt }, moved.warning)
    case 'unavailable':
      return again(parts, submission, form, draft, moved.reason)
    case 'overtaken':
      return again(parts, submission, form, draft, 'overtaken')
    default:
      return instead(title, rescheduledText(moved, actor))
  }
}
