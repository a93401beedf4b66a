import { graceOver, readSettings, type Settings } from '../domain/settings.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant } from './sql/row.ts'
import type { LockedTx, Tx } from './sql/tx.ts'

/** Saves a workspace when the app starts, or its new name. If it had removed the app, it is installed from now on. */
export const saveWorkspace = async (tx: Tx, name: string, now: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into workspaces (workspace_id, name, installed_at) values (:workspace, :name, :now)
    on conflict (workspace_id) do update set name = excluded.name, uninstalled_at = null,
      installed_at = case when workspaces.uninstalled_at is null then workspaces.installed_at else excluded.installed_at end`,
    { name, now: new Date(now) },
  )
}

/**
 * Keeps through which installation it is served from now on. That is an installation also where no removal was heard of:
 * news of one that happened before may still come.
 */
export const serveBy = (tx: LockedTx, installation: string, now: Instant): void =>
  tx.write(
    'update workspaces set served_by = :installation, installed_at = :now where workspace_id = :workspace',
    { installation, now: new Date(now) },
  )

/**
 * A workspace of an organisation that lets the app in; one with an installation of its own stays with that. News may come
 * late and in any order, so what happened last counts.
 */
export const admitWorkspace = async (tx: Tx, organisation: string, at: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    insert into workspaces (workspace_id, name, installed_at, served_by) values (:workspace, :workspace, :at, :organisation)
    on conflict (workspace_id) do update
      set served_by = excluded.served_by, uninstalled_at = null, installed_at = excluded.installed_at
    where case when workspaces.uninstalled_at is not null then workspaces.uninstalled_at <= excluded.installed_at
      else workspaces.served_by is distinct from workspaces.workspace_id end`,
    { organisation, at: new Date(at) },
  )
}

/** The organisation lets the app out again: its data goes after the grace period, as when the app is removed. */
export const retireWorkspace = async (tx: Tx, organisation: string, at: Instant): Promise<boolean> => {
  const retired = await tx.rows(
    /* sql */ `
    update workspaces set uninstalled_at = coalesce(uninstalled_at, :at)
    where workspace_id = :workspace and served_by = :organisation and installed_at <= :at returning workspace_id`,
    { organisation, at: new Date(at) },
  )
  return retired.length > 0
}

/**
 * For acts that touch more of a workspace than two members' rows: these run one after another. `no key update` lets all
 * other acts go on, whose rows merely refer to the workspace.
 */
export const lockWorkspace = async (tx: Tx): Promise<void> => {
  await tx.rows('select from workspaces where workspace_id = :workspace for no key update')
}

export const workspaceSettings = async (tx: Tx): Promise<Settings> => {
  const [row] = await tx.rows('select settings from workspaces where workspace_id = :workspace')
  return readSettings(row?.settings)
}

/** Sets these, by their keys in the column, and leaves the others as they are. */
export const saveSettings = (tx: LockedTx, kept: Record<string, unknown>): void =>
  tx.write(
    'update workspaces set settings = settings || cast(:kept as jsonb) where workspace_id = :workspace',
    {
      kept: JSON.stringify(kept),
    },
  )

/** @returns false if the removal is older than the installation, and so does not count */
export const markUninstalled = async (tx: LockedTx, happenedAt: Instant, now: Instant): Promise<boolean> => {
  const marked = await tx.rows(
    /* sql */ `
    update workspaces set uninstalled_at = coalesce(uninstalled_at, :now)
    where workspace_id = :workspace and installed_at <= :happenedAt returning workspace_id`,
    { happenedAt: new Date(happenedAt), now: new Date(now) },
  )
  return marked.length > 0
}

/** By when a workspace must have removed the app for its grace period to be over now. */
export const graceBegins = async (tx: Tx, now: Instant): Promise<Instant> =>
  graceOver(await workspaceSettings(tx), now)

/**
 * Whether the workspace removed the app, and its grace period is over. One that moves between databases only stands still
 * (`store/move`): the mover alone deletes it, on the side on which nobody needs it.
 */
export const isGraceOver = async (tx: Tx, now: Instant): Promise<boolean> => {
  const [row] = await tx.rows(
    /* sql */ `
    select settings, uninstalled_at from workspaces
    where workspace_id = :workspace and uninstalled_at is not null and moved_by is null`,
  )
  return row !== undefined && instant(row, 'uninstalled_at') <= graceOver(readSettings(row.settings), now)
}

/** The app is installed there after all. */
export const markInstalled = (tx: LockedTx, now: Instant): void =>
  tx.write(
    /* sql */ `
    update workspaces set uninstalled_at = null, installed_at = :now
    where workspace_id = :workspace and uninstalled_at is not null`,
    { now: new Date(now) },
  )
