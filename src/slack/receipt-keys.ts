import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import { receiptKey } from '../domain/ids.ts'
import type { submissionPayload } from './payloads.ts'

/**
 * What all deliveries of one thing share: Slack's own ids. Its retry headers are no key, since duplicates come with
 * retry number 0 as well, and first deliveries marked as retries. A view's id alone is none either: a modal is
 * submitted again after its first answer asked for something, and that is another submission.
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
