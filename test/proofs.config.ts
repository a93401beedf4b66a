import { configDefaults, defineConfig } from 'vitest/config'
import usual, { longFiles } from './vitest.config.ts'

/**
 * `npm run proofs`: the full sizes, on a server, of what `npm test` shows on a small scale. Each size is a variable of
 * its own: `FUZZ=100000 npm run proofs` raises only that one.
 */
const sizes = {
  /** How many mutants of signed payloads, and how many unsigned requests. */
  FUZZ: '2500',
  /** How many kills at random awaits in the handlers; `all` takes about an hour. */
  CRASHES: '6',
  /** Kills at every await of a delivery. */
  KILLS: 'all',
  /** How many random histories of requests. */
  MODEL_RUNS: '1000',
  /** How many twin histories that differ only in dismissals. Where a number is set, planted leaks must be found too. */
  SECRECY_RUNS: '300',
  /** How many each that differ only in suggestions, in avoidances, and in dismissals of requests that ask for others. */
  DIRECTORY_SECRECY_RUNS: '100',
  /** How many programmes that differ only in dismissals, whose reports and files are compared. */
  REPORT_SECRECY_RUNS: '40',
  /** How many twin histories that differ only in what was said of sessions. */
  FEEDBACK_SECRECY_RUNS: '60',
  /** How many random histories of calendars that fail. Where a number is set, planted faults must be found too. */
  CALENDAR_RUNS: '30',
  /** How many calendars, at how many addresses, of which how many hang, are read in two rounds. */
  CALENDAR_SOURCES: '10000,1000,50',
  /** How many random histories of open sessions. Where a number is set, planted faults must be found too. */
  OPEN_SESSION_RUNS: '20000',
  /** How many concurrent histories to check for linearizability. */
  RACE_RUNS: '700',
  /** 100 members for each of 100 slots. */
  RACES: 'full',
  /** How many have a seat in the session that the chaos run moves and cancels. */
  CHAOS_SEATS: '20',
  /** How many join at once on one message in a channel. */
  BURST: '100',
  /** Of how many members the numbers of a report are counted again by plain SQL. */
  REPORT_MEMBERS: '5000',
  /** How many random programmes somebody tries to learn small numbers of, from all the reports of a day. */
  DISCLOSURES: '25',
  REMINDER_SESSIONS: '1200',
  /** Every how many statements the move of a workspace dies. */
  MOVES_EVERY: '30',
  /** Before every how many statements the process that forgets a member dies. */
  FORGETTING_EVERY: '3',
  /** In how many workspaces, of how many members each, how many acts look for rows in the wrong one. */
  ISOLATION: '200,50,300',
  /** How many workspaces have one message, and how many messages the busiest beside them has. */
  CROWD: '397,20000',
  /** How many rows of one workspace are deleted while another acts. */
  PURGE_ROWS: '60000',
}

export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/proofs/**/*.test.ts', ...longFiles],
    exclude: configDefaults.exclude,
    env: {
      ...usual.test?.env,
      ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, process.env[name] ?? size])),
    },
    globalSetup: ['test/support/start-server.ts', 'test/support/prepare-database.ts'],
  },
})
