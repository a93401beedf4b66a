import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { cancelMetadata } from '../values.ts'
import { sayModal } from '../views/modal.ts'
import type { Submission, SubmissionReply } from './submission.ts'

export const submitCancellation = async (
  parts: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const metadata = cancelMetadata.decode(modal.private_metadata)
  const cancelled = metadata
    ? await parts.services.cancel({
        workspace,
        actor,
        session: metadata.session,
        reason: inputOf(modal, blockIds.reason).text || null,
      })
    : ({ outcome: 'refused', reason: 'not_found' } as const)
  if (cancelled.outcome === 'refused') {
    return {
      ack: { response_action: 'errors', errors: { [blockIds.reason]: parts.words.refusalText(cancelled) } },
    }
  }
  const view = sayModal(
    parts.words,
    parts.words.modals.cancelTitle,
    parts.words.cancelledText(cancelled, actor),
  )
  return { ack: { response_action: 'update', view } }
}
