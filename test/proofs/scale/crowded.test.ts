import { expect, it, onTestFinished } from 'vitest'
import { crowdWorker, fillCrowd } from '../../support/crowd.ts'
import { type OwnDatabase, ownDatabase } from '../../support/own-database.ts'

/** How many workspaces have one message each, and how many the busiest has. */
const [QUIET = 0, FLOOD = 0] = (process.env.CROWD ?? '97,2000').split(',').map(Number)
/** As many as a worker sends at once (`worker/outbox.ts`). */
const SLOTS = 32

/** How often those in trouble came to their turn. */
type Turns = { calls: number; tries: Record<string, number> }

/**
 * How many calls' length each quiet workspace's message waited. Every call to Slack takes one step: all that are under way
 * end together, when as many are as can be.
 */
const delays = async (
  database: OwnDatabase,
  withTrouble: boolean,
): Promise<{ delays: number[]; turns: Turns }> => {
  const found: number[] = []
  let [step, left] = [0, QUIET]
  let under: (() => void)[] = []
  let ended = () => {}
  const over = new Promise<void>((resolve) => {
    ended = resolve
  })
  const call = () =>
    new Promise<void>((resolve) => {
      under.push(resolve)
      if (under.length < Math.min(SLOTS, left + (withTrouble ? 1 : 0))) return
      step += 1
      const all = under
      under = []
      for (const end of all) end()
    })
  const worker = crowdWorker(database, async (workspace) => {
    await call()
    if (workspace === 'T0FLOOD') return
    found.push(step)
    left -= 1
    if (left === 0) ended()
  })
  worker.start()
  await over
  const stopped = worker.stop()
  for (const end of under) end()
  await stopped
  return { delays: found, turns: { calls: step, tries: worker.tries } }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

it(`${QUIET} quiet workspaces wait no longer beside one with ${FLOOD} messages, one that Slack limits and one without a token`, {
  timeout: 600_000,
}, async () => {
  const database = await ownDatabase(8)
  onTestFinished(() => database.close())
  await fillCrowd(database, { quiet: QUIET, flood: FLOOD }, false)
  const alone = median((await delays(database, false)).delays)
  await fillCrowd(database, { quiet: QUIET, flood: FLOOD }, true)
  const { delays: withTrouble, turns } = await delays(database, true)
  const beside = median(withTrouble)
  process.stdout.write(`median delay: ${alone} calls alone, ${beside} beside trouble\n`)
  expect(beside).toBeLessThanOrEqual(Math.ceil(alone * 1.2))
  // Though theirs waited longest: who has to wait is asked once, and the busiest has one call under way at a time.
  expect(turns.tries).toMatchObject({ T0LIMITED: 1, T0REVOKED: 1 })
  expect(turns.tries.T0FLOOD).toBeLessThanOrEqual(turns.calls + 1)
})
