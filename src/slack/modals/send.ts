import { intent, type MemberId } from '../../domain/ids.ts'
import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import type { Words } from '../text/words.ts'
import { type SendMetadata, sendMetadata } from '../values.ts'
import { type SentWords, sentModal } from '../views/sent.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

/** Sends the offer or session request and says in place what happens next; a refusal appears at the field. */
export const submitSending = async (parts: SlackParts, submission: Submission): SubmissionReply => {
  const { workspace, actor, modal } = submission
  const metadata = sendMetadata.decode(modal.private_metadata)
  const { members } = inputOf(modal, blockIds.members)
  if (metadata && members.length > 0) return submitToEach(parts, submission, metadata, members)
  const to = metadata?.to ?? inputOf(modal, blockIds.member).member
  if (!metadata || !to) {
    return fault(blockIds.message, parts.words.refusalText({ outcome: 'refused', reason: 'not_found' }))
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
    others: inputOf(modal, blockIds.others).options.length > 0,
  })
  if (sent.outcome === 'refused') {
    const atMember = metadata.to === null && 'member' in sent
    return fault(atMember ? blockIds.member : blockIds.message, parts.words.refusalText(sent))
  }
  const { isFirst } = sent
  return confirmed(parts.words, { kind: metadata.kind, text: parts.words.confirmation(sent), isFirst })
}

/** If nobody can receive it, the form stays; otherwise the answer names who received it and who did not. */
const submitToEach = async (
  parts: SlackParts,
  { workspace, actor, modal }: Submission,
  { kind, contextUrl }: SendMetadata,
  members: readonly MemberId[],
): SubmissionReply => {
  const outcome = await parts.services.sendToEach({
    workspace,
    actor,
    kind,
    to: members,
    message: inputOf(modal, blockIds.message).text,
    contextUrl,
    intent: intent(`view:${modal.id}`),
  })
  if (outcome.outcome === 'refused') {
    const atMessage = outcome.reason === 'message_too_long'
    return fault(atMessage ? blockIds.message : blockIds.members, parts.words.refusalText(outcome))
  }
  const refusals = outcome.each.flatMap(({ sent }) => (sent.outcome === 'refused' ? [sent] : []))
  if (refusals.length === outcome.each.length) {
    return fault(blockIds.members, [...new Set(refusals.map(parts.words.refusalText))].join(' '))
  }
  const isFirst = outcome.each.some(({ sent }) => sent.outcome === 'sent' && sent.isFirst)
  return confirmed(parts.words, { kind, text: parts.words.confirmationOfEach(kind, outcome), isFirst })
}

const confirmed = (words: Words, sent: SentWords): Awaited<SubmissionReply> => ({
  ack: { response_action: 'update', view: sentModal(words, sent) },
})
