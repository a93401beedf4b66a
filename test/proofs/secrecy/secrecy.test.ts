import { describe } from 'vitest'
import { histories } from './histories.ts'
import { plantedLeaks } from './planted-leaks.ts'
import { proveTwins } from './prove-twins.ts'
import { twin } from './twin.ts'

describe('two histories that differ only in their dismissals', () => {
  proveTwins({
    holds: 'give the sender the same DMs, Home and answers, at the same times and in the same order',
    histories,
    play: twin,
    leaks: plantedLeaks,
    enough: 40,
    asked: process.env.SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261123),
  })
})
