import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { type AvoidanceStep, avoidanceHistories } from './avoidance-histories.ts'
import { avoidanceLeaks } from './avoidance-leaks.ts'
import { type AvoidanceLeak, avoidanceTwin } from './avoidance-twin.ts'

/** By default, as many of 400 as fit into six seconds. */
const asked = process.env.DIRECTORY_SECRECY_RUNS
const numRuns = Number(asked ?? 400)
const seed = Number(process.env.SECRECY_SEED ?? 20261129)

describe('two histories that differ only in who avoids a member', () => {
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  const play = (history: readonly AvoidanceStep[], leak?: AvoidanceLeak) =>
    Promise.all([false, true].map((isAvoided) => avoidanceTwin(database.knex, history, isAvoided, leak)))

  it('give that member the same DMs, Home and answers, and all others in the same order', {
    timeout: 0,
  }, async () => {
    let played = 0
    await fc.assert(
      fc.asyncProperty(avoidanceHistories, async (history) => {
        played += 1
        const [met, avoided] = await play(history)
        expect(avoided).toEqual(met)
      }),
      { numRuns, seed, ...(asked ? {} : { interruptAfterTimeLimit: 6_000 }) },
    )
    expect(played).toBeGreaterThan(asked ? numRuns - 1 : 2)
  })

  const enough = 60
  it.each(Object.entries<AvoidanceLeak>(avoidanceLeaks))(
    'could be told apart by %s',
    { timeout: 0 },
    async (_says, leak) => {
      for (const history of fc.sample(avoidanceHistories, { numRuns: enough, seed })) {
        const [met, avoided] = await play(history, leak)
        if (JSON.stringify(met) !== JSON.stringify(avoided)) return
      }
      throw new Error(`not one of ${enough} histories shows it`)
    },
  )
})
