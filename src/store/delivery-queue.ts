import * as v from 'valibot'
import { type MemberId, type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { type LaneName, LONGEST_WAIT, lanes, type NoticeKind } from '../domain/notices.ts'
import { HOUR, type Instant } from '../domain/time/time.ts'
import { type Delivery, toDelivery, type Unreadable } from './deliveries.ts'
import { oneOf, type Row, text } from './sql/row.ts'
import type { InWorkspace, LockedTx, statements, Tx } from './sql/transaction.ts'

/** Prefix of a member's id among a lane's pauses: no message to them yet. */
export const PACED_MEMBER = 'member '

/** Methods and members that have to wait, and until when. */
export type Pauses = Readonly<Record<string, Instant>>

/** What one worker has to itself until its lease ends. */
export type Lane = { workspace: WorkspaceId; name: LaneName; pauses: Pauses }

export type Finished = { outcome: 'sent' } | { outcome: 'skipped' | 'failed'; reason: string }

/** What is recorded together with a delivery's outcome, in the same transaction. */
export type Recording = (tx: LockedTx) => Promise<void>

type Ref = Pick<Delivery, 'id' | 'workspace'>

/**
 * Handles only the kinds of notice that this process knows. Others, written by an older or newer version, are left for
 * a process of that version: they delay what is behind them in their own order, and nothing else.
 */
export type DeliveryQueue = {
  /**
   * Takes lanes in which something can be sent now, the longest waiting first, each for the length of the lease. A
   * killed worker's lanes are free again when its lease ends.
   */
  take(limit: number, lease: number, now: Instant): Promise<readonly Lane[]>
  /**
   * The lane's next deliveries: of each order key only the oldest, and only if nothing older with that key waits in
   * another lane. A claimed delivery merges with nothing more. Renews the lease. @returns undefined if the lane is lost
   */
  claim(
    lane: Lane,
    limit: number,
    except: readonly MemberId[],
    lease: number,
    now: Instant,
  ): Promise<readonly (Delivery | Unreadable)[] | undefined>
  /** Renews the lease. @returns whether the lane is still ours */
  hold(lane: Lane, lease: number, now: Instant): Promise<boolean>
  /** Records that the message is about to be posted. @returns whether the lane is still ours */
  attempt(lane: Lane, delivery: Ref, lease: number, now: Instant): Promise<boolean>
  /** If another process has finished it in the meantime, that outcome stays, with what that process recorded. */
  finish(delivery: Ref, finished: Finished, now: Instant, recording?: Recording): Promise<void>
  /** Tries again at that instant. `tries`: how many have failed. `refused`: Slack said that it posted nothing. */
  postpone(
    delivery: Ref,
    again: { runAt: Instant; reason: string; tries: number; refused: boolean },
  ): Promise<void>
  /** Records what has to wait, for the next worker that takes the lane; none takes it before `restsUntil`. */
  pause(lane: Lane, pauses: Pauses, restsUntil: Instant | null): Promise<void>
  /** Gives the lane back. */
  release(lane: Lane, pauses: Pauses, restsUntil: Instant | null, now: Instant): Promise<void>
}

type QueueParts = {
  /** Runs statements across `workspaces`. */
  rows: ReturnType<typeof statements>
  inWorkspace: InWorkspace
  /** For which this process delivers. */
  workspaces: readonly WorkspaceId[]
  /** Which it can deliver. */
  kinds: readonly NoticeKind[]
  /** A name that is this process's alone. */
  worker: string
}

/** Rolls back what a process recorded too late, after it had slept for longer than its lease. */
class AlreadyOver extends Error {}

const pausesSchema = v.record(v.string(), v.number())

const toLane = (row: Row): Lane => ({
  workspace: workspaceId(text(row, 'workspace_id')),
  name: oneOf(row, 'lane', lanes),
  pauses: v.parse(pausesSchema, row.pauses),
})

/**
 * A new message waits only for older messages, not for changes to existing ones; a change waits for both.
 *
 * One lookup in the index for each candidate, in due order, until enough are found. `not exists` becomes a join, which
 * a planner with statistics from before a flood runs as every due delivery times every other: 20 s for 3,000.
 */
const nothingOlder = /* sql */ `d.position = (
  select earlier.position from deliveries earlier
  where earlier.workspace_id = d.workspace_id and earlier.order_key = d.order_key and earlier.settled_at is null
    and (d.lane <> 'post' or earlier.lane = 'post')
  order by earlier.position limit 1)`

/** A notice without a kind is known to no version, so any process claims it, to record it as failed. */
const isKnown = /* sql */ `(d.notice ->> 'kind' = any(cast(:kinds as text[]))) is not false`

/** A lease that ends later than any could was written before the clock was set back, and binds nobody. */
const isFree = (lane: string) =>
  `(${lane}.held_by is null or ${lane}.held_until <= :now or ${lane}.held_until > :beyond)`

/** The same for a rest. */
const isRested = (lane: string) =>
  `(${lane}.rests_until is null or ${lane}.rests_until <= :now or ${lane}.rests_until > :longest)`

/** The outbox as workers see it. */
export const deliveryQueue = ({
  rows,
  inWorkspace,
  workspaces,
  kinds,
  worker,
}: QueueParts): DeliveryQueue => {
  const renewed = async (tx: Tx, lane: Lane, lease: number, now: Instant) => {
    const held = await tx.rows(
      /* sql */ `
      update lanes set held_until = :until
      where workspace_id = :workspace and lane = :lane and held_by = :worker returning lane`,
      { lane: lane.name, worker, until: new Date(now + lease) },
    )
    return held.length > 0
  }
  return {
    take: async (limit, lease, now) => {
      const taken = await rows(
        /* sql */ `
        with waiting as (
          select w.workspace_id, l.lane, due.run_at
          from unnest(cast(:workspaces as text[])) w (workspace_id)
          cross join unnest(cast(:lanes as text[])) l (lane)
          left join lanes h on h.workspace_id = w.workspace_id and h.lane = l.lane
          cross join lateral (
            select d.run_at from deliveries d
            where d.workspace_id = w.workspace_id and d.lane = l.lane and d.settled_at is null
              and d.run_at <= :now and ${isKnown} and ${nothingOlder}
              and coalesce((h.pauses ->> (cast(:pacedKey as text) || (d.notice ->> 'to')))::bigint, 0)
                not between :pacedFrom and :pacedTo
            order by d.run_at limit 1) due
          where (h.lane is null or ${isFree('h')}) and ${isRested('h')}
            and exists (select from workspaces i where i.workspace_id = w.workspace_id and i.uninstalled_at is null)
          order by due.run_at limit :limit
        )
        insert into lanes (workspace_id, lane, held_by, held_until)
        select workspace_id, lane, :worker, :until from waiting order by workspace_id, lane
        on conflict (workspace_id, lane) do update
          set held_by = excluded.held_by, held_until = excluded.held_until, rests_until = null
          where ${isFree('lanes')} and ${isRested('lanes')}
        returning workspace_id, lane, pauses`,
        {
          workspaces,
          lanes,
          kinds,
          worker,
          limit,
          pacedKey: PACED_MEMBER,
          pacedFrom: now + 1,
          pacedTo: now + LONGEST_WAIT,
          now: new Date(now),
          until: new Date(now + lease),
          beyond: new Date(now + lease + HOUR),
          longest: new Date(now + LONGEST_WAIT),
        },
      )
      return taken.map(toLane)
    },

    claim: (lane, limit, except, lease, now) =>
      inWorkspace(lane.workspace, async (tx) => {
        if (!(await renewed(tx, lane, lease, now))) return undefined
        const claimed = await tx.rows(
          /* sql */ `
          with chosen as materialized (
            select d.id from deliveries d
            where d.workspace_id = :workspace and d.lane = :lane and d.settled_at is null and d.run_at <= :now
              and coalesce(d.notice ->> 'to', '') <> all(cast(:except as text[]))
              and ${isKnown} and ${nothingOlder}
            order by d.run_at, d.position limit :limit
            for update skip locked)
          update deliveries d set merge_key = null from chosen
          where d.workspace_id = :workspace and d.id = chosen.id
          returning d.workspace_id, d.id, d.position, d.notice, d.attempts, d.attempted_at`,
          { lane: lane.name, limit, except, kinds, now: new Date(now) },
        )
        return [...claimed].sort((a, b) => Number(a.position) - Number(b.position)).map(toDelivery)
      }),

    hold: (lane, lease, now) => inWorkspace(lane.workspace, (tx) => renewed(tx, lane, lease, now)),

    attempt: (lane, { id }, lease, now) =>
      inWorkspace(lane.workspace, async (tx) => {
        if (!(await renewed(tx, lane, lease, now))) return false
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

    pause: (lane, pauses, restsUntil) =>
      inWorkspace(lane.workspace, async (tx) => {
        await tx.rows(
          /* sql */ `
          update lanes set pauses = cast(:pauses as jsonb), rests_until = :restsUntil
          where workspace_id = :workspace and lane = :lane and held_by = :worker`,
          {
            lane: lane.name,
            worker,
            pauses: JSON.stringify(pauses),
            restsUntil: restsUntil && new Date(restsUntil),
          },
        )
      }),

    release: (lane, pauses, restsUntil, now) =>
      inWorkspace(lane.workspace, async (tx) => {
        await tx.rows(
          /* sql */ `
          update lanes set pauses = cast(:pauses as jsonb), rests_until = :restsUntil, held_by = null, held_until = :now
          where workspace_id = :workspace and lane = :lane and held_by = :worker`,
          {
            lane: lane.name,
            worker,
            now: new Date(now),
            pauses: JSON.stringify(pauses),
            restsUntil: restsUntil && new Date(restsUntil),
          },
        )
      }),
  }
}
