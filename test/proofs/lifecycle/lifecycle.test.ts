import fc from 'fast-check'
import { describe, it } from 'vitest'
import { MONDAY_10_UTC } from '../../support/world.ts'
import { beginnings, commands, everythingAgrees } from './lifecycle-commands.ts'
import { lifecycleModel } from './lifecycle-model.ts'
import { realLifecycle } from './lifecycle-real.ts'

const numRuns = Number(process.env.MODEL_RUNS ?? 200)
/** Another seed plays other histories; a failure prints the path that replays it. */
const seed = Number(process.env.MODEL_SEED ?? 20261123)

describe('the lifecycle on the real database', () => {
  it(`agrees with the model after every act of ${numRuns} random histories`, { timeout: 0 }, async () => {
    await fc.assert(
      fc.asyncProperty(beginnings, commands(6), async (beginning, history) => {
        const [model, real] = [lifecycleModel(MONDAY_10_UTC), await realLifecycle()]
        await fc.asyncModelRun(() => ({ model, real }), [...beginning, ...history])
        await everythingAgrees(model, real)
      }),
      { numRuns, seed },
    )
  })
})
