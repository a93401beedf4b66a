import { intent, type MemberId } from '../../domain/ids.ts'
import type { RequestKind } from '../../domain/requests/request.ts'
import { blockIds, type SendMetadata, sendMetadata } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import type { Words } from '../text/words.ts'
import { instead } from './booking-answers.ts'
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
  })
  if (sent.outcome === 'refused') {
    const atMember = metadata.to === null && 'member' in sent
    return fault(atMember ? blockIds.member : blockIds.message, parts.words.refusalText(sent))
  }
  return instead(parts.words, titleOf(parts.words, metadata.kind), parts.words.confirmation(sent))
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
  return refusals.length === outcome.each.length
    ? fault(blockIds.members, [...new Set(refusals.map(parts.words.refusalText))].join(' '))
    : instead(parts.words, titleOf(parts.words, kind), parts.words.confirmationOfEach(kind, outcome))
}

const titleOf = (words: Words, kind: RequestKind) =>
  kind === 'offer' ? words.modals.offerTitle : words.modals.requestTitle
