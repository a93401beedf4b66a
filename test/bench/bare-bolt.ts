/** The least that a click costs with Bolt: a stock app in its own process that acknowledges and does nothing else. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { BOT_TOKEN, SIGNING_SECRET } from './click.ts'
import { tellVitals } from './vitals.ts'

const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR })
const app = new App({
  receiver,
  authorize: async () => ({ botToken: BOT_TOKEN, botId: 'B0MENTOR01', botUserId: 'U0MENTORBT' }),
  logLevel: LogLevel.ERROR,
})
app.action(/.*/, ({ ack }) => ack())

const server = createServer(receiver.requestListener).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
tellVitals()
process.on('disconnect', () => process.exit(0))
if (process.send) process.send(url)
else process.stdout.write(`listening at ${url}\n`)
