import { request } from 'node:http'
import type { JsonObject } from '../json.ts'
import type { World } from '../state/world.ts'
import { signedHeaders } from './signing.ts'

/** What came back, or why nothing did. */
export type AppAnswer = { ms: number; headers: { [name: string]: string | string[] | undefined } } & (
  | { status: number; body: string; failure?: undefined }
  | { status?: undefined; body: ''; failure: 'timeout' | 'connection_failed' }
)

export type AppRequest = {
  /** For the log: the payload's type, or the command. */
  name: string
  contentType: string
  body: string
  headers?: { [name: string]: string }
  /** False for a deliberate forgery: refusing it is no fault of the app's. */
  judged?: boolean
  /** Replaces the headers of a genuine request. */
  signature?: { [name: string]: string }
}

/**
 * Sends one signed request to the app and waits for the acknowledgement, by default for 3 s (real
 * time). Never rejects. Each request has its own connection, so that a stopping app does not wait for idle ones.
 */
export const sendToApp = async (world: World, message: AppRequest): Promise<AppAnswer> => {
  const { log, clock, appUrl } = world
  const at = clock.now()
  const headers = {
    ...(message.signature ?? signedHeaders(world.signingSecret, message.body, world.wallClock.now())),
    ...message.headers,
  }
  const answer = appUrl
    ? await exchange(appUrl, message, headers, world.ackTimeoutMs)
    : { ms: 0, headers: {}, body: '' as const, failure: 'connection_failed' as const }
  log.add({
    at,
    direction: 'slack-to-app',
    name: message.name,
    url: appUrl ?? '(not connected)',
    request: message.body,
    answer: answer.failure ?? answer.body,
    status: answer.status ?? 'no answer',
    ms: answer.ms,
    breaches: message.judged === false ? [] : breachesOf(answer, world.ackTimeoutMs),
    sent: { contentType: message.contentType, body: message.body, headers },
  })
  return answer
}

const breachesOf = (answer: AppAnswer, timeoutMs: number) => {
  if (answer.failure === 'timeout') return [`not acknowledged within ${timeoutMs} ms`]
  if (answer.status === undefined || (answer.status >= 200 && answer.status < 300)) return []
  return [`acknowledged with HTTP ${answer.status}`]
}

const exchange = (
  appUrl: string,
  message: AppRequest,
  headers: { [name: string]: string },
  timeoutMs: number,
): Promise<AppAnswer> =>
  new Promise((resolve) => {
    const started = performance.now()
    const ms = () => Math.round(performance.now() - started)
    const failed = (failure: 'timeout' | 'connection_failed') =>
      resolve({ ms: ms(), headers: {}, body: '', failure })
    const outgoing = request(appUrl, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': message.contentType,
        'content-length': Buffer.byteLength(message.body),
        accept: 'application/json,*/*',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...headers,
      },
    })
    const timer = setTimeout(() => {
      failed('timeout')
      outgoing.destroy()
    }, timeoutMs)
    outgoing.on('error', () => {
      clearTimeout(timer)
      failed('connection_failed')
    })
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', () => failed('connection_failed'))
      incoming.on('end', () => {
        clearTimeout(timer)
        const body = Buffer.concat(chunks).toString('utf8')
        resolve({ ms: ms(), headers: incoming.headers, status: incoming.statusCode ?? 0, body })
      })
    })
    outgoing.end(message.body)
  })

/** Slack's word for what went wrong, as a failed command's message shows it; undefined if all went well. */
export const failureName = (answer: AppAnswer): string | undefined => {
  if (answer.failure === 'timeout') return 'operation_timeout'
  if (answer.status === undefined) return 'dispatch_failed'
  if (answer.status >= 500) return 'http_service_error'
  return answer.status >= 200 && answer.status < 300 ? undefined : 'http_client_error'
}

/** An interaction travels as one form field. */
export const sendInteraction = (world: World, payload: JsonObject, name: string) =>
  sendToApp(world, {
    name,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  })
