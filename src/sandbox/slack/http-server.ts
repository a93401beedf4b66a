import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import type { World } from './state/world.ts'
import { keepUpload } from './web-api/files.ts'
import { callMethod } from './web-api/methods.ts'
import { answerResponseUrl } from './web-api/response-url.ts'

const MAX_BODY = 20_000_000

type Reply = {
  status: number
  body: string
  contentType?: string
  headers?: { [name: string]: string }
  breaches?: string[]
}

/** What the app calls: `/api/<method>`, `/response/<token>`, `/upload/<id>`, `/files/<id>` (text files). */
export const createSlackServer = (world: World) => {
  const server = createServer((request, response) => {
    serve(world, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 1000
  return server
}

const serve = async (world: World, request: IncomingMessage, response: ServerResponse) => {
  const started = performance.now()
  const at = world.clock.now()
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, kind = '', rest = ''] = /^\/([a-z]+)\/(.*)$/.exec(url.pathname) ?? []
  const name = kind === 'api' ? rest : kind === 'response' ? 'response_url' : kind
  const fault = world.faults.strike(name)
  const log = (sent: { request: string; answer: string; status: number | 'no answer'; breaches: string[] }) =>
    world.log.add({
      at,
      direction: 'app-to-slack',
      name,
      url: url.pathname,
      ms: Math.round(performance.now() - started),
      ...(fault && { fault: fault.kind }),
      ...sent,
    })
  if (fault?.kind === 'reset') {
    log({ request: '(not read)', answer: '', status: 'no answer', breaches: [] })
    request.socket.destroy()
    return
  }
  const body = await readBody(request)
  const played = await playFault(fault)
  if (played === 'hang') {
    log({ request: body.toString('utf8'), answer: '', status: 'no answer', breaches: [] })
    return
  }
  const given = played ?? answer(world, kind, rest, request, url, body)
  const reply =
    fault?.kind === 'garbled-reply' ? { ...given, body: fault.body, contentType: 'text/html' } : given
  const { status, contentType = 'application/json; charset=utf-8', headers, breaches = [] } = reply
  const isLost = fault?.kind === 'lost-reply'
  log({
    request: kind === 'upload' ? `(${body.length} bytes)` : body.toString('utf8'),
    answer: reply.body,
    status: isLost ? 'no answer' : status,
    breaches,
  })
  if (isLost) {
    request.socket.destroy()
    return
  }
  response.writeHead(status, { 'content-type': contentType, ...headers })
  response.end(reply.body)
}

const answer = (
  world: World,
  kind: string,
  rest: string,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Reply => {
  if (kind === 'api') {
    const { headers } = request
    const call = { method: rest, headers, query: url.searchParams, body: body.toString('utf8') }
    const result = callMethod(world, call)
    return { status: 200, body: JSON.stringify(result.body), breaches: result.breaches }
  }
  if (kind === 'response') {
    return { ...answerResponseUrl(world, rest, body.toString('utf8')), contentType: 'text/plain' }
  }
  if (kind === 'upload') {
    const isKept = keepUpload(world, rest, request.headers['content-type'] ?? '', body)
    return isKept
      ? { status: 200, body: `OK - ${body.length}`, contentType: 'text/plain' }
      : { status: 404, body: 'no such upload', breaches: ['upload to an unknown or used URL'] }
  }
  const file = kind === 'files' ? world.state.files[rest.split('/')[0] ?? ''] : undefined
  if (file && request.headers.authorization === `Bearer ${world.botToken}`) {
    const text = Buffer.from(file.base64, 'base64').toString('utf8')
    return {
      status: 200,
      body: text,
      contentType: file.name.endsWith('.ics') ? 'text/calendar' : 'text/plain',
    }
  }
  return {
    status: 404,
    body: '{"ok":false,"error":"not_found"}',
    breaches: [`no such path: ${url.pathname}`],
  }
}

/** The reply that a fault puts in place of Slack's, if any. */
const playFault = async (fault: Fault | undefined): Promise<Reply | 'hang' | undefined> => {
  switch (fault?.kind) {
    case 'rate-limited':
      return {
        status: 429,
        body: '{"ok":false,"error":"ratelimited"}',
        headers: { 'retry-after': String(fault.retryAfterSeconds) },
      }
    case 'http-error':
      return { status: fault.status, body: 'upstream error', contentType: 'text/plain' }
    case 'platform-error':
      return { status: 200, body: JSON.stringify({ ok: false, error: fault.error }) }
    case 'hang':
      return 'hang'
    case 'slow':
      await wait(fault.ms)
      return undefined
    default:
      return undefined
  }
}

const readBody = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > MAX_BODY) throw new Error('the body is larger than 20 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
