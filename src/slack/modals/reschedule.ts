import type { SlackParts } from '../reply.ts'
import { again, instead, timeOf } from './booking-answers.ts'
import { readBookingForm } from './booking-form.ts'
import type { Submission, SubmissionReply } from './submission.ts'

/** Moves the session. A member who loses the time, to somebody else or to the other side, gets the times free now. */
export const submitReschedule = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { words } = parts
  const title = words.modals.rescheduleTitle
  const { workspace, actor, modal } = submission
  const form = readBookingForm(modal)
  const moves = form?.metadata.moves
  if (!form || !moves)
    return instead(words, title, words.refusalText({ outcome: 'refused', reason: 'not_found' }))
  const { draft, metadata } = form
  const time = timeOf(parts, submission, form)
  if ('answer' in time) return time.answer
  const { startsAt } = time

  const confirmed = metadata.warned === startsAt
  const { minutes } = draft
  const { session, sequence } = moves
  const moved = await parts.services.reschedule({
    ...{ workspace, actor, session, sequence, startsAt, minutes, confirmed },
  })
  switch (moved.outcome) {
    case 'refused':
      return instead(words, title, words.refusalText(moved))
    case 'confirm':
      return again(
        parts,
        submission,
        form,
        { ...draft, warned: startsAt, warning: moved.warning },
        moved.warning,
      )
    case 'unavailable':
      return again(parts, submission, form, draft, moved.reason)
    case 'overtaken': {
      const { startsAt, endsAt } = moved.session
      const isWhereItWas = moves.startsAt === startsAt && moves.endsAt === endsAt
      return again(parts, submission, form, draft, isWhereItWas ? 'edited' : 'overtaken')
    }
    default:
      return instead(words, title, words.rescheduledText(moved, actor))
  }
}
