import type { ReceiptKey, WorkspaceId } from '../domain/ids.ts'
import { type Answer, findAnswer, keepAnswer } from '../store/receipts.ts'
import type { Parts } from './parts.ts'

/** The answers to Slack's deliveries; what they did is kept by the acts themselves (`act`). */
export const receipts = (parts: Parts) => ({
  /** The answer that the first delivery was given, once there is one. */
  answerTo: <Ack>(workspace: WorkspaceId, key: ReceiptKey): Promise<Answer<Ack> | undefined> =>
    parts.inWorkspace(workspace, (tx) => findAnswer<Ack>(tx, key)),

  /** Keeps this answer, unless a delivery of the same key was answered meanwhile: then that one's. */
  settleAnswer: <Ack>(
    workspace: WorkspaceId,
    key: ReceiptKey,
    answer: Answer<Ack>,
  ): Promise<{ isFirst: boolean; answer: Answer<Ack> }> =>
    parts.inWorkspace(workspace, async (tx) => {
      const isFirst = await keepAnswer(tx, key, answer, parts.clock.now())
      return { isFirst, answer: (isFirst ? undefined : await findAnswer<Ack>(tx, key)) ?? answer }
    }),
})
