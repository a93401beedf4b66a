import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Clock, MINUTE } from '../domain/time.ts'

/** Slack's payloads are far smaller; its documentation names no limit. */
const MOST_BYTES = 1_000_000
/** How far a signed timestamp may be off, in either direction (spec 5-trust, Inbound). */
const WINDOW = 5 * MINUTE

/** The request is refused with this status before Bolt sees it; `reason` is for the log. */
export type Refused = { status: 400 | 401 | 408 | 413; reason: string }

/**
 * What stands before Bolt: it takes timestamps from the future, and a signed body of `null` would end the process. The
 * raw body is left on the request where Bolt's receiver looks for it. Nothing is looked up before the signature holds.
 */
export const guard = async (
  request: IncomingMessage & { rawBody?: Buffer },
  signingSecret: string,
  wallClock: Clock,
): Promise<Refused | undefined> => {
  const body = await readBody(request)
  if (!Buffer.isBuffer(body)) return body
  if (!isSigned(request, body, signingSecret, wallClock)) return { status: 401, reason: 'signature' }
  // Bolt takes no parameter such as `; charset=utf-8` beside the media type.
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!isObject(mediaType, body.toString('utf8'))) return { status: 400, reason: 'shape' }
  request.headers['content-type'] = mediaType
  request.rawBody = body
  return undefined
}

const readBody = async (request: IncomingMessage): Promise<Buffer | Refused> => {
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
  if (!/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(wallClock.now() - Number(timestamp) * 1_000) > WINDOW) return false
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest()
  const given = Buffer.from(signature.replace(/^v0=/, ''), 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const isObject = (mediaType: string, body: string): boolean => {
  if (mediaType === 'application/json') return parsesToObject(body)
  if (mediaType !== 'application/x-www-form-urlencoded') return false
  const payloads = new URLSearchParams(body).getAll('payload')
  return payloads.length <= 1 && payloads.every(parsesToObject)
}

const parsesToObject = (json: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}
