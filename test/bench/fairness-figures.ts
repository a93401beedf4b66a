import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/store/sql/database.ts'
import { migrator } from '../../src/store/sql/migrator.ts'
import { crowdWorker, fillCrowd } from '../support/crowd.ts'
import { createDatabase } from '../support/fresh-database.ts'
import { interleaved, median } from './rounds.ts'
import { ms, type Report, times } from './table.ts'

const CROWD = { quiet: 997, flood: 100_000 }
/** About as long as Slack takes to answer. */
const CALL = 100
const GOAL = 1.2

/**
 * How long the one message of each of many workspaces waits beside one with a flood of them, one that Slack limits and one
 * without a token, whose messages are all older; and how long without these.
 */
export const fairnessFigures = async (serverUrl: string, report: Report): Promise<void> => {
  const fresh = await createDatabase(serverUrl)
  const database = await openDatabase({ url: fresh.url, dataDir: '' }, { poolSize: 8 })
  try {
    await migrator(database.knex).up()
    const side = (withTrouble: boolean) => async () => {
      await fillCrowd(database, CROWD, withTrouble)
      const delays: number[] = []
      let ended = () => {}
      const over = new Promise<void>((resolve) => {
        ended = resolve
      })
      const began = performance.now()
      const worker = crowdWorker(database, async (workspace) => {
        await sleep(CALL)
        if (workspace === 'T0FLOOD') return
        delays.push(performance.now() - began)
        if (delays.length === CROWD.quiet) ended()
      })
      worker.start()
      await over
      await worker.stop()
      return median(delays)
    }
    const [beside = Number.NaN, alone = Number.NaN] = await interleaved(side(true), side(false))
    report({
      figure: `median delay of ${CROWD.quiet} workspaces' messages beside a flood of ${CROWD.flood.toLocaleString('en')}, a limit and a lost token ÷ alone`,
      ours: ms(beside),
      baseline: ms(alone),
      ratio: times(beside / alone),
      goal: `≤ ${GOAL}`,
      reached: beside / alone <= GOAL,
    })
  } finally {
    await database.close()
    await fresh.drop()
  }
}
