import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { settings } from '../knexfile.ts'
import { runCommand, UsageFault } from './cli.ts'
import { workspaceId } from './domain/ids.ts'
import { MINUTE } from './domain/time/time.ts'
import { forgetWorkspace } from './store/forget-workspace.ts'
import { forgetInstallation, troubleOf } from './store/installation-records.ts'
import { allWorkspaces } from './store/look-over.ts'
import { handOver } from './store/move/hand-over.ts'
import { moveWorkspace, stayHere } from './store/move/move-workspace.ts'
import { type Database, openDatabase } from './store/sql/database.ts'
import { type WorkspaceRecord, workspaceRecord } from './store/workspace-records.ts'

const USAGE = `Usage:
  npm run workspaces                  lists the workspaces, how each is served, and how long its messages wait
  npm run workspaces -- forget <id>   deletes a workspace (T… or E…) and everything in it, now and for good
  npm run workspaces -- hand-over <E…> <T…>
                                      gives what version 0.1.0 kept for a whole organisation to one of its workspaces
  npm run workspaces -- move <id> --to <DATABASE_URL>
                                      moves it to another database (docs/scaling.md); again, if that died half way
  npm run workspaces -- stay <id>     gives up a move that died before all of it arrived: it is served here again
In a production install write "node dist/workspaces-cli.js" for "npm run workspaces --".
`

const run = async (): Promise<string> => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { to: { type: 'string' } } })
  const [command = 'list', id, heir, ...rest] = positionals
  const { to } = values
  const isHandOver =
    command === 'hand-over' && id && /^E/.test(id) && heir && /^T/.test(heir) && to === undefined
  const isForget = command === 'forget' && id && !heir && to === undefined
  const isMove = command === 'move' && id && !heir && to !== undefined
  const isStay = command === 'stay' && id && !heir && to === undefined
  const isList = command === 'list' && id === undefined && to === undefined
  if (rest.length > 0 || !(isHandOver || isForget || isMove || isStay || isList)) throw new UsageFault(USAGE)
  const database = await openDatabase(settings, { poolSize: 2 })
  try {
    if (isHandOver) return await handedOver(database, id, heir)
    if (isMove) return await moved(database, id, to)
    if (isStay) return await stayed(database, id)
    return isForget ? await forgotten(database, id) : await listed(database)
  } finally {
    await database.close()
  }
}

const forgotten = async ({ knex }: Database, id: string): Promise<string> => {
  const before = await workspaceRecord(knex, workspaceId(id))
  // The tokens first: without them nothing more comes from there.
  const wasInstalled = await forgetInstallation(knex, id)
  await forgetWorkspace(knex)(id)
  if (before) return `Forgotten: ${before.name} (${id}).`
  return wasInstalled
    ? `Forgotten: the installation of ${id}. The workspaces that it served are served no longer, and kept until you forget each.`
    : `There is no workspace ${id}.`
}

const handedOver = async ({ knex }: Database, organisation: string, heir: string): Promise<string> => {
  const before = await workspaceRecord(knex, workspaceId(organisation))
  if (!before) return `Nothing is kept under ${organisation}.`
  const rows = await handOver(knex, before.workspace, { id: workspaceId(heir), name: heir })
  return `Handed over from ${organisation} to ${heir}: ${rows} rows.`
}

const moved = async (from: Database, id: string, url: string): Promise<string> => {
  const to = await openDatabase({ url, dataDir: '' }, { poolSize: 2 })
  try {
    const sums = await moveWorkspace({ from, to, workspace: id, name: randomUUID() })
    const rows = sums.reduce((count, sum) => count + Number(sum.rows), 0)
    return `Moved ${id}: ${rows} rows, with equal checksums in all ${sums.length} tables. From now on, what Slack sends for it belongs to the processes of the other database.`
  } finally {
    await to.close()
  }
}

const stayed = async (from: Database, id: string): Promise<string> => {
  await stayHere(from, id)
  return `${id} stays, and is served here as before. If a copy of it is in the other database, delete that there: npm run workspaces -- forget ${id}`
}

const listed = async ({ knex }: Database): Promise<string> => {
  const all = allWorkspaces(knex)
  const ids = [...(await all.installed()), ...(await all.removed())]
  if (ids.length === 0) return 'There is no workspace yet.'
  const lines: string[] = []
  for (const id of ids) {
    const record = await workspaceRecord(knex, id)
    if (record) lines.push(line(record, record.servedBy && (await troubleOf(knex, record.servedBy))))
  }
  return lines.join('\n')
}

const line = (
  { workspace, name, members, servedBy, removedAt, isMoving, waitedMs }: WorkspaceRecord,
  trouble: string | null,
): string =>
  [
    `  ${workspace}  ${name}`,
    `${members} ${members === 1 ? 'member' : 'members'} met`,
    isMoving ? MOVES : stateOf(servedBy, removedAt, trouble),
    waitedMs === null ? 'no message waits' : `the oldest message has waited for ${minutes(waitedMs)}`,
  ].join(', ')

const MOVES = 'is being moved, or a move of it died: ask for it again, or let it stay'

const stateOf = (servedBy: string | null, removedAt: number | null, trouble: string | null): string => {
  if (removedAt !== null) return `removed the app on ${new Date(removedAt).toISOString().slice(0, 10)}`
  if (trouble === 'gone')
    return `the installation ${servedBy} is gone: install the app again, or forget the workspace`
  if (trouble !== null)
    return `Slack accepts its installation no longer (${trouble}): it must be installed again`
  return servedBy === null
    ? 'served by the token in the environment'
    : `served by the installation ${servedBy}`
}

const minutes = (ms: number) => {
  const count = Math.round(ms / MINUTE)
  return count === 1 ? '1 minute' : `${count} minutes`
}

await runCommand(run)
