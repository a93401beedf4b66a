import * as v from 'valibot'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { kindsIntoChannels, type LaneName, LONGEST_WAIT, lanes, type NoticeKind } from '../domain/notices.ts'
import { HOUR, type Instant } from '../domain/time/time.ts'
import { oneOf, type Row, text } from './sql/row.ts'
import type { InWorkspace, statements } from './sql/transaction.ts'
import type { Tx } from './sql/tx.ts'

/** Prefix of a member's or a channel's id among a lane's pauses: no message there yet. */
export const PACED_CONVERSATION = 'member '

/** Methods and conversations that have to wait, and until when. */
export type Pauses = Readonly<Record<string, Instant>>

/** What one worker has to itself until its lease ends. */
export type Lane = { workspace: WorkspaceId; name: LaneName; pauses: Pauses }

export type LaneLeases = {
  /**
   * Takes lanes in which something can be sent now, the longest waiting first, each for the length of the lease. A
   * killed worker's lanes are free again when its lease ends.
   */
  take(limit: number, lease: number, now: Instant): Promise<readonly Lane[]>
  /** Renews the lease. @returns whether the lane is still ours */
  hold(lane: Lane, lease: number, now: Instant): Promise<boolean>
  /** Records what has to wait, for the next worker that takes the lane; none takes it before `restsUntil`. */
  pause(lane: Lane, pauses: Pauses, restsUntil: Instant | null): Promise<void>
  /** Gives the lane back. */
  release(lane: Lane, pauses: Pauses, restsUntil: Instant | null, now: Instant): Promise<void>
}

export type LeaseParts = {
  /** Runs statements across those workspaces. */
  across(workspaces: readonly WorkspaceId[]): ReturnType<typeof statements>
  inWorkspace: InWorkspace
  /** Where a delivery is due, among those for which this process delivers. */
  due(now: Instant): Promise<readonly WorkspaceId[]>
  /** Which it can deliver. */
  kinds: readonly NoticeKind[]
  /** A name that is this process's alone. */
  worker: string
}

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
const nothingOlder = (workspace: string) => /* sql */ `d.position = (
  select earlier.position from deliveries earlier
  where earlier.workspace_id = ${workspace} and earlier.order_key = d.order_key and earlier.settled_at is null
    and (d.lane <> 'post' or earlier.lane = 'post')
  order by earlier.position limit 1)`

/** A notice without a kind is known to no version, so any process claims it, to record it as failed. */
const isKnown = /* sql */ `(d.notice ->> 'kind' = any(cast(:kinds as text[]))) is not false`

/** Whether the delivery `d` of that workspace, if it is due, can be sent next. */
export const isNext = (workspace: string) => `${isKnown} and ${nothingOlder(workspace)}`

/** A lease that ends later than any could was written before the clock was set back, and binds nobody. */
const isFree = (lane: string) =>
  `(${lane}.held_by is null or ${lane}.held_until <= :now or ${lane}.held_until > :beyond)`

/** The same for a rest. */
const isRested = (lane: string) =>
  `(${lane}.rests_until is null or ${lane}.rests_until <= :now or ${lane}.rests_until > :longest)`

/** Where the delivery `d` is posted, as `conversationOf` says; `:intoChannels` are `kindsIntoChannels`. */
export const CONVERSATION = /* sql */ `(d.notice ->> case
  when d.notice ->> 'kind' = any(cast(:intoChannels as text[])) then 'channel' else 'to' end)`

const TAKE = /* sql */ `
  with waiting as (
    select w.workspace_id, l.lane, due.run_at
    from unnest(cast(:workspaces as text[])) w (workspace_id)
    cross join unnest(cast(:lanes as text[])) l (lane)
    left join lanes h on h.workspace_id = w.workspace_id and h.lane = l.lane
    cross join lateral (
      select d.run_at from deliveries d
      where d.workspace_id = w.workspace_id and d.lane = l.lane and d.settled_at is null
        and d.run_at <= :now and ${isNext('w.workspace_id')}
        and coalesce((h.pauses ->> (cast(:pacedKey as text) || ${CONVERSATION}))::bigint, 0)
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
  returning workspace_id, lane, pauses`

const HOLD = /* sql */ `
  update lanes set held_until = :until
  where workspace_id = :workspace and lane = :lane and held_by = :worker returning lane`

const PAUSE = /* sql */ `
  update lanes set pauses = cast(:pauses as jsonb), rests_until = :restsUntil
  where workspace_id = :workspace and lane = :lane and held_by = :worker`

const RELEASE = /* sql */ `
  update lanes set pauses = cast(:pauses as jsonb), rests_until = :restsUntil, held_by = null, held_until = :now
  where workspace_id = :workspace and lane = :lane and held_by = :worker`

/** Renews the lease. @returns whether the lane is still the worker's */
export const holdLane = async (
  tx: Tx,
  worker: string,
  lane: Lane,
  lease: number,
  now: Instant,
): Promise<boolean> => {
  const held = await tx.rows(HOLD, { lane: lane.name, worker, until: new Date(now + lease) })
  return held.length > 0
}

/** Who may send in which lane, and until when. */
export const laneLeases = ({ across, inWorkspace, due, kinds, worker }: LeaseParts): LaneLeases => {
  const rest = (lane: Lane, pauses: Pauses, restsUntil: Instant | null) => ({
    lane: lane.name,
    worker,
    pauses: JSON.stringify(pauses),
    restsUntil: restsUntil && new Date(restsUntil),
  })
  return {
    take: async (limit, lease, now) => {
      const workspaces = await due(now)
      if (workspaces.length === 0) return []
      const taken = await across(workspaces)(TAKE, {
        workspaces,
        lanes,
        kinds,
        worker,
        limit,
        pacedKey: PACED_CONVERSATION,
        intoChannels: kindsIntoChannels,
        pacedFrom: now + 1,
        pacedTo: now + LONGEST_WAIT,
        now: new Date(now),
        until: new Date(now + lease),
        beyond: new Date(now + lease + HOUR),
        longest: new Date(now + LONGEST_WAIT),
      })
      return taken.map(toLane)
    },

    hold: (lane, lease, now) => inWorkspace(lane.workspace, (tx) => holdLane(tx, worker, lane, lease, now)),

    pause: (lane, pauses, restsUntil) =>
      inWorkspace(lane.workspace, async (tx) => {
        await tx.rows(PAUSE, rest(lane, pauses, restsUntil))
      }),

    release: (lane, pauses, restsUntil, now) =>
      inWorkspace(lane.workspace, async (tx) => {
        await tx.rows(RELEASE, { ...rest(lane, pauses, restsUntil), now: new Date(now) })
      }),
  }
}
