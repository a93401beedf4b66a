import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import { graceOver, readSettings, type Settings } from '../domain/settings.ts'
import type { Instant } from '../domain/time/time.ts'
import { instant, text } from './sql/row.ts'
import type { statements } from './sql/transaction.ts'
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
export const retireWorkspace = async (tx: Tx, organisation: string, at: Instant): Promise<void> => {
  await tx.rows(
    /* sql */ `
    update workspaces set uninstalled_at = coalesce(uninstalled_at, :at)
    where workspace_id = :workspace and served_by = :organisation and installed_at <= :at`,
    { organisation, at: new Date(at) },
  )
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

type Rows = ReturnType<typeof statements>

/** The workspaces that removed the app and whose grace period is over. */
export const findUninstalled = async (rows: Rows, now: Instant): Promise<readonly WorkspaceId[]> => {
  const found = await rows(
    /* sql */ `
    select workspace_id, settings, uninstalled_at from workspaces where uninstalled_at is not null
    order by workspace_id`,
    {},
  )
  return found
    .filter((row) => instant(row, 'uninstalled_at') <= graceOver(readSettings(row.settings), now))
    .map((row) => workspaceId(text(row, 'workspace_id')))
}

/** For a workspace where the app is installed after all. */
export const markInstalled = async (rows: Rows, workspace: WorkspaceId, now: Instant): Promise<void> => {
  await rows(
    /* sql */ `
    update workspaces set uninstalled_at = null, installed_at = :now
    where workspace_id = :workspace and uninstalled_at is not null`,
    { workspace, now: new Date(now) },
  )
}

/** By when a workspace must have removed the app for its grace period to be over now. */
export const graceBegins = async (rows: Rows, workspace: WorkspaceId, now: Instant): Promise<Instant> => {
  const [row] = await rows('select settings from workspaces where workspace_id = :workspace', { workspace })
  return graceOver(readSettings(row?.settings), now)
}
