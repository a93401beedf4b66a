/** The app in a process of its own, which a test can kill: run by path, told by its first message what to be. */
import { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import pg from 'pg'
import { start } from '../../../src/app/wiring.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { testClock } from '../../support/world.ts'

export type Orders = {
  databaseUrl: string
  slackApiUrl: string
  botToken: string
  signingSecret: string
  /** Of the app's clock, and of the one that requests are signed by; both stand still. */
  now: number
  wallNow: number
}

/** To the parent: where it listens; and each gate that was passed. */
export type Report = { address: string } | { gate: string } | { rejection: string } | { settled: true }

/** From the parent. `dieAt`: be killed at this many gates from now, counted from one; 0 merely counts. */
export type Command = { now: number; dieAt: number } | 'settle'

const report = (message: Report) => process.send?.(message)

let gates = 0
let counting = false
let dieAt = Number.POSITIVE_INFINITY

/**
 * Something is about to go out of the process, and an await will hang on it: a statement, a call, an answer. Between
 * two gates there is only what dies with the process, so to be killed at each is to be killed at every await.
 */
const gate = (what: string) => {
  // Where the outbox begins to be worked through, the request is over.
  if (what.startsWith('before with waiting')) counting = false
  if (!counting) return
  gates += 1
  if (gates === dieAt) process.kill(process.pid, 'SIGKILL')
  report({ gate: what })
}

const watch = () => {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
    const [config] = args
    const text = typeof config === 'string' ? config : (config as { text?: string }).text
    gate(`before ${(text ?? '').trim().split(/\s+/).slice(0, 3).join(' ')}`)
    return query.apply(this, args as never)
  } as never

  const realFetch = globalThis.fetch
  globalThis.fetch = (...args) => {
    const url = args[0] instanceof Request ? args[0].url : String(args[0])
    gate(`before ${new URL(url).pathname.split('/').at(-1)}`)
    return realFetch(...args)
  }

  const { end } = ServerResponse.prototype
  ServerResponse.prototype.end = function watched(this: ServerResponse, ...args: unknown[]) {
    gate('before the answer')
    return end.apply(this, args as never)
  } as never
}

process.on('unhandledRejection', (error) => report({ rejection: String(error) }))

process.once('message', async (orders: Orders) => {
  const database = await openDatabase({ url: orders.databaseUrl, dataDir: '' })
  const clock = testClock(orders.now)
  const lines = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (...line: unknown[]) => void process.stderr.write(`${inspect(line)}\n`),
  }
  const app = await start({
    config: {
      host: '127.0.0.1',
      port: 0,
      slackApiUrl: orders.slackApiUrl,
      workers: 'off',
      slack: { mode: 'http', botToken: orders.botToken, signingSecret: orders.signingSecret },
    },
    database,
    clock,
    wallClock: { now: () => orders.wallNow },
    log: lines,
    timing: { pace: 0 },
  })
  watch()
  process.on('message', async (command: Command) => {
    if (command === 'settle') {
      await app.settle()
      report({ settled: true })
      return
    }
    clock.set(command.now)
    gates = 0
    counting = true
    dieAt = command.dieAt
    report({ settled: true })
  })
  report({ address: app.address })
})
