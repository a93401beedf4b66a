import fc from 'fast-check'
import type { Knex } from 'knex'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'

type Twins<Step, Leak> = {
  /** What holds of the two, as the test says it. */
  holds: string
  histories: fc.Arbitrary<readonly Step[]>
  /** Plays a history without or with the secret. @returns all that reached those who must not know it */
  play: (knex: Knex, history: readonly Step[], isSecret: boolean, leak?: Leak) => Promise<unknown>
  leaks: Readonly<Record<string, Leak>>
  /** How many histories show any of the leaks. */
  enough: number
  /** How many histories to play. By default, as many as fit into six seconds. */
  runs: { asked: string | undefined; most: number }
  seed: number
}

/** Random histories are alike with and without their secret, and each mistake that would tell it is found. */
export const proveTwins = <Step, Leak>(twins: Twins<Step, Leak>): void => {
  const { holds, histories, leaks, enough, runs, seed } = twins
  const { asked, most } = runs
  const numRuns = Number(asked ?? most)
  // A server only for its speed: the two run in parallel.
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  const play = (history: readonly Step[], leak?: Leak) =>
    Promise.all([false, true].map((isSecret) => twins.play(database.knex, history, isSecret, leak)))

  it(holds, { timeout: 0 }, async () => {
    let played = 0
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        played += 1
        const [without, withIt] = await play(history)
        expect(withIt).toEqual(without)
      }),
      { numRuns, seed, ...(asked ? {} : { interruptAfterTimeLimit: 6_000 }) },
    )
    expect(played).toBeGreaterThan(asked ? numRuns - 1 : 2)
  })

  it.each(Object.entries<Leak>(leaks))('could be told apart by %s', { timeout: 0 }, async (_says, leak) => {
    for (const history of fc.sample(histories, { numRuns: enough, seed })) {
      const [without, withIt] = await play(history, leak)
      if (JSON.stringify(without) !== JSON.stringify(withIt)) return
    }
    throw new Error(`not one of ${enough} histories shows it`)
  })
}
