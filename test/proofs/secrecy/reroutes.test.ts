import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { type RerouteStep, rerouteHistories } from './reroute-histories.ts'
import { rerouteLeaks } from './reroute-leaks.ts'
import { type RerouteLeak, rerouteTwin } from './reroute-twin.ts'

/** By default, as many of 400 as fit into six seconds. */
const asked = process.env.DIRECTORY_SECRECY_RUNS
const numRuns = Number(asked ?? 400)
const seed = Number(process.env.SECRECY_SEED ?? 20261129)

describe('two histories that differ only in what was done about requests that ask for others', () => {
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  const play = (history: readonly RerouteStep[], leak?: RerouteLeak) =>
    Promise.all([false, true].map((isSecret) => rerouteTwin(database.knex, history, isSecret, leak)))

  it('show their sender the same others at the same moment, and all else the same', {
    timeout: 0,
  }, async () => {
    let played = 0
    await fc.assert(
      fc.asyncProperty(rerouteHistories, async (history) => {
        played += 1
        const [pending, dismissed] = await play(history)
        expect(dismissed).toEqual(pending)
      }),
      { numRuns, seed, ...(asked ? {} : { interruptAfterTimeLimit: 6_000 }) },
    )
    expect(played).toBeGreaterThan(asked ? numRuns - 1 : 2)
  })

  const enough = 60
  it.each(Object.entries<RerouteLeak>(rerouteLeaks))(
    'could be told apart by %s',
    { timeout: 0 },
    async (_says, leak) => {
      for (const history of fc.sample(rerouteHistories, { numRuns: enough, seed })) {
        const [pending, dismissed] = await play(history, leak)
        if (JSON.stringify(pending) !== JSON.stringify(dismissed)) return
      }
      throw new Error(`not one of ${enough} histories shows it`)
    },
  )
})
