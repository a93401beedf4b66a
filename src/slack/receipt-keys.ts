import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import { receiptKey } from '../domain/ids.ts'
import type { submissionPayload } from './payloads.ts'

/**
 * The key that a payload shares with its repeats, made of Slack's own ids. Retry headers will not do: a repeat can carry
 * retry number 0, and a first payload can be marked as a retry. Nor will a view's id alone: a modal whose first answer
 * asked for something is submitted again, and that is a new submission.
 */
export const receiptKeys = {
  command: (triggerId: string) => receiptKey(`command:${triggerId}`),
  press: (triggerId: string) => receiptKey(`press:${triggerId}`),
  shortcut: (triggerId: string) => receiptKey(`shortcut:${triggerId}`),
  event: (eventId: string) => receiptKey(`event:${eventId}`),
  submission: ({ trigger_id, view }: v.InferOutput<typeof submissionPayload>) =>
    receiptKey(trigger_id === undefined ? `view:${view.id}:${digestOf(view)}` : `submission:${trigger_id}`),
}

const digestOf = ({
  hash,
  private_metadata,
  state,
}: {
  hash: string
  private_metadata: string
  state: unknown
}) =>
  createHash('sha256')
    .update(JSON.stringify([hash, private_metadata, state]))
    .digest('hex')
