import type { ReceiptKey, WorkspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { isLatestPress, notePress, noteSubmission } from '../store/modal-turns.ts'
import { type Answer, findAnswer, keepAnswer } from '../store/receipts.ts'
import { type LockedTx, ownRows } from '../store/sql/tx.ts'
import type { Parts } from './act.ts'

/** Something done in a modal; `pressedAt` is Slack's time of a press, absent for a submission. */
export type ModalTurn = { view: string; pressedAt?: string }

const noteTurn = (tx: LockedTx, { view, pressedAt }: ModalTurn, now: Instant): Promise<void> =>
  pressedAt === undefined ? noteSubmission(tx, view, now) : notePress(tx, view, pressedAt, now)

/** Whether nothing was done in the modal after that press, in any process. */
export const isLastTurn =
  (parts: Parts) =>
  (workspace: WorkspaceId, { view, pressedAt }: Required<ModalTurn>): Promise<boolean> =>
    parts.inWorkspace(workspace, (tx) => isLatestPress(tx, view, pressedAt))

/** The answers to Slack's payloads. What came of their acts is kept by the acts themselves (`act.ts`). */
export const receipts = (parts: Parts) => ({
  /** The answer that the payload was given before, if it was. */
  answerTo: <Ack>(workspace: WorkspaceId, key: ReceiptKey): Promise<Answer<Ack> | undefined> =>
    parts.inWorkspace(workspace, (tx) => findAnswer<Ack>(tx, key)),

  /** Keeps this answer, unless a repeat was answered first. @returns the one that is kept */
  keepFirstAnswer: <Ack>(
    workspace: WorkspaceId,
    key: ReceiptKey,
    answer: Answer<Ack>,
    turn: ModalTurn | undefined,
  ): Promise<{ isFirst: boolean; answer: Answer<Ack> }> =>
    parts.inWorkspace(workspace, async (reading) => {
      const tx = reading.behind(ownRows)
      const [isFirst] = await Promise.all([
        keepAnswer(tx, key, answer, parts.clock.now()),
        turn && noteTurn(tx, turn, parts.clock.now()),
      ])
      return { isFirst, answer: (isFirst ? undefined : await findAnswer<Ack>(tx, key)) ?? answer }
    }),
})
