import { memberId, type WorkspaceId, workspaceId } from '../../../src/domain/ids.ts'
import { meetMember } from '../../../src/store/members.ts'
import type { Database } from '../../../src/store/sql/database.ts'
import { inWorkspace, statements } from '../../../src/store/sql/transaction.ts'
import { saveWorkspace } from '../../../src/store/workspaces.ts'
import { ownDatabase } from '../../support/own-database.ts'
import { account, MONDAY_10_UTC } from '../../support/world.ts'
import type { Command, Name } from './model.ts'
import { type Done, type Fault, realOpenSessions, SEEN_AT } from './real.ts'

/** Histories that are under way at once, each in a workspace of its own. */
export const IN_FLIGHT = 8

/** Made in one statement. */
const AT_ONCE = 50

/** What there is of a workspace, but for its messages. */
const copied = [
  'workspaces',
  'members',
  'sessions',
  'session_members',
  'open_sessions',
  'open_session_members',
]

/** Makes workspaces that are copies of another. */
const copier = async ({ knex }: Database) => {
  const copies: string[] = []
  for (const table of copied) {
    const columns = await knex('information_schema.columns')
      .where({ table_schema: 'public', table_name: table, is_generated: 'NEVER', is_identity: 'NO' })
      .whereNot({ column_name: 'workspace_id' })
      .pluck<string[]>('column_name')
    copies.push(/* sql */ `${table}_copied as (
      insert into ${table} (workspace_id, ${columns.join(', ')})
      select copy, ${columns.join(', ')} from ${table}, unnest(cast(:copies as text[])) copy
      where workspace_id = :original)`)
  }
  const copyAll = `with ${copies.join(', ')} select`
  return (original: WorkspaceId) => {
    let made = 0
    let ready: WorkspaceId[] = []
    let making: Promise<void> | undefined
    const make = async () => {
      const workspaces = Array.from({ length: AT_ONCE }, (_, index) =>
        workspaceId(`${original}${made + index}`),
      )
      made += AT_ONCE
      await statements(knex, [original, ...workspaces])(copyAll, { copies: workspaces, original })
      ready = workspaces
    }
    /** One that nobody else has. */
    return async (): Promise<WorkspaceId> => {
      for (;;) {
        const workspace = ready.pop()
        if (workspace) return workspace
        making ??= make().finally(() => {
          making = undefined
        })
        await making
      }
    }
  }
}

/**
 * A server on which many histories go on side by side, without seeing each other. They may all begin alike: that is
 * played once, and each gets a copy of what it left behind.
 */
export const openPlayground = async (names: readonly Name[], beginning: readonly Command[]) => {
  const database = await ownDatabase(IN_FLIGHT)
  const store = inWorkspace(database.knex)
  const copiesOf = await copier(database)
  const untouched = { workspace: workspaceId('TUNTOUCHED'), now: MONDAY_10_UTC, sessions: [] }
  await store(untouched.workspace, async (tx) => {
    await saveWorkspace(tx, 'Model', MONDAY_10_UTC)
    for (const name of names) await meetMember(tx, account(memberId(name)), SEEN_AT)
  })
  const anotherUntouched = copiesOf(untouched.workspace)
  const first = realOpenSessions(store, { ...untouched, workspace: await anotherUntouched() })
  const begun: { command: Command; done: Done }[] = []
  for (const command of beginning) begun.push({ command, done: await first.does(command) })
  const anotherBegun = copiesOf(first.stands().workspace)
  return {
    /** The beginning, and what came of it. */
    begun,
    /** Another history, after that beginning. */
    continued: async () => realOpenSessions(store, { ...first.stands(), workspace: await anotherBegun() }),
    /** Another history in which nothing has happened yet. */
    untouched: async (fault?: Fault) =>
      realOpenSessions(store, { ...untouched, workspace: await anotherUntouched() }, fault),
    close: database.close,
  }
}

export type Playground = Awaited<ReturnType<typeof openPlayground>>
