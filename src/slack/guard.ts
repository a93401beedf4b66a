import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Clock, MINUTE } from '../domain/time/time.ts'
import { judgeEvent } from './event-payloads.ts'
import { type Judgement, judgeCommand, judgeInteraction } from './payloads.ts'

/** Slack's payloads are far smaller; its documentation states no limit. */
const MOST_BYTES = 1_000_000
/** How far a signed timestamp may be off, in either direction (spec 5-trust, Inbound). */
const WINDOW = 5 * MINUTE

/**
 * The guard answers with this status before Bolt sees the request; `reason` is for the log. 200: it is from Slack, and
 * there is nothing to do.
 */
export type Answered = { status: 200 | 400 | 401 | 408 | 413; reason: string }

/**
 * Checks requests before Bolt sees them: Bolt accepts timestamps from the future, waits 3 s on shapes it does not know,
 * and a signed body of `null` would end the process. The raw body stays on the request, where Bolt's receiver looks for
 * it. Nothing is looked up until the signature has been verified.
 */
export const guard = async (
  request: IncomingMessage & { rawBody?: Buffer },
  signingSecret: string,
  wallClock: Clock,
): Promise<Answered | undefined> => {
  const body = await readBody(request)
  if (!Buffer.isBuffer(body)) return body
  // Bolt does not accept parameters after the media type, such as `; charset=utf-8`.
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!isSigned(request, body, signingSecret, wallClock)) {
    return isCertificateCheck(request, mediaType, body)
      ? { status: 200, reason: 'nothing to do' }
      : { status: 401, reason: 'signature' }
  }
  const judgement = judgeBody(mediaType, body.toString('utf8'))
  if (judgement === 'malformed') return { status: 400, reason: 'shape' }
  if (judgement === 'idle') return { status: 200, reason: 'nothing to do' }
  request.headers['content-type'] = mediaType
  request.rawBody = body
  return undefined
}

const readBody = async (request: IncomingMessage): Promise<Buffer | Answered> => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > MOST_BYTES) return { status: 413, reason: 'size' }
      chunks.push(chunk)
    }
  } catch {
    return { status: 408, reason: 'the body did not arrive whole' }
  }
  return Buffer.concat(chunks)
}

/** Slack's `v0` signature: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const isSigned = (request: IncomingMessage, body: Buffer, secret: string, wallClock: Clock): boolean => {
  const timestamp = request.headers['x-slack-request-timestamp']
  const signature = request.headers['x-slack-signature']
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  if (Math.abs(wallClock.now() - Number(timestamp) * 1_000) > WINDOW) return false
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest()
  return timingSafeEqual(Buffer.from(signature.slice('v0='.length), 'hex'), expected)
}

/**
 * Slack occasionally checks the certificate of a command's address with an unsigned request and expects 200:
 * https://docs.slack.dev/interactivity/implementing-slash-commands. It contains nothing to act on.
 */
const isCertificateCheck = (request: IncomingMessage, mediaType: string, body: Buffer): boolean => {
  if (request.headers['x-slack-signature'] !== undefined || mediaType !== FORM || body.length > 1_000)
    return false
  const fields = new URLSearchParams(body.toString('utf8'))
  return fields.get('ssl_check') === '1' && !fields.has('payload') && !fields.has('command')
}

const FORM = 'application/x-www-form-urlencoded'

const judgeBody = (mediaType: string, body: string): Judgement => {
  if (mediaType === 'application/json') return judgeJson(body, judgeEvent)
  if (mediaType !== FORM) return 'malformed'
  const pairs = [...new URLSearchParams(body)]
  const fields = Object.fromEntries(pairs)
  // A repeated field would be read as a list.
  if (Object.keys(fields).length !== pairs.length || !isText(fields)) return 'malformed'
  return fields.payload === undefined ? judgeCommand(fields) : judgeJson(fields.payload, judgeInteraction)
}

const judgeJson = (json: string, judge: (parsed: unknown) => Judgement): Judgement => {
  try {
    const parsed: unknown = JSON.parse(json)
    return isText(parsed) ? judge(parsed) : 'malformed'
  } catch {
    // Not JSON, or nested too deeply to walk.
    return 'malformed'
  }
}

/** Postgres cannot store NUL, and half a surrogate pair is not a character. */
const UNTEXT = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

const isText = (value: unknown): boolean => {
  if (typeof value === 'string') return !UNTEXT.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isText(key) && isText(inner))
}
