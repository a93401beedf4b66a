import type { ViewResponseAction } from '@slack/bolt'
import type { ModalState } from '../payloads.ts'
import type { Reply, Signed } from '../reply.ts'

export type Submission = Signed & { modal: ModalState }

/** The modal closes if there is no `ack`. */
export type SubmissionReply = Promise<Reply<ViewResponseAction>>

/** Keeps the modal open, with a sentence at one of its fields. */
export const fault = (field: string, text: string): Awaited<SubmissionReply> => ({
  ack: { response_action: 'errors', errors: { [field]: text } },
})
