import type { Knex } from 'knex'
import type { WorkspaceId } from '../../domain/ids.ts'
import { DatabaseFault } from '../sql/database-fault.ts'
import { tablesToMove } from './tables.ts'

/** Raised by the database for each write into a workspace that is being moved. */
const FENCE = /* sql */ `
  create or replace function workspace_is_moving() returns trigger language plpgsql as $body$
  begin
    if coalesce(new.workspace_id, old.workspace_id) = tg_argv[0]
      and current_setting('mentorship.moves', true) is distinct from tg_argv[0] then
      raise exception 'the workspace is being moved to another database' using errcode = 'object_not_in_prerequisite_state';
    end if;
    return coalesce(new, old);
  end
  $body$`

const nameOf = (workspace: WorkspaceId) => `"moving_${workspace}"`

/** Below Postgres' deadlock_timeout (1 s): while two wait for each other, this gives up, and never an act. */
const LOCKED_WITHIN = '500ms'
const LOCK_TRIES = 40

/**
 * From when this returns, nothing changes in the workspace, whichever process tries: no lane is taken and nothing is
 * planned, as if it had removed the app, and the database refuses every write. Others wait for as long as it takes to get
 * a lock on every table, half a second at most. Done again, it changes nothing.
 */
export const raiseFence = async (knex: Knex, workspace: WorkspaceId, move: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await knex.transaction((trx) => fence(trx, workspace, move))
      return
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (tries === LOCK_TRIES) {
        throw new DatabaseFault(
          'The tables could not be locked for a moment, because some transaction goes on and on: try again when it is over.',
        )
      }
    }
  }
}

const isLockTimeout = (error: unknown) => error instanceof Error && 'code' in error && error.code === '55P03'

const fence = async (trx: Knex.Transaction, workspace: WorkspaceId, move: string): Promise<void> => {
  await within(trx, workspace)
  await trx.raw(`set local lock_timeout = '${LOCKED_WITHIN}'`)
  await trx.raw(`lock table ${tablesToMove.join(', ')} in share row exclusive mode`)
  const { rows } = await trx.raw(
    `update workspaces set moved_by = ?, uninstalled_at = now()
      where workspace_id = ? and uninstalled_at is null returning workspace_id`,
    [move, workspace],
  )
  if (rows.length === 0) {
    throw new DatabaseFault(
      `${workspace} has removed the app, so it is not served and need not be moved. To delete its data now: npm run workspaces -- forget ${workspace}`,
    )
  }
  const { rows: renewed } = await trx.raw(
    'select from installations where workspace_id = ? and renewing_until > now()',
    [workspace],
  )
  if (renewed.length > 0) {
    throw new DatabaseFault(
      `A new token for ${workspace} is being asked for at this moment: try again in half a minute.`,
    )
  }
  // A refresh token is good once: a process that used it now could not keep what it got.
  await trx.raw(
    `update installations set broken_because = ?
      where workspace_id = ? and refresh_token is not null and broken_because is null`,
    [MOVING, workspace],
  )
  await trx.raw(FENCE)
  for (const table of tablesToMove) {
    await trx.raw(
      `create trigger ${nameOf(workspace)} before insert or update or delete on ${table}
        for each row execute function workspace_is_moving('${workspace}')`,
    )
  }
}

/** Why an installation is not used: it is on its way. */
export const MOVING = 'moving'

/** Takes the fence away, with the last of the data behind it. */
export const dropFence = (knex: Knex, workspace: WorkspaceId): Promise<void> =>
  knex.transaction(async (trx) => {
    await trx.raw(`set local lock_timeout = '10s'`)
    for (const table of tablesToMove) await trx.raw(`drop trigger if exists ${nameOf(workspace)} on ${table}`)
  })

/** What follows in the transaction is about that workspace, and the fence lets it through. */
export const within = async (trx: Knex, workspace: WorkspaceId): Promise<void> => {
  await trx.raw(
    `select set_config('mentorship.workspaces', ?, true), set_config('mentorship.moves', ?, true),
      set_config('TimeZone', 'UTC', true), set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`,
    [workspace, workspace],
  )
}
