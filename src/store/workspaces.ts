import { defaultPolicy, type WorkspacePolicy } from '../domain/member.ts'
import type { Instant } from '../domain/time.ts'
import type { Row } from './row.ts'
import type { Tx } from './transaction.ts'

/** Meets a workspace at start, or learns its new name. */
export const saveWorkspace = async (tx: Tx, name: string, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into workspaces (workspace_id, name, installed_at) values (:workspace, :name, :now)
    on conflict (workspace_id) do update set name = excluded.name`,
    { name, now: new Date(now) },
  )
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
