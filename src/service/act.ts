import { v7 } from 'uuid'
import { deliveryId, type ReceiptKey, type WorkspaceId } from '../domain/ids.ts'
import type { Notice } from '../domain/notices.ts'
import type { Clock } from '../domain/time/time.ts'
import { enqueue } from '../store/deliveries.ts'
import { findOutcome, keepOutcome } from '../store/receipts.ts'
import type { InWorkspace, Tx } from '../store/sql/transaction.ts'

/** Gives UUIDs (version 7) that sort in the order in which one process made them. */
export type IdSource = () => string

/** What every use case is built from. */
export type Parts = {
  inWorkspace: InWorkspace
  clock: Clock
  nextId: IdSource
  /** Called after a commit that left deliveries behind, so that the worker need not wait for its next look. */
  wake: () => void
  /** The delivery that is being worked on: its one act is done once, however often it comes. */
  receipt?: ReceiptKey
}

export const idSource = (clock: Clock): IdSource => {
  let last = 0
  let seq = 0
  return () => {
    const now = clock.now()
    seq = now > last ? 0 : seq + 1
    last = Math.max(last, now)
    return v7({ msecs: last, seq })
  }
}

/** Writes the act's notices, each once, into its transaction. */
export const tell = (parts: Parts, tx: Tx, notices: readonly Notice[]): void =>
  enqueue(tx, notices, () => deliveryId(parts.nextId()), parts.clock.now())

/**
 * Runs a use case in its one transaction and, once it is committed, wakes the worker. The outcome is plain data: where
 * a delivery comes again, it is the first one's, as kept.
 */
export const act = async <T>(
  parts: Parts,
  workspace: WorkspaceId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const { receipt } = parts
  const outcome = await (receipt ? once(parts, workspace, receipt, work) : parts.inWorkspace(workspace, work))
  parts.wake()
  return outcome
}

/**
 * Nearly every delivery is the first, so nobody asks beforehand: one that comes again does its work in vain, finds at
 * its end that the receipt is there, and is taken back.
 */
const once = async <T>(
  { inWorkspace, clock }: Parts,
  workspace: WorkspaceId,
  key: ReceiptKey,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => {
  try {
    return await inWorkspace(workspace, async (tx) => {
      const outcome = await work(tx)
      keepOutcome(tx, key, outcome, clock.now())
      return outcome
    })
  } catch (error) {
    const first = await inWorkspace(workspace, (tx) => findOutcome<T>(tx, key)).catch(() => undefined)
    if (first) return first.outcome
    throw error
  }
}
