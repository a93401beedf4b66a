import { refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { openBooking } from './open-booking.ts'
import type { Submission, SubmissionReply } from './submission.ts'

/** Goes on to the booking modal for the member picked, or says at the field why not. */
export const submitMember = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { member } = inputOf(submission.modal, blockIds.member)
  const modal = member
    ? await openBooking(parts, submission, { member, actorIs: null })
    : { refused: parts.words.refusalText(refuse({ reason: 'not_found' })) }
  return 'refused' in modal
    ? { ack: { response_action: 'errors', errors: { [blockIds.member]: modal.refused } } }
    : { ack: { response_action: 'update', view: modal.view } }
}
