import * as v from 'valibot'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { kindsIntoChannels, type LaneName, LONGEST_WAIT, lanes, type NoticeKind } from '../domain/notices.ts'
import { HOUR, type Instant } from '../domain/time/time.ts'
import { CONVERSATION, isNext } from './next-delivery.ts'
import type { Engine } from './sql/opening.ts'
import { oneOf, type Row, text } from './sql/row.ts'
import type { InWorkspace, statements } from './sql/transaction.ts'

/** Prefix of a member's or a channel's id among a lane's pauses: no message there yet. */
export const PACED_CONVERSATION = 'member '

/** Methods and conversations that have to wait, and until when. */
export type Pauses = Readonly<Record<string, Instant>>

/** What one worker has to itself until its lease ends. */
export type Lane = { workspace: WorkspaceId; name: LaneName; pauses: Pauses }

export type Take = (limit: number, lease: number, now: Instant) => Promise<readonly Lane[]>

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
  /** Which statements the database takes. Default: those of one Postgres. */
  engine?: Engine
}

const pausesSchema = v.record(v.string(), v.number())

const toLane = (row: Row): Lane => ({
  workspace: workspaceId(text(row, 'workspace_id')),
  name: oneOf(row, 'lane', lanes),
  pauses: v.parse(pausesSchema, row.pauses),
})

/** A lease that ends later than any could was written before the clock was set back, and binds nobody. */
const isFree = (lane: string) =>
  `(${lane}.held_by is null or ${lane}.held_until <= :now or ${lane}.held_until > :beyond)`

/** The same for a rest. */
const isRested = (lane: string) =>
  `(${lane}.rests_until is null or ${lane}.rests_until <= :now or ${lane}.rests_until > :longest)`

/** Which lanes of a workspace have something to send now, and since when; `w` is the workspace, by name or by value. */
const waitingIn = (w: string) => /* sql */ `
    unnest(cast(:lanes as text[])) l (lane)
    left join lanes h on h.workspace_id = ${w} and h.lane = l.lane
    cross join lateral (
      select d.run_at from deliveries d
      where d.workspace_id = ${w} and d.lane = l.lane and d.settled_at is null
        and d.run_at <= :now and ${isNext(w)}
        and coalesce((h.pauses ->> (cast(:pacedKey as text) || ${CONVERSATION}))::bigint, 0)
          not between :pacedFrom and :pacedTo
      order by d.run_at limit 1) due
    where (h.lane is null or ${isFree('h')}) and ${isRested('h')}
      and exists (select from workspaces i where i.workspace_id = ${w} and i.uninstalled_at is null)
    order by due.run_at limit :limit`

const LEASE = /* sql */ `
  on conflict (workspace_id, lane) do update
    set held_by = excluded.held_by, held_until = excluded.held_until, rests_until = null
    where ${isFree('lanes')} and ${isRested('lanes')}
  returning workspace_id, lane, pauses`

/** In all workspaces that have something due. */
const TAKE = /* sql */ `
  with waiting as (
    select w.workspace_id, l.lane from unnest(cast(:workspaces as text[])) w (workspace_id)
    cross join ${waitingIn('w.workspace_id')}
  )
  insert into lanes (workspace_id, lane, held_by, held_until)
  select workspace_id, lane, :worker, :until from waiting order by workspace_id, lane
  ${LEASE}`

const WAITING = /* sql */ `select l.lane from ${waitingIn(':workspace')}`

const TAKE_ONE = /* sql */ `
  insert into lanes (workspace_id, lane, held_by, held_until) values (:workspace, :lane, :worker, :until)
  ${LEASE}`

/** The lanes in which something can be sent now, the longest waiting first, each for as long as the lease. */
export const takeLanes = (parts: LeaseParts): Take => {
  const { across, inWorkspace, due, kinds, worker, engine = 'postgres' } = parts
  const bindings = (limit: number, lease: number, now: Instant) => ({
    ...{ lanes, kinds, worker, limit },
    pacedKey: PACED_CONVERSATION,
    intoChannels: kindsIntoChannels,
    pacedFrom: now + 1,
    pacedTo: now + LONGEST_WAIT,
    now: new Date(now),
    until: new Date(now + lease),
    beyond: new Date(now + lease + HOUR),
    longest: new Date(now + LONGEST_WAIT),
  })

  const atOnce: Take = async (limit, lease, now) => {
    const workspaces = await due(now)
    if (workspaces.length === 0) return []
    const taken = await across(workspaces)(TAKE, { workspaces, ...bindings(limit, lease, now) })
    return taken.map(toLane)
  }

  /* Looks first, and takes then: another worker may have looked too. A lane that is held costs its look and no more. */
  const oneByOne: Take = async (limit, lease, now) => {
    const taken: Lane[] = []
    for (const workspace of await due(now)) {
      if (taken.length >= limit) break
      const values = bindings(limit - taken.length, lease, now)
      const found = await inWorkspace(workspace, async (tx) => {
        const waiting = await tx.rows(WAITING, values)
        const names = waiting.map((row) => oneOf(row, 'lane', lanes)).sort()
        return Promise.all(names.map((lane) => tx.rows(TAKE_ONE, { ...values, lane })))
      })
      taken.push(...found.flat().map(toLane))
    }
    return taken
  }

  /*
   * On one Postgres one statement looks everywhere: a round trip, however many workspaces wait. Citus hands a statement to
   * one node only if it names one workspace; there `workspaces_due` gives those first whose oldest delivery waits longest,
   * so that with either, nobody is passed over for ever.
   */
  return engine === 'citus' ? oneByOne : atOnce
}
