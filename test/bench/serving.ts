/** The app in its own process, with a clock that starts at the bench's time; it reports its resource use on request. */
import { randomBytes } from 'node:crypto'
import { start } from '../../src/app/wiring.ts'
import { openDatabase } from '../../src/store/sql/database.ts'
import { realClock } from '../support/real-clock.ts'
import { BOT_TOKEN, SIGNING_SECRET } from './click.ts'
import { NOW } from './dataset.ts'
import { tellVitals } from './vitals.ts'

export type ServingOrders = {
  slackApiUrl: string
  workers: 'on' | 'off'
  /** Whether any workspace may install the app; else it serves the bench's one. */
  installs?: boolean
  /** A server's address, or the directory of the embedded database. */
  database: { url: string } | { dataDir: string }
  /** What members' calendars are sealed with, in Base64. Absent: nobody has any. */
  calendarKey?: string
}

const orders: ServingOrders = JSON.parse(process.argv[2] ?? '{}')
const database = await openDatabase({ dataDir: '', ...orders.database })
const app = await start({
  config: {
    host: '127.0.0.1',
    port: 0,
    slackApiUrl: orders.slackApiUrl,
    workers: orders.workers,
    slack: orders.installs
      ? {
          ...{ mode: 'oauth', clientId: '1.2', clientSecret: 'bench', signingSecret: SIGNING_SECRET },
          ...{ tokenKeys: [{ id: 'k1', key: randomBytes(32) }], publicUrl: 'https://bench.example.com' },
        }
      : { mode: 'http', botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET },
  },
  database,
  ...(orders.calendarKey && {
    calendars: {
      keys: [{ id: 'bench', key: Buffer.from(orders.calendarKey, 'base64') }],
      allowPrivate: true,
    },
  }),
  clock: { now: () => NOW + Math.floor(performance.now()) },
  wallClock: realClock,
  // The bench counts unacknowledged requests itself.
  log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
})

tellVitals()
process.on('disconnect', () => process.exit(0))
process.send?.(app.address)
