import { refuse } from '../../service/outcome.ts'
import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { sessionTarget } from '../values.ts'
import { PASS_ON } from '../views/feedback-modal.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Keeps the line beside the answer; the modal closes, and the message shows it. */
export const submitFeedback = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const target = sessionTarget.decode(modal.private_metadata)
  const ticked = inputOf(modal, blockIds.passOn).options
  const written = target
    ? await services.writeFeedback({
        ...{ workspace, actor, session: target.session },
        line: inputOf(modal, blockIds.line).text,
        thanks: ticked.includes(PASS_ON.thanks),
        named: ticked.includes(PASS_ON.named),
      })
    : refuse({ reason: 'not_found' })
  return written.outcome === 'refused' ? fault(blockIds.line, words.refusalText(written)) : {}
}
