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
  /** How many histories to play. By default a few, and no leak is planted. */
  asked: string | undefined
  seed: number
}

const FEW = 2

/** Random histories are alike with and without their secret, and each mistake that would tell it is found. */
export const proveTwins = <Step, Leak>(twins: Twins<Step, Leak>): void => {
  const { holds, histories, leaks, enough, asked, seed } = twins
  // A server only for its speed: the two run in parallel.
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  const play = (history: readonly Step[], leak?: Leak) =>
    Promise.all([false, true].map((isSecret) => twins.play(database.knex, history, isSecret, leak)))

  it(holds, { timeout: 0 }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const [without, withIt] = await play(history)
        expect(withIt).toEqual(without)
      }),
      { numRuns: Number(asked ?? FEW), seed },
    )
  })

  if (!asked) return
  it.each(Object.entries<Leak>(leaks))('could be told apart by %s', { timeout: 0 }, async (_says, leak) => {
    for (const history of fc.sample(histories, { numRuns: enough, seed })) {
      const [without, withIt] = await play(history, leak)
      if (JSON.stringify(without) !== JSON.stringify(withIt)) return
    }
    throw new Error(`not one of ${enough} histories shows it`)
  })
}
