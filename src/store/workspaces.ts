import { defaultPolicy, type WorkspacePolicy } from '../domain/member.ts'
import type { Instant } from '../domain/time.ts'
import type { Row } from './row.ts'
import type { statements, Tx } from './transaction.ts'

/** Meets a workspace at start, or learns its new name. */
export const saveWorkspace = async (tx: Tx, name: string, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into workspaces (workspace_id, name, installed_at) values (:workspace, :name, :now)
    on conflict (workspace_id) do update set name = excluded.name, uninstalled_at = null`,
    { name, now: new Date(now) },
  )
}

/**
 * For acts that touch more of a workspace than two members' rows: they follow one another. `no key update`, so that
 * all other acts, whose rows merely refer to the workspace, go on.
 */
export const lockWorkspace = async (tx: Tx): Promise<void> => {
  await tx.rows('select from workspaces where workspace_id = :workspace for no key update')
}

/** Whom members may be brought together with, by the workspace's settings. */
export const workspacePolicy = async (tx: Tx): Promise<WorkspacePolicy> => {
  const [row] = await tx.rows(
    /* sql */ `
    select (settings -> 'guests') = 'true' as guests, (settings -> 'strangers') = 'true' as strangers
    from workspaces where workspace_id = :workspace`,
  )
  const allowed = (name: keyof WorkspacePolicy, from: Row) =>
    typeof from[name] === 'boolean' ? from[name] : defaultPolicy[name]
  return row ? { guests: allowed('guests', row), strangers: allowed('strangers', row) } : defaultPolicy
}

/** Days that a workspace's data outlives its uninstalling, unless its settings say otherwise (spec 1-lifecycle). */
const GRACE_DAYS = 30

export const markUninstalled = async (tx: Tx, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update workspaces set uninstalled_at = coalesce(uninstalled_at, :now) where workspace_id = :workspace`,
    { now: new Date(now) },
  )
}

/** Deletes all that was kept of workspaces whose grace period is over. @returns how many */
export const forgetUninstalled = async (
  rows: ReturnType<typeof statements>,
  now: Instant,
): Promise<number> => {
  const gone = await rows(
    /* sql */ `
    delete from workspaces
    where uninstalled_at + make_interval(days => case jsonb_typeof(settings -> 'grace_days')
      when 'number' then greatest((settings ->> 'grace_days')::numeric, 0)::int else :grace end) <= :now
    returning workspace_id`,
    { now: new Date(now), grace: GRACE_DAYS },
  )
  return gone.length
}
