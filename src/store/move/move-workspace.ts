import type { Knex } from 'knex'
import { type WorkspaceId, workspaceId } from '../../domain/ids.ts'
import { forgetInSteps } from '../forget-workspace.ts'
import type { Database } from '../sql/database.ts'
import { DatabaseFault } from '../sql/database-fault.ts'
import { migrator } from '../sql/migrator.ts'
import { inWorkspace } from '../sql/transaction.ts'
import { copyRows, type Sum, sumsIn } from './copy.ts'
import { dropFence, isFenced, lowerFence, MOVING, raiseFence, within } from './fence.ts'

type Move = {
  from: Pick<Database, 'knex' | 'kind'>
  to: Pick<Database, 'knex' | 'kind'>
  workspace: string
  /** A name that is this move's alone. */
  name: string
}

/**
 * Moves a workspace to another database, and all that belongs to it. What was reached is in the databases, so a move that
 * died goes on from there when it is asked for again:
 *
 * 1. here, nothing changes in it any more (`raiseFence`), and its row names the move
 * 2. there, all of it arrives in one transaction, if the sums of both sides are equal; it is not served yet
 * 3. here, its row says that it arrived: from now on there is no way back (`stayHere`), and none to a third database
 * 4. there, it is served
 * 5. here, it is deleted, and the fence with it
 *
 * @returns how many rows of each table came over
 */
export const moveWorkspace = async ({ from, to, workspace, name }: Move): Promise<readonly Sum[]> => {
  const id = checkedId(workspace)
  const taken = `${workspace} is being moved by another process.`
  const same = `This is the same database, or ${workspace} is being moved there by another process.`
  return locked(from, id, taken, () =>
    locked(to, id, same, async () => {
      await mustBeAlike(from.knex, to.knex)
      return goOn(from.knex, to.knex, id, name)
    }),
  )
}

/**
 * Gives up a move that died before all arrived: the workspace is served here again, as it was. A copy that is there already
 * is left to the operator to delete, since that database may be out of reach.
 */
export const stayHere = async (from: Move['from'], workspace: string): Promise<void> => {
  const id = checkedId(workspace)
  await locked(from, id, `${workspace} is being moved by another process: end that first.`, async () => {
    const here = await standingIn(from.knex, id)
    if (!here?.move || !(await isFenced(from.knex, id)))
      throw new DatabaseFault(`${workspace} is not being moved from this database.`)
    if (here.hasArrived)
      throw new DatabaseFault(
        `${workspace} arrived in the other database: ask for its move again, which ends it.`,
      )
    await lowerFence(from.knex, id)
  })
}

const checkedId = (workspace: string): WorkspaceId => {
  if (!/^[A-Z][A-Z0-9]+$/.test(workspace)) throw new DatabaseFault(`No workspace has the id ${workspace}.`)
  return workspaceId(workspace)
}

const goOn = async (from: Knex, to: Knex, workspace: WorkspaceId, name: string) => {
  const [here, there] = [await standingIn(from, workspace), await standingIn(to, workspace)]
  if (!here) {
    if (!there?.move) throw new DatabaseFault(`There is no workspace ${workspace} here.`)
    await dropFence(from, workspace)
    return arrived(to, workspace)
  }
  if (there && (there.move === null || there.move !== here.move)) {
    throw new DatabaseFault(
      `${workspace} is in the other database too, and this move did not bring it there. If it was installed there by mistake, delete it there first: npm run workspaces -- forget ${workspace}`,
    )
  }
  if (!there) {
    if (here.hasArrived) {
      throw new DatabaseFault(
        `${workspace} arrived in another database before its move died: name that one, and the move goes on.`,
      )
    }
    await mustStandAlone(from, workspace)
    if (here.move === null) await raiseFence(from, workspace, name)
    await copyRows(from, to, workspace, mustBeEqual)
  }
  if (!here.hasArrived) await markArrived(from, workspace)
  // One that removed the app there meanwhile stays so.
  if (!there || there.standsSince === here.standsSince) await serve(to, workspace)
  await removeHere(from, workspace)
  return arrived(to, workspace)
}

/**
 * @property move the move by which it goes or came; null if none is under way
 * @property hasArrived whether all of it is in the other database, as its row here says
 * @property standsSince since when it is not served, as the database writes it; it arrives with the time that it has here
 */
type Standing = { move: string | null; hasArrived: boolean; standsSince: string | null }

/** Behind the name of the move, in the row from where it moved. */
const ARRIVED = ' arrived'

