import { describe } from 'vitest'
import { proveTwins } from './prove-twins.ts'
import { rerouteHistories } from './reroute-histories.ts'
import { rerouteLeaks } from './reroute-leaks.ts'
import { rerouteTwin } from './reroute-twin.ts'

describe('two histories that differ only in what was done about requests that ask for others', () => {
  proveTwins({
    holds: 'show their sender the same others at the same moment, and all else the same',
    histories: rerouteHistories,
    play: rerouteTwin,
    leaks: rerouteLeaks,
    enough: 60,
    asked: process.env.DIRECTORY_SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261129),
  })
})
