import { parseArgs } from 'node:util'
import { settings } from '../knexfile.ts'
import { runCommand, UsageFault } from './cli.ts'
import { workspaceId } from './domain/ids.ts'
import { type DeliveryRecord, listDeliveries, retryFailed } from './store/delivery-records.ts'
import { allWorkspaces } from './store/look-over.ts'
import { openDatabase } from './store/sql/database.ts'
import { inWorkspace } from './store/sql/transaction.ts'

const USAGE = `Usage:
  npm run deliveries                          lists deliveries that are waiting or have failed
  npm run deliveries -- retry <id>            tries a failed one again
  npm run deliveries -- retry --all           tries all failed ones again
  npm run deliveries -- … --workspace <id>    only those of that workspace (T… or E…)
In a production install write "node dist/deliveries-cli.js" for "npm run deliveries --".
`

const MOST_LISTED = 100

const run = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { all: { type: 'boolean', default: false }, workspace: { type: 'string' } },
  })
  const [command = 'list', id, ...rest] = positionals
  const isRetry = command === 'retry' && (id !== undefined) !== values.all
  const isList = command === 'list' && id === undefined && !values.all
  if (rest.length > 0 || (!isRetry && !isList)) throw new UsageFault(USAGE)
  const database = await openDatabase(settings, { poolSize: 1 })
  try {
    const within = inWorkspace(database.knex)
    const named = values.workspace
    const workspaces =
      named === undefined ? await allWorkspaces(database.knex).telling() : [workspaceId(named)]
    if (isRetry) return retried(await retryFailed(within, workspaces, id ?? null), id)
    return listed(
      await listDeliveries(within, workspaces, 'failed', MOST_LISTED),
      await listDeliveries(within, workspaces, 'waiting', MOST_LISTED),
    )
  } finally {
    await database.close()
  }
}

const retried = (count: number, id: string | undefined): string => {
  if (id !== undefined && count === 0) return `There is no failed delivery ${id}.`
  if (count === 0) return 'No delivery has failed: there is nothing to try again.'
  return `${count === 1 ? 'One delivery is' : `${count} deliveries are`} due again. The next worker to look will try at once.`
}

const listed = (failed: readonly DeliveryRecord[], waiting: readonly DeliveryRecord[]): string => {
  if (failed.length + waiting.length === 0) return 'Everything has been delivered.'
  return [
    ...section('Failed (to try one again: npm run deliveries -- retry <id>):', failed),
    ...section('Waiting:', waiting),
  ].join('\n')
}

const section = (title: string, records: readonly DeliveryRecord[]): string[] =>
  records.length === 0
    ? []
    : [title, ...records.map(line), ...(records.length === MOST_LISTED ? [`  and possibly more`] : [])]

/** Says what kind of message and to whom, never what it says. */
const line = ({ workspace, id, kind, to, writtenAt, nextAt, tries, reason }: DeliveryRecord): string =>
  [
    `  ${id}  ${kind} to ${to} in ${workspace}, written ${at(writtenAt)}`,
    ...(nextAt === null ? [] : [`due ${at(nextAt)}`]),
    ...(tries > 0 ? [tries === 1 ? 'one failed attempt' : `${tries} failed attempts`] : []),
    ...(reason === null ? [] : [`reason: ${reason}`]),
  ].join(', ')

const at = (instant: number) => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`

await runCommand(run)
