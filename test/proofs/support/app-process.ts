/** The app in its own process, which a test can kill. It is run by path, and its first message configures it. */
import { ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import { writeHeapSnapshot } from 'node:v8'
import pg from 'pg'
import type { SlackConfig } from '../../../src/app/slack-config.ts'
import { start } from '../../../src/app/wiring.ts'
import { openDatabase } from '../../../src/store/sql/database.ts'
import { calendarKeys, testClock } from '../../support/world.ts'

export type Orders = {
  databaseUrl: string
  slackApiUrl: string
  slack: Exclude<SlackConfig, { mode: 'sandbox' }>
  /** The time of the app's clock and of the one that signs requests; both stand still. */
  now: number
  wallNow: number
}

/** To the parent: where it listens, and each gate it passed. */
export type Report = { address: string } | { gate: string } | { rejection: string } | { done: true }

/**
 * From the parent. `dieAt`: die at this gate from now, counted from one, or at the one that follows these; 0 merely counts.
 * `heapTo`: a file.
 */
export type Command = { now: number; dieAt: number | readonly string[] } | 'settle' | { heapTo: string }

const report = (message: Report) => process.send?.(message)

let gates = 0
let counting = false
let dieAt: number | readonly string[] = Number.POSITIVE_INFINITY

/** Whether all gates that it was told to pass are behind it. */
const isDue = (what: string) => {
  if (typeof dieAt === 'number') return false
  const [next, ...later] = dieAt
  if (next === undefined) return true
  if (next === what) dieAt = later
  return false
}

/**
 * Something is about to leave the process, and an await depends on it: a statement, a call, an answer. Whatever happens
 * between two gates dies with the process, so killing it at each gate means killing it at every await.
 */
const gate = (what: string) => {
  // Once the outbox is being worked through, the request is over.
  if (what.startsWith('before with waiting')) counting = false
  if (!counting) return
  gates += 1
  if (gates === dieAt || isDue(what)) process.kill(process.pid, 'SIGKILL')
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
  // Slack's client keeps the `fetch` that it finds, and the one that replaces tokens is made at the start.
  if (orders.slack.mode === 'oauth') watch()
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
      slack: orders.slack,
    },
    database,
    // As the journeys' own: what it serves is found at its address.
    isLocal: orders.slack.mode === 'http',
    clock,
    wallClock: { now: () => orders.wallNow },
    log: lines,
    timing: { pace: 0 },
    ...(orders.slack.mode === 'http' && { calendars: { keys: calendarKeys, allowPrivate: true } }),
  })
  if (orders.slack.mode !== 'oauth') watch()
  process.on('message', async (command: Command) => {
    if (command === 'settle') {
      await app.settle()
      report({ done: true })
      return
    }
    if ('heapTo' in command) {
      writeHeapSnapshot(command.heapTo)
      report({ done: true })
      return
    }
    clock.set(command.now)
    gates = 0
    counting = true
    dieAt = command.dieAt
    report({ done: true })
  })
  report({ address: app.address })
})
