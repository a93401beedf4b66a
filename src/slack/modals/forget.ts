import { blockIds } from '../ids.ts'
import { inputOf } from '../payloads.ts'
import type { SlackParts } from '../reply.ts'
import { forgottenHome } from '../views/erased-message.ts'
import { forgetWordModal } from '../views/forget-modals.ts'
import { sayModal } from '../views/modal.ts'
import { fault, type Submission, type SubmissionReply } from './submission.ts'

export const submitForget = async ({ words }: SlackParts): SubmissionReply => ({
  ack: { response_action: 'update', view: forgetWordModal(words) },
})

/** Whoever types the word is forgotten, and their Home shows nothing more. */
export const submitForgetWord = async (
  { services, client, words }: SlackParts,
  { workspace, actor, modal }: Submission,
): SubmissionReply => {
  const typed = inputOf(modal, blockIds.forgetWord).text.trim()
  if (typed.toLowerCase() !== words.forgetting.word.toLowerCase())
    return fault(blockIds.forgetWord, words.forgetting.wrongWord)
  const { outcome } = await services.forgetMe({ workspace, actor, formerName: words.formerName })
  const view = sayModal(words, words.forgetting.title, words.forgetting.done[outcome])
  return {
    ack: { response_action: 'update', view },
    afterwards: () => client.views.publish({ user_id: actor, view: forgottenHome(words) }),
  }
}
