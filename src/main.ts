import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { calendarKeys } from './app/calendar-keys.ts'
import { ConfigFault, EX_CONFIG, environment, readConfig } from './app/config.ts'
import { layHistory } from './app/lay-history.ts'
import { createLog, linesForMachines, linesForPeople } from './app/log.ts'
import { type Mentorship, start, type Wiring } from './app/wiring.ts'
import type { Clock } from './domain/time/time.ts'
import { SlackFault } from './slack/connect.ts'
import { forgetWorkspace } from './store/forget-workspace.ts'
import { openDatabase } from './store/sql/database.ts'
import { DatabaseFault } from './store/sql/database-fault.ts'

const realClock: Clock = { now: () => Date.now() }
/** `src/` and `dist/` are siblings, so these paths work from both. */
const manifest = new URL('../manifest.yml', import.meta.url)
const page = new URL('../dist/sandbox/', import.meta.url)

/** Stopping takes at most ten seconds, whatever is still running (spec 5-trust, When things break). */
const STOP_WITHIN = 8_000
const CLOSE_WITHIN = 1_000

const main = async () => {
  const config = readConfig(environment())
  const log = createLog(config.logLevel, process.stderr.isTTY ? await linesForPeople() : linesForMachines())
  const slack = config.slack.mode === 'sandbox' ? await loadSandbox() : config.slack
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  const keys = await calendarKeys(config)
  const calendars = keys && { keys, ...config.calendars }
  const common = { database, wallClock: realClock, log, ...(calendars && { calendars }) }

  let app: { address: string; stop(): Promise<void> }
  if ('startSandbox' in slack) {
    // It is used by one person, on their own machine, where it serves calendars itself.
    const own = calendars && { calendars: { ...calendars, allowPrivate: true } }
    const serve = (wiring: Omit<Wiring, keyof typeof common>): Promise<Mentorship> =>
      start({ ...common, ...own, ...wiring })
    const fresh = process.argv.includes('--fresh')
    const forget = forgetWorkspace(database.knex)
    const remember = layHistory(database)
    const given = { config, realClock, log, manifest, page, fresh, serve, forget, remember }
    app = await slack.startSandbox(given)
    process.stdout.write(`\nOpen ${app.address} in your browser: a local Slack with Mentorship in it.\n\n`)
  } else {
    app = await start({ ...common, config: { ...config, slack }, clock: realClock })
    process.stdout.write(`Mentorship listens at ${app.address} (${slack.mode}).\n`)
  }

  let isStopping = false
  const stop = async (exitCode: number) => {
    if (isStopping) return
    isStopping = true
    const stopped = app.stop().then(
      () => true,
      (error: unknown) => log.error({ err: error }, 'stopping failed'),
    )
    // A hanging call to Slack, say. Its delivery is due again when its lease ends.
    if (!(await Promise.race([stopped, sleep(STOP_WITHIN)])))
      log.warn('stopped while something was still running')
    await Promise.race([database.close().catch(() => {}), sleep(CLOSE_WITHIN)])
    process.exit(exitCode)
  }
  process.once('SIGTERM', () => stop(0))
  process.once('SIGINT', () => stop(0))
  // An unhandled rejection is one failed piece of work, and its transaction is isolated from the others.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
  // After an uncaught exception no state can be trusted: stop in good order, and let the next start be clean.
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'uncaught exception')
    void stop(1)
  })
}

/** Loaded before a database is made, since this may fail: a production install leaves the sandbox's packages out. */
const loadSandbox = () =>
  import('./sandbox/start.ts').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    throw new ConfigFault([
      'No Slack variable is set, and the sandbox is not part of a production install ' +
        `(${error.message.split(' imported from')[0]}): set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, ` +
        'or install everything with npm ci and run npm start.',
    ])
  })

main().catch((error: unknown) => {
  const isOurs = error instanceof ConfigFault || error instanceof DatabaseFault || error instanceof SlackFault
  process.stderr.write(`${isOurs ? error.message : startFault(error)}\n`)
  process.exit(error instanceof ConfigFault ? EX_CONFIG : 1)
})

/** Postgres' disk_full error code. */
const DISK_FULL = '53100'

const startFault = (error: unknown): string => {
  if (!(error instanceof Error)) return inspect(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return `Another program is already listening there (${error.message}): stop it, or set PORT to a free port.`
  }
  if (code === DISK_FULL) return `The database's disk is full: free some space there, then start again.`
  return error.stack ?? error.message
}
