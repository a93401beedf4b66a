import type { Instant } from '../domain/time/time.ts'
import type { Tx } from './sql/tx.ts'
import { type Lane, type LeaseParts, type Pauses, type Take, takeLanes } from './take-lanes.ts'

export type LaneLeases = {
  /**
   * Takes lanes in which something can be sent now, the longest waiting first, each for the length of the lease. A
   * killed worker's lanes are free again when its lease ends.
   */
  take: Take
  /** Renews the lease. @returns whether the lane is still ours */
  hold(lane: Lane, lease: number, now: Instant): Promise<boolean>
  /** Records what has to wait, for the next worker that takes the lane; none takes it before `restsUntil`. */
  pause(lane: Lane, pauses: Pauses, restsUntil: Instant | null): Promise<void>
  /** Gives the lane back. */
  release(lane: Lane, pauses: Pauses, restsUntil: Instant | null, now: Instant): Promise<void>
}

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
export const laneLeases = (parts: LeaseParts): LaneLeases => {
  const { inWorkspace, worker } = parts
  const rest = (lane: Lane, pauses: Pauses, restsUntil: Instant | null) => ({
    lane: lane.name,
    worker,
    pauses: JSON.stringify(pauses),
    restsUntil: restsUntil && new Date(restsUntil),
  })
  return {
    take: takeLanes(parts),

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
