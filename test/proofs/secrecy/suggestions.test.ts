import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'
import { type SuggestionStep, suggestionHistories } from './suggestion-histories.ts'
import { suggestionLeaks } from './suggestion-leaks.ts'
import { type SuggestionLeak, suggestionTwin } from './suggestion-twin.ts'

/** By default, as many of 400 as fit into six seconds. */
const asked = process.env.DIRECTORY_SECRECY_RUNS
const numRuns = Number(asked ?? 400)
const seed = Number(process.env.SECRECY_SEED ?? 20261129)

describe('two histories that differ only in what became of suggestions', () => {
  let database: OwnDatabase
  beforeAll(async () => {
    database = await ownDatabase(8)
  })
  afterAll(() => database.close())

  const play = (history: readonly SuggestionStep[], leak?: SuggestionLeak) =>
    Promise.all([false, true].map((isFated) => suggestionTwin(database.knex, history, isFated, leak)))

  it('give the suggester the same DMs, Home and answers, at the same times and for the same waiting', {
    timeout: 0,
  }, async () => {
    let played = 0
    await fc.assert(
      fc.asyncProperty(suggestionHistories, async (history) => {
        played += 1
        const [ignored, fated] = await play(history)
        expect(fated).toEqual(ignored)
      }),
      { numRuns, seed, ...(asked ? {} : { interruptAfterTimeLimit: 6_000 }) },
    )
    expect(played).toBeGreaterThan(asked ? numRuns - 1 : 2)
  })

  const enough = 60
  it.each(Object.entries<SuggestionLeak>(suggestionLeaks))(
    'could be told apart by %s',
    { timeout: 0 },
    async (_says, leak) => {
      for (const history of fc.sample(suggestionHistories, { numRuns: enough, seed })) {
        const [ignored, fated] = await play(history, leak)
        if (JSON.stringify(ignored) !== JSON.stringify(fated)) return
      }
      throw new Error(`not one of ${enough} histories shows it`)
    },
  )
})
