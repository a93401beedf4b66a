import { receiptKey } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { text } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/**
 * The last thing that a member did in an open modal, kept and pruned with the receipts. A press is known by the time
 * that Slack gives it. A submission has none: `+` is appended to the last press's time, which sorts it after that press
 * and before the next one.
 */
const keyOf = (view: string) => receiptKey(`modal:${view}`)
const SUBMITTED = '+'

const LATEST = /* sql */ `
  insert into receipts (workspace_id, key, answer, received_at) values (:workspace, :key, :answer, :now)
  on conflict (workspace_id, key) do update set answer = excluded.answer
  where (receipts.answer ->> 'at') collate "C" < (excluded.answer ->> 'at') collate "C"`

/** @param at Slack's time of the press: the latest one counts, in whatever order they arrive */
export const notePress = async (tx: LockedTx, view: string, at: string, now: Instant): Promise<void> =>
  tx.write(LATEST, { key: keyOf(view), answer: JSON.stringify({ at }), now: new Date(now) })

export const noteSubmission = async (tx: LockedTx, view: string, now: Instant): Promise<void> => {
  const [row] = await tx.rows(
    `select answer ->> 'at' as at from receipts where workspace_id = :workspace and key = :key for update`,
    { key: keyOf(view) },
  )
  await notePress(tx, view, `${row ? text(row, 'at') : ''}${SUBMITTED}`, now)
}

/** Whether nothing was done in the modal after that press. */
export const isLatestPress = async (tx: Tx, view: string, at: string): Promise<boolean> => {
  const [row] = await tx.rows(
    `select answer ->> 'at' as at from receipts where workspace_id = :workspace and key = :key`,
    { key: keyOf(view) },
  )
  return row !== undefined && text(row, 'at') === at
}
