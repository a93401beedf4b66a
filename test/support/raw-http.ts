import { request as httpRequest } from 'node:http'
import { signedHeaders } from '../../src/sandbox/slack/outbound/signing.ts'
import type { Journey } from './app.ts'
import { testDatabase } from './database.ts'

export type Headers = Record<string, string>
type Answer = { status: number | undefined; body: string; ms: number }

export const FORM = 'application/x-www-form-urlencoded'
export const JSON_TYPE = 'application/json'
const SECOND = 1000

/** One request to the app, without anything that a client adds. `ms`: real time to the end of the answer. */
export const send = (
  j: { app: { address: string } },
  path: string,
  headers: Headers,
  body?: string,
  method = 'POST',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const outgoing = httpRequest(`${j.app.address}${path}`, { method, headers, agent: false }, (incoming) => {
      let answer = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk
      })
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode, body: answer, ms: performance.now() - started }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

export const seconds = () => Math.floor(Date.now() / SECOND)

/** Signed as by Slack, by default. @param off how many seconds the timestamp is off */
export const signed = (j: Journey, body: string, { off = 0, secret = j.slack.signingSecret } = {}): Headers =>
  signedHeaders(secret, body, (seconds() + off) * SECOND)

export const post = (j: Journey, type: string, body: string, how: { off?: number; secret?: string } = {}) =>
  send(j, '/slack/events', { 'content-type': type, ...signed(j, body, how) }, body)

/** The body of a `/mentor help`. */
export const command = (j: Journey): string =>
  new URLSearchParams({
    command: '/mentor',
    text: 'help',
    user_id: 'U0ADA00001',
    team_id: j.slack.state.team.id,
    trigger_id: '1.2.3',
    channel_id: 'C0GENERAL1',
    response_url: 'http://127.0.0.1:9/none',
  }).toString()

/** Every statement that runs during the work, no matter who runs it. */
export const statementsDuring = async (work: () => Promise<unknown>): Promise<string[]> => {
  const { knex } = await testDatabase()
  const statements: string[] = []
  const note = ({ sql }: { sql: string }) => statements.push(sql)
  knex.on('query', note)
  await work()
  knex.off('query', note)
  return statements
}
