import { ConfigFault, EX_CONFIG, environment, readConfig } from './config.ts'
import type { Clock } from './domain/time.ts'
import { createLog } from './log.ts'
import { SlackFault } from './slack/connect.ts'
import { openDatabase } from './store/database.ts'
import { DatabaseFault } from './store/database-fault.ts'
import { forgetWorkspace } from './store/forget-workspace.ts'
import { type Mentorship, start, type Wiring } from './wiring.ts'

const realClock: Clock = { now: () => Date.now() }
/** A stop is over by then, whatever still runs (spec 5-trust, When things break). */
const STOP_WITHIN = 10_000

const main = async () => {
  const config = readConfig(environment())
  const log = createLog(config.logLevel, process.stderr.isTTY)
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  const common = { database, wallClock: realClock, log }

  let app: { address: string; stop(): Promise<void> }
  if (config.slack.mode === 'sandbox') {
    const { startSandbox } = await import('./sandbox/start.ts')
    const serve = (wiring: Omit<Wiring, keyof typeof common>): Promise<Mentorship> =>
      start({ ...common, ...wiring })
    const fresh = process.argv.includes('--fresh')
    const forget = forgetWorkspace(database.knex)
    app = await startSandbox({ config, realClock, log, fresh, serve, forget })
    process.stdout.write(`\nOpen ${app.address} in your browser: a local Slack with Mentorship in it.\n\n`)
  } else {
    app = await start({ ...common, config: { ...config, slack: config.slack }, clock: realClock })
    process.stdout.write(`Mentorship listens at ${app.address} (${config.slack.mode}).\n`)
  }

  const stop = async () => {
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    await app.stop()
    await database.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  const isOurs = error instanceof ConfigFault || error instanceof DatabaseFault || error instanceof SlackFault
  process.stderr.write(`${isOurs ? error.message : startFault(error)}\n`)
  process.exit(error instanceof ConfigFault ? EX_CONFIG : 1)
})

const startFault = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Another program listens there already (${error.message}): stop it, or set PORT to a free one.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
