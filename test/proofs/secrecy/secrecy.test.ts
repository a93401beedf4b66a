import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { histories, type Step } from './histories.ts'
import { plantedLeaks } from './planted-leaks.ts'
import { type Leak, twin } from './twin.ts'

/** By default, as many of 2,000 as fit into six seconds. */
const asked = process.env.SECRECY_RUNS
const numRuns = Number(asked ?? 2000)
const seed = Number(process.env.SECRECY_SEED ?? 20261123)

describe('two histories that differ only in their dismissals', () => {
  // A server only for its speed: the two run in parallel.
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  const play = (history: readonly Step[], leak?: Leak) =>
    Promise.all([twin(database.knex, history, false, leak), twin(database.knex, history, true, leak)])

  it('give the sender the same DMs, Home and answers, at the same times and in the same order', {
    timeout: 0,
  }, async () => {
    let played = 0
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        played += 1
        const [spared, dismissed] = await play(history)
        expect(dismissed).toEqual(spared)
      }),
      { numRuns, seed, ...(asked ? {} : { interruptAfterTimeLimit: 6_000 }) },
    )
    expect(played).toBeGreaterThan(asked ? numRuns - 1 : 2)
  })

  const enough = 40
  it.each(Object.entries<Leak>(plantedLeaks))(
    'could be told apart by %s',
    { timeout: 0 },
    async (_says, leak) => {
      for (const history of fc.sample(histories, { numRuns: enough, seed })) {
        const [spared, dismissed] = await play(history, leak)
        if (JSON.stringify(spared) !== JSON.stringify(dismissed)) return
      }
      throw new Error(`not one of ${enough} histories shows it`)
    },
  )
})
