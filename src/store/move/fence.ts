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
export const raiseFence = (knex: Knex, workspace: WorkspaceId, move: string): Promise<void> =>
  lockingAll(knex, 'share row exclusive', (trx) => fence(trx, workspace, move))

/** Does the work behind a lock on every table. Whoever needs one of them meanwhile waits, so all are got soon or none. */
const lockingAll = async (
  knex: Knex,
  mode: 'share row exclusive' | 'access exclusive',
  work: (trx: Knex.Transaction) => Promise<void>,
): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await knex.transaction(async (trx) => {
        await trx.raw(`set local statement_timeout = '${LOCKED_WITHIN}'`)
        await trx.raw(`lock table ${tablesToMove.join(', ')} in ${mode} mode`)
        await trx.raw('set local statement_timeout = 0')
        await work(trx)
      })
      return
    } catch (error) {
      if (!isTimeout(error)) throw error
      if (tries === LOCK_TRIES) {
        throw new DatabaseFault(
          'The tables could not be locked for a moment, because some transaction goes on and on: try again when it is over.',
        )
      }
    }
  }
}

/** Postgres' query_canceled, as by a statement_timeout. */
const isTimeout = (error: unknown) => error instanceof Error && 'code' in error && error.code === '57014'

const fence = async (trx: Knex.Transaction, workspace: WorkspaceId, move: string): Promise<void> => {
  await within(trx, workspace)
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
  lockingAll(knex, 'access exclusive', (trx) => dropTriggers(trx, workspace))

/** Only from where it moves: there is none where it arrives. */
export const isFenced = async (knex: Knex, workspace: WorkspaceId): Promise<boolean> => {
  const { rows } = await knex.raw('select from pg_trigger where tgname = ? and not tgisinternal limit 1', [
    `moving_${workspace}`,
  ])
  return rows.length > 0
}

/** Takes the fence away, and the workspace is served here as before it was raised. */
export const lowerFence = (knex: Knex, workspace: WorkspaceId): Promise<void> =>
  lockingAll(knex, 'access exclusive', async (trx) => {
    await dropTriggers(trx, workspace)
    await within(trx, workspace)
    await trx.raw(
      'update installations set broken_because = null where workspace_id = ? and broken_because = ?',
      [workspace, MOVING],
    )
    await trx.raw('update workspaces set moved_by = null, uninstalled_at = null where workspace_id = ?', [
      workspace,
    ])
  })

const dropTriggers = async (trx: Knex, workspace: WorkspaceId): Promise<void> => {
  for (const table of tablesToMove) await trx.raw(`drop trigger if exists ${nameOf(workspace)} on ${table}`)
}

/** What follows in the transaction is about that workspace, and the fence lets it through. */
export const within = async (trx: Knex, workspace: WorkspaceId): Promise<void> => {
  await trx.raw(
    `select set_config('mentorship.workspaces', ?, true), set_config('mentorship.moves', ?, true),
      set_config('TimeZone', 'UTC', true), set_config('statement_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`,
    [workspace, workspace],
  )
}
