import { describe } from 'vitest'
import { proveTwins } from './prove-twins.ts'
import { reportHistories } from './report-histories.ts'
import { reportLeaks } from './report-leaks.ts'
import { reportTwin } from './report-twin.ts'

describe('two programmes that differ only in dismissals', () => {
  proveTwins({
    holds: 'give an organiser the same reports, charts and files, byte for byte',
    histories: reportHistories,
    play: reportTwin,
    leaks: reportLeaks,
    enough: 20,
    asked: process.env.REPORT_SECRECY_RUNS,
    seed: Number(process.env.SECRECY_SEED ?? 20261201),
  })
})
