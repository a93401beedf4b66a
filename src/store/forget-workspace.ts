import { setTimeout as sleep } from 'node:timers/promises'
import type { Knex } from 'knex'
import { type WorkspaceId, workspaceId } from '../domain/ids.ts'
import type { Instant } from '../domain/time/time.ts'
import { text } from './sql/row.ts'
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
  'disconnected_calendars',
  'written_events',
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
const AT_ONCE = 100

/**
 * How many rows are looked up at once. Each look passes by all that was deleted since the last vacuum, so one for every
 * step would cost more than the deleting.
 */
const FOUND_AT_ONCE = 20_000

/**
 * After a full step, the server's processors are the others' for this many times as long: a deletion has time. Without it,
 * who acted elsewhere meanwhile waited two to three times as long (`npm run bench -- --only purge`).
 */
const RESTS = 4

/**
 * Deletes a workspace and everything in it for good, in steps of their own.
 * @param uninstalledBy only if it has removed the app by then, which each step looks at again; null: whatever it did
 * @param rest waits for so many milliseconds
 */
export const forgetInSteps = async (
  inOne: InWorkspace,
  workspace: WorkspaceId,
  uninstalledBy: Instant | null,
  rest: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): Promise<void> => {
  const bindings = { uninstalledBy: uninstalledBy === null ? null : new Date(uninstalledBy) }
  const isMeant = /* sql */ `(cast(:uninstalledBy as timestamptz) is null or (
    select w.uninstalled_at <= :uninstalledBy from workspaces w where w.workspace_id = :workspace))`
  const ask = (sql: string, more: Record<string, number | readonly string[]>) =>
    inOne(workspace, (tx) => tx.rows(sql, { ...bindings, ...more }))

  /** @returns how many rows were found */
  const goThrough = async (table: string): Promise<number> => {
    const look = `select ctid::text as place from ${table} where workspace_id = :workspace and ${isMeant} limit :most`
    const drop = /* sql */ `delete from ${table} where workspace_id = :workspace and ${isMeant}
      and ctid = any(cast(cast(:places as text[]) as tid[])) returning workspace_id`
    let found = 0
    for (;;) {
      const places = await ask(look, { most: FOUND_AT_ONCE })
      for (let at = 0; at < places.length; at += AT_ONCE) {
        const began = performance.now()
        const step = places.slice(at, at + AT_ONCE).map((row) => text(row, 'place'))
        await ask(drop, { places: step })
        if (step.length === AT_ONCE) await rest(RESTS * (performance.now() - began))
      }
      found += places.length
      if (places.length < FOUND_AT_ONCE) return found
    }
  }
  // A row that changed meanwhile is somewhere else, and others may have come: all that is left when the workspace itself
  // goes would go with it, in one statement.
  let found: number
  do {
    found = 0
    for (const table of WORKSPACE_TABLES) found += await goThrough(table)
  } while (found > AT_ONCE)
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
