import { defineConfig } from 'vitest/config'
import usual from './vitest.config.ts'

/**
 * `npm run proofs`: what `npm test` shows in small, at its full size and on a server. Each size is a variable of
 * its own, so that `FUZZ=100000 npm run proofs` asks for more of that one.
 */
const sizes = {
  /** Mutants of signed payloads, and as many unsigned requests. */
  FUZZ: '20000',
  /** Kills at random awaits of the handlers; `all` takes an hour or so. */
  CRASHES: '40',
  /** Kills at every await of a delivery. */
  KILLS: 'all',
  /** Twin histories that differ in dismissals alone. */
  SECRECY_RUNS: '2000',
  /** Concurrent histories that are to be linearizable. */
  RACE_RUNS: '2000',
  /** 100 members for each of 100 slots. */
  RACES: 'full',
  REMINDER_SESSIONS: '2000',
}

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/proofs/**/*.test.ts'],
    env: {
      ...usual.test?.env,
      ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, process.env[name] ?? size])),
    },
    globalSetup: ['test/support/start-server.ts', 'test/support/prepare-database.ts'],
  },
})
