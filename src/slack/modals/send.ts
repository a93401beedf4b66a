import { intent } from '../../domain/ids.ts'
import { blockIds, sendMetadata } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { modalWords } from '../text/labels.ts'
import { confirmation, refusalText } from '../text/outcomes.ts'
import { sayModal } from '../views/modal.ts'
import type { Submission, SubmissionReply } from './modals.ts'

/** Sends the offer or session request, and says in place what happens next; a refusal stands at the field. */
export const submitSending = async (
  parts: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const metadata = sendMetadata.decode(modal.private_metadata)
  const to = metadata?.to ?? inputOf(modal, blockIds.member).member
  if (!metadata || !to) {
    const sentence = refusalText({ outcome: 'refused', reason: 'not_found' })
    return { ack: { response_action: 'errors', errors: { [blockIds.message]: sentence } } }
  }
  const sent = await parts.services.send({
    workspace,
    actor,
    kind: metadata.kind,
    to,
    message: inputOf(modal, blockIds.message).text,
    contextUrl: metadata.contextUrl,
    intent: intent(`view:${modal.id}`),
    answers: metadata.answers,
  })
  if (sent.outcome === 'refused') {
    const atMember = metadata.to === null && 'member' in sent
    const field = atMember ? blockIds.member : blockIds.message
    return { ack: { response_action: 'errors', errors: { [field]: refusalText(sent) } } }
  }
  const title = metadata.kind === 'offer' ? modalWords.offerTitle : modalWords.requestTitle
  return { ack: { response_action: 'update', view: sayModal(title, confirmation(sent)) } }
}