const standingIn = (knex: Knex, workspace: WorkspaceId): Promise<Standing | undefined> =>
  knex.transaction(async (trx) => {
    await within(trx, workspace)
    const { rows } = await trx.raw(
      'select moved_by, uninstalled_at::text as since from workspaces where workspace_id = ?',
      [workspace],
    )
    const [row]: { moved_by: string | null; since: string | null }[] = rows
    return (
      row && {
        move: row.moved_by?.replace(ARRIVED, '') ?? null,
        hasArrived: row.moved_by?.endsWith(ARRIVED) ?? false,
        standsSince: row.since,
      }
    )
  })

const mustBeAlike = async (from: Knex, to: Knex) => {
  const [here, there] = [await migrator(from).applied(), await migrator(to).applied()]
  if (here.join() === there.join()) return
  throw new DatabaseFault(
    'The two databases are not at the same migration. With the same version of the app, run npm run migrate on each.',
  )
}

/** An organisation's installation whose token is replaced from time to time can be used by one database only. */
const mustStandAlone = (knex: Knex, workspace: WorkspaceId): Promise<void> =>
  knex.transaction(async (trx) => {
    await within(trx, workspace)
    const { rows } = await trx.raw('select served_by as by from workspaces where workspace_id = ?', [
      workspace,
    ])
    const by: string | null = rows[0]?.by ?? null
    if (by === null || by === workspace) return
    throw new DatabaseFault(
      `${workspace} is served by the installation of its organisation, ${by}, which stays here. Install the app in ${workspace} itself first; then it can be moved.`,
    )
  })

const mustBeEqual = (here: readonly Sum[], there: readonly Sum[]) => {
  const differs = here.filter(({ rows, sum }, n) => there[n]?.rows !== rows || there[n]?.sum !== sum)
  if (differs.length === 0) return
  throw new DatabaseFault(
    `Not everything arrived as it was: ${differs.map(({ table }) => table).join(', ')}. Nothing was moved; the workspace stands still until the move succeeds.`,
  )
}

const markArrived = (from: Knex, workspace: WorkspaceId): Promise<void> =>
  from.transaction(async (trx) => {
    await within(trx, workspace)
    await trx.raw('update workspaces set moved_by = moved_by || ? where workspace_id = ?', [
      ARRIVED,
      workspace,
    ])
  })

const serve = (to: Knex, workspace: WorkspaceId): Promise<void> =>
  to.transaction(async (trx) => {
    await within(trx, workspace)
    await trx.raw(
      'update installations set broken_because = null where workspace_id = ? and broken_because = ?',
      [workspace, MOVING],
    )
    await trx.raw('update workspaces set uninstalled_at = null where workspace_id = ?', [workspace])
  })

const removeHere = async (from: Knex, workspace: WorkspaceId): Promise<void> => {
  await from.transaction(async (trx) => {
    await within(trx, workspace)
    await trx.raw('delete from installations where workspace_id = ?', [workspace])
  })
  const inOne = inWorkspace(from)
  await forgetInSteps(
    (which, work) =>
      inOne(which, async (tx) => {
        await tx.rows(`select set_config('mentorship.moves', :workspace, true)`)
        return work(tx)
      }),
    workspace,
    null,
  )
  await dropFence(from, workspace)
}

/** It is there and nowhere else: the move is over. */
const arrived = (to: Knex, workspace: WorkspaceId): Promise<readonly Sum[]> =>
  to.transaction(async (trx) => {
    await within(trx, workspace)
    await trx.raw('update workspaces set moved_by = null where workspace_id = ?', [workspace])
    return sumsIn(trx, workspace)
  })

/** Any number that nothing else in these databases uses as the first half of a lock. */
const LOCK = 20_261_201

/**
 * No other process moves the workspace from or to that database meanwhile. The lock belongs to a transaction that does
 * nothing else, so that it ends with the process. An embedded database has only one process, and one connection.
 */
const locked = async <T>(
  { knex, kind }: Move['from'],
  workspace: WorkspaceId,
  otherwise: string,
  work: () => Promise<T>,
): Promise<T> => {
  if (kind === 'embedded') return work()
  return knex.transaction(async (trx) => {
    await within(trx, workspace)
    const { rows } = await trx.raw('select pg_try_advisory_xact_lock(?, hashtext(?)) as got', [
      LOCK,
      workspace,
    ])
    if (!rows[0]?.got) throw new DatabaseFault(otherwise)
    return work()
  })
}
