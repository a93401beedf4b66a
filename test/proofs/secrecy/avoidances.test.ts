import { describe } from 'vitest'
import { avoidanceHistories } from './avoidance-histories.ts'
import { avoidanceLeaks } from './avoidance-leaks.ts'
import { avoidanceTwin } from './avoidance-twin.ts'
import { proveTwins } from './prove-twins.ts'

describe('two histories that differ only in who avoids a member', () => {
  proveTwins({
    holds: 'give that member the same DMs, Home and answers, and all others in the same order',
    histories: avoidanceHistories,
    play: avoidanceTwin,
    leaks: avoidanceLeaks,
    enough: 60,
    asked: process.env.DIRECTORY_SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261129),
  })
})
