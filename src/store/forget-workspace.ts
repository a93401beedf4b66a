import type { Knex } from 'knex'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { inBatches } from './in-batches.ts'
import { type InWorkspace, inWorkspace } from './sql/transaction.ts'

/**
 * Every table of a workspace's, each before those that its rows refer to, so that no step deletes more than it says: what
 * refers to a deleted row would go with it.
 */
export const WORKSPACE_TABLES = [
  'deliveries',
  'lanes',
  'receipts',
  'nudges',
  'programme_changes',
  'organisers',
  'calendar_addresses',
  'forgettings',
  'calendar_sources',
  'listings',
  'profile_topics',
  'topic_words',
  'topic_names',
  'directory_slips',
  'directory_words',
  'avoidances',
  'suggestions',
  'report_files',
  'reports',
  'report_days',
  'requests',
  'cards',
  'feedback',
  'open_session_members',
  'open_session_topics',
  'open_sessions',
  'session_members',
  'sessions',
  'topics',
  'profiles',
  'availabilities',
  'members',
] as const

/** Few enough that nobody else notices the wait, and far below the time that a statement may take. */
const AT_ONCE = 500

/**
 * Deletes a workspace and everything in it for good, in steps of their own.
 * @param uninstalledBy only if it has removed the app by then, which each step looks at again; null: whatever it did
 */
export const forgetInSteps = async (
  inOne: InWorkspace,
  workspace: WorkspaceId,
  uninstalledBy: Instant | null,
): Promise<void> => {
  const bindings = { uninstalledBy: uninstalledBy === null ? null : new Date(uninstalledBy) }
  const isMeant = /* sql */ `(cast(:uninstalledBy as timestamptz) is null or (
    select w.uninstalled_at <= :uninstalledBy from workspaces w where w.workspace_id = :workspace))`
  for (const table of WORKSPACE_TABLES)
    await inBatches(AT_ONCE, (limit) =>
      inOne(workspace, (tx) =>
        tx.rows(
          /* sql */ `
          delete from ${table} where workspace_id = :workspace and ctid = any(array(
            select ctid from ${table} where workspace_id = :workspace and ${isMeant} limit :limit))
          returning workspace_id`,
          { ...bindings, limit },
        ),
      ),
    )
  await inOne(workspace, (tx) =>
    tx.rows(
      /* sql */ `
      delete from workspaces where workspace_id = :workspace
        and (cast(:uninstalledBy as timestamptz) is null or uninstalled_at <= :uninstalledBy)`,
      bindings,
    ),
  )
}

/** Deletes a workspace and everything in it, now and for good. */
export const forgetWorkspace = (knex: Knex) => (workspace: string) =>
  forgetInSteps(inWorkspace(knex), workspaceId(workspace), null)
