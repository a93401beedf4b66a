import { kindsIntoChannels } from '../domain/notices.ts'
import type { Instant } from '../domain/time/time.ts'
import { type Delivery, toDelivery, type Unreadable } from './deliveries.ts'
import { holdLane, type LaneLeases, laneLeases } from './lane-leases.ts'
import { CONVERSATION, isNext } from './next-delivery.ts'
import type { LockedTx } from './sql/tx.ts'
import type { Lane, LeaseParts } from './take-lanes.ts'

export type Finished = { outcome: 'sent' } | { outcome: 'skipped' | 'failed'; reason: string }

/** What is recorded together with a delivery's outcome, in the same transaction. */
export type Recording = (tx: LockedTx) => Promise<void>

type Ref = Pick<Delivery, 'id' | 'workspace'>

/**
 * Handles only the kinds of notice that this process knows. Others, written by an older or newer version, are left for
 * a process of that version: they delay what is behind them in their own order, and nothing else.
 */
export type DeliveryQueue = LaneLeases & {
  /**
   * The lane's next deliveries: of each order key only the oldest, and only if nothing older with that key waits in
   * another lane. A claimed delivery merges with nothing more. Renews the lease. `except`: conversations to leave out. @returns undefined if the lane is lost
   */
  claim(
    lane: Lane,
    limit: number,
    except: readonly string[],
    lease: number,
    now: Instant,
  ): Promise<readonly (Delivery | Unreadable)[] | undefined>
  /** Records that the message is about to be posted. @returns whether the lane is still ours */
  attempt(lane: Lane, delivery: Ref, lease: number, now: Instant): Promise<boolean>
  /** If another process has finished it in the meantime, that outcome stays, with what that process recorded. */
  finish(delivery: Ref, finished: Finished, now: Instant, recording?: Recording): Promise<void>
  /** Tries again at that instant. `tries`: how many have failed. `refused`: Slack said that it posted nothing. */
  postpone(
    delivery: Ref,
    again: { runAt: Instant; reason: string; tries: number; refused: boolean },
  ): Promise<void>
}

/** Rolls back what a process recorded too late, after it had slept for longer than its lease. */
class AlreadyOver extends Error {}

const CLAIM = /* sql */ `
  with chosen as materialized (
    select d.id from deliveries d
    where d.workspace_id = :workspace and d.lane = :lane and d.settled_at is null and d.run_at <= :now
      and coalesce(${CONVERSATION}, '') <> all(cast(:except as text[]))
      and ${isNext(':workspace')}
    order by d.run_at, d.position limit :limit
    for update skip locked)
  update deliveries d set merge_key = null from chosen
  where d.workspace_id = :workspace and d.id = chosen.id
  returning d.workspace_id, d.id, d.position, d.notice, d.attempts, d.attempted_at`

/** The outbox as workers see it. */
export const deliveryQueue = (parts: LeaseParts): DeliveryQueue => {
  const { inWorkspace, kinds, worker } = parts
  return {
    ...laneLeases(parts),

    claim: (lane, limit, except, lease, now) =>
      inWorkspace(lane.workspace, async (tx) => {
        if (!(await holdLane(tx, worker, lane, lease, now))) return undefined
        const claimed = await tx.rows(CLAIM, {
          lane: lane.name,
          limit,
          except,
          kinds,
          intoChannels: kindsIntoChannels,
          now: new Date(now),
        })
        return [...claimed].sort((a, b) => Number(a.position) - Number(b.position)).map(toDelivery)
      }),

    attempt: (lane, { id }, lease, now) =>
      inWorkspace(lane.workspace, async (tx) => {
        if (!(await holdLane(tx, worker, lane, lease, now))) return false
        await tx.rows(
          /* sql */ `
          update deliveries set attempted_at = :now
          where workspace_id = :workspace and id = :id`,
          { id, now: new Date(now) },
        )
        return true
      }),

    finish: ({ workspace, id }, finished, now, recording) =>
      inWorkspace(workspace, async (tx) => {
        const finishing = tx.behind(async () => {
          const ended = await tx.rows(
            /* sql */ `
            update deliveries set settled_at = :now, outcome = :outcome, reason = :reason
            where workspace_id = :workspace and id = :id and settled_at is null returning id`,
            { id, now: new Date(now), reason: null, ...finished },
          )
          if (ended.length === 0) throw new AlreadyOver()
        })
        await Promise.all([finishing.held, recording?.(finishing)])
      }).catch((error: unknown) => {
        if (!(error instanceof AlreadyOver)) throw error
      }),

    postpone: ({ workspace, id }, { runAt, reason, tries, refused }) =>
      inWorkspace(workspace, async (tx) => {
        await tx.rows(
          /* sql */ `
          update deliveries set run_at = :runAt, reason = :reason, attempts = :tries,
            attempted_at = case when :refused then null else attempted_at end
          where workspace_id = :workspace and id = :id and settled_at is null`,
          { id, runAt: new Date(runAt), reason, tries, refused },
        )
      }),
  }
}
