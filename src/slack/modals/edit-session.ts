import { otherOf } from '../../domain/sessions/session.ts'
import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { editMetadata } from '../values.ts'
import { sayModal } from '../views/modal.ts'
import type { Submission, SubmissionReply } from './submission.ts'

/** Saves what was changed in the form; what was not may have been changed by the other side meanwhile. */
export const submitSessionEdit = async (
  { services, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const shown = editMetadata.decode(modal.private_metadata)
  const changed = (id: string, before: string) => {
    const { text } = inputOf(modal, id)
    return text === before.trim() ? null : text
  }
  const edited = shown
    ? await services.edit({
        workspace,
        actor,
        session: shown.session,
        topic: changed(blockIds.topic, shown.topic),
        location: changed(blockIds.place, shown.location),
      })
    : ({ outcome: 'refused', reason: 'not_found' } as const)
  if (edited.outcome === 'refused') {
    return {
      ack: { response_action: 'errors', errors: { [blockIds.topic]: words.refusalText(edited) } },
    }
  }
  const text = words.editedText(edited, otherOf(edited.session, actor))
  return { ack: { response_action: 'update', view: sayModal(words, words.modals.editSessionTitle, text) } }
}
