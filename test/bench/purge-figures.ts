import { setTimeout as sleep } from 'node:timers/promises'
import { workspaceId } from '../../src/domain/ids.ts'
import { forgetInSteps } from '../../src/store/forget-workspace.ts'
import { inWorkspace } from '../../src/store/sql/transaction.ts'
import { type Child, startChild } from './child.ts'
import type { Pressed, Steady } from './clicker.ts'
import { seededDatabase } from './databases.ts'
import { LISTS } from './dataset.ts'
import { quantile } from './rounds.ts'
import type { ServingOrders } from './serving.ts'
import { ms, type Report, times } from './table.ts'

const ROWS = 1_000_000
/** Whatever else the machine does falls on both sides: they take turns by the second. */
const PRESSES = { count: 50, perSecond: 50 }
const TURNS = 20
const GOAL = 1.5

/** How long an acknowledgement takes while a million rows of another workspace are deleted, beside undisturbed. */
export const purgeFigures = async (serverUrl: string, slackApiUrl: string, report: Report): Promise<void> => {
  const clicks = 2 * (TURNS + 1) * PRESSES.count
  const database = await seededDatabase(serverUrl, 'purge', { requests: 0, lists: false, clicks })
  const leaving = workspaceId(LISTS.workspace)
  await database.rows(
    `insert into workspaces (workspace_id, name, installed_at) values ('${leaving}', 'Leaving', now())`,
  )
  await database.rows(/* sql */ `insert into deliveries (workspace_id, id, lane, notice, order_key, created_at, run_at, settled_at, outcome)
    select '${leaving}', 'delivery ' || n, 'post', '{}', 'one', now(), now(), now(), 'sent' from generate_series(1, ${ROWS}) n`)
  await database.rows('analyze deliveries')
  const orders: ServingOrders = { slackApiUrl, workers: 'off', database: { url: database.url } }
  const app = await startChild(new URL('./serving.ts', import.meta.url), orders)
  const clicker: Child<Steady, Pressed> = await startChild(new URL('./clicker.ts', import.meta.url), {})
  const doors = door()
  let [from, isOver, isCutShort] = [0, false, false]
  const rest = async (ms: number) => {
    await sleep(ms)
    await doors.through()
    if (isCutShort) throw new Error('what is left need not go')
  }
  const inOne = inWorkspace(database.knex)
  const purging = doors
    .through()
    .then(() => forgetInSteps(inOne, leaving, null, rest))
    .then(
      () => {
        isOver = true
      },
      (error: unknown) => {
        if (!isCutShort) throw error
      },
    )
  const pressed = async () => {
    const { took, refused } = await clicker.ask({ kind: 'steady', address: app.greeting, ...PRESSES, from })
    from += PRESSES.count
    if (refused > 0) throw new Error(`${refused} presses were not acknowledged`)
    return took
  }
  const disturbed = async () => {
    doors.open()
    const took = await pressed()
    doors.shut()
    return took
  }
  try {
    const [meanwhile, alone]: [number[], number[]] = [[], []]
    // The first turns do not count.
    await disturbed()
    await pressed()
    for (let turn = 0; turn < TURNS; turn += 1) {
      meanwhile.push(...(await disturbed()))
      alone.push(...(await pressed()))
    }
    const [during, undisturbed] = [quantile(meanwhile, 0.99), quantile(alone, 0.99)]
    report({
      figure: `p99 of an acknowledgement while ${ROWS.toLocaleString('en')} rows of another workspace go ÷ undisturbed${isOver ? ' (they went too soon)' : ''}`,
      ours: ms(during),
      baseline: ms(undisturbed),
      ratio: times(during / undisturbed),
      goal: `≤ ${GOAL}`,
      reached: during / undisturbed <= GOAL,
    })
  } finally {
    isCutShort = true
    doors.open()
    await Promise.all([app.stop(), clicker.stop(), purging])
    await database.close()
  }
}

/** What passes only while it is open. */
const door = () => {
  let open = () => {}
  let way = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    through: () => way,
    open: () => open(),
    shut: () => {
      way = new Promise<void>((resolve) => {
        open = resolve
      })
    },
  }
}
