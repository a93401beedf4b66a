import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sandboxSeed } from '../../../../src/sandbox/first-day/workspace.ts'
import { isObject, type JsonObject, parseJson } from '../../../../src/sandbox/slack/json.ts'
import { type LocalSlackOptions, startLocalSlack } from '../../../../src/sandbox/slack/local-slack.ts'
import { realClock } from '../../../support/real-clock.ts'
import { createTestClock } from './tiny-app.ts'

type Received = { headers: IncomingHttpHeaders; body: string; payload: JsonObject }
type Respond = (request: Received, response: ServerResponse) => void

const payloadOf = (body: string): JsonObject => {
  const direct = parseJson(body)
  if (isObject(direct)) return direct
  const form = new URLSearchParams(body)
  const inner = parseJson(form.get('payload') ?? '')
  return isObject(inner) ? inner : Object.fromEntries(form)
}

/** A local Slack and a server that keeps what it receives, for tests of the bytes rather than of Bolt's view of them. */
export const startRawApp = async (options: Partial<LocalSlackOptions> = {}) => {
  const received: Received[] = []
  let respond: Respond = (_, response) => response.end()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const one = { headers: request.headers, body, payload: payloadOf(body) }
      received.push(one)
      respond(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clock = createTestClock()
  const slack = await startLocalSlack({
    seed: sandboxSeed,
    clock,
    wallClock: realClock,
    salt: 'raw',
    appUrl: `http://127.0.0.1:${port}/slack/events`,
    ...options,
  })
  const call = async (method: string, args: JsonObject): Promise<JsonObject> => {
    const response = await fetch(slack.apiUrl + method, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
      body: JSON.stringify(args),
    })
    const answer = parseJson(await response.text())
    if (isObject(answer) && answer.ok === true) return answer
    throw new Error(`${method} was refused: ${JSON.stringify(answer)}`)
  }
  return {
    slack,
    clock,
    received,
    /** The newest request's payload: JSON body, `payload` field, or the form itself. */
    last: () => received.at(-1)?.payload ?? {},
    answerWith: (next: Respond) => {
      respond = next
    },
    answerJson: (answer: JsonObject) => {
      respond = (_, response) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    },
    call,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await slack.stop()
    },
  }
}
