import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { createDatabase } from '../support/fresh-database.ts'
import { type Child, startChild } from './child.ts'
import type { ServingOrders } from './serving.ts'
import { type Report, times } from './table.ts'
import type { Vitals, VitalsWanted } from './vitals.ts'

const WORKSPACES = 1_000
/** The housekeeping runs once a minute, the rest more often. */
const WATCHED = 65_000
const GOALS = { memory: 20, processor: 0.01 }
const MB = 2 ** 20

/** What a process takes that serves a thousand idle workspaces, beside one that serves one, over the same minute. */
export const idleFigures = async (serverUrl: string, slackApiUrl: string, report: Report): Promise<void> => {
  const sides = [
    await openSide(serverUrl, slackApiUrl, WORKSPACES),
    await openSide(serverUrl, slackApiUrl, 1),
  ]
  try {
    const before = await Promise.all(sides.map(({ app }) => app.ask({})))
    await sleep(WATCHED)
    const after = await Promise.all(sides.map(({ app }) => app.ask({ collected: true })))
    const shares = after.map(({ cpu }, side) => (cpu - (before[side]?.cpu ?? 0)) / WATCHED)
    const [many = Number.NaN, one = Number.NaN] = shares
    const [heaped = Number.NaN, alone = Number.NaN] = after.map(({ heap }) => heap / MB)
    report({
      figure: `memory with ${WORKSPACES.toLocaleString('en')} idle workspaces ÷ with one`,
      ours: `${heaped.toFixed(1)} MB`,
      baseline: `${alone.toFixed(1)} MB`,
      ratio: times(heaped / alone),
      goal: `+ ${GOALS.memory} MB`,
      reached: heaped - alone < GOALS.memory,
    })
    report({
      figure: `processor with ${WORKSPACES.toLocaleString('en')} idle workspaces ÷ with one`,
      ours: share(many),
      baseline: share(one),
      ratio: times(many / one),
      goal: `+ ${share(GOALS.processor)}`,
      reached: many - one < GOALS.processor,
    })
  } finally {
    await Promise.all(sides.map(({ close }) => close()))
  }
}

const share = (of: number) => `${(100 * of).toFixed(2)} %`

const openSide = async (serverUrl: string, slackApiUrl: string, workspaces: number) => {
  const fresh = await createDatabase(serverUrl)
  const database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 1 })
  await migrator(database.knex).up()
  const ids = Array.from({ length: workspaces }, (_, n) => `T0IDLE${n}`)
  await database.knex.transaction(async (trx) => {
    await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [ids.join(',')])
    await trx.raw(
      `insert into workspaces (workspace_id, name, installed_at) select id, id, now() from unnest(cast(? as text[])) id`,
      [ids],
    )
  })
  const orders: ServingOrders = {
    ...{ slackApiUrl, workers: 'on', installs: true },
    database: { url: fresh.url },
  }
  const app: Child<VitalsWanted, Vitals> = await startChild(
    new URL('./serving.ts', import.meta.url),
    orders,
    ['--expose-gc'],
  )
  // The numbers of the day that is over are counted once, which is no part of a usual minute.
  for (let counted = 0; counted < workspaces; await sleep(500)) {
    counted = await database.knex.transaction(async (trx) => {
      await trx.raw(`select set_config('mentorship.workspaces', ?, true)`, [ids.join(',')])
      return (await trx('report_days').distinct('workspace_id')).length
    })
  }
  await database.close()
  return {
    app,
    close: async () => {
      await app.stop()
      await fresh.drop()
    },
  }
}
