import type { ReceiptKey } from '../domain/ids.ts'
import { DAY, type Instant } from '../domain/time/time.ts'
import { inBatches } from './in-batches.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/**
 * The receipt of an act, its transaction's last row. If a repeat of the payload was first, even one still under way in
 * another process, the row is refused and the whole act is rolled back. If that repeat is rolled back or killed, this
 * one stands.
 */
export const keepOutcome = (tx: LockedTx, key: ReceiptKey, outcome: unknown, now: Instant): void =>
  tx.write(
    /* sql */ `
    insert into receipts (workspace_id, key, outcome, received_at) values (:workspace, :key, :outcome, :now)`,
    { key, outcome: JSON.stringify({ outcome }), now: new Date(now) },
  )

/** The outcome of the payload's act, once it is committed. */
export const findOutcome = async <T>(tx: Tx, key: ReceiptKey): Promise<{ outcome: T } | undefined> => {
  const [row] = await tx.rows(
    'select outcome from receipts where workspace_id = :workspace and key = :key and outcome is not null',
    { key },
  )
  // Written above by this same act for the same payload.
  return row && (row.outcome as { outcome: T })
}

/** What Slack gets as the answer. */
export type Answer<Ack> = { ack?: Ack }

/** The answer that the payload was given before, if it was. */
export const findAnswer = async <Ack>(tx: Tx, key: ReceiptKey): Promise<Answer<Ack> | undefined> => {
  const [row] = await tx.rows(
    'select answer from receipts where workspace_id = :workspace and key = :key and answer is not null',
    { key },
  )
  // Written below for the same payload, so it is the same kind of answer.
  return row && (row.answer as Answer<Ack>)
}

/** Keeps the answer if it is the first. @returns whether it is */
export const keepAnswer = async (
  tx: LockedTx,
  key: ReceiptKey,
  answer: Answer<unknown>,
  now: Instant,
): Promise<boolean> => {
  const kept = await tx.rows(
    /* sql */ `
    insert into receipts (workspace_id, key, answer, received_at) values (:workspace, :key, :answer, :now)
    on conflict (workspace_id, key) do update set answer = excluded.answer where receipts.answer is null
    returning key`,
    { key, answer: JSON.stringify(answer), now: new Date(now) },
  )
  return kept.length > 0
}

/** Slack's last retry of an event comes within an hour; the delayed retries that an app can ask for, within a day. */
export const RECEIPTS_KEPT_FOR = 2 * DAY
/** Few enough that nobody notices the wait. */
const AT_ONCE = 1_000

/**
 * Deletes receipts of payloads that Slack will not repeat any more, each looked up by its key: for a join, Postgres
 * would read the whole table. @returns how many
 */
export const pruneReceipts = inBatches(
  /* sql */ `
  delete from receipts where workspace_id = :workspace and key = any(array(
    select key from receipts where workspace_id = :workspace and received_at < :before
    order by received_at limit :limit))
  returning key`,
  (now) => ({ before: new Date(now - RECEIPTS_KEPT_FOR), limit: AT_ONCE }),
)
