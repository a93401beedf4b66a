import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Desk, Incoming, Reply } from './answering.ts'
import type { Fault } from './faults.ts'

const MAX_BODY = 20_000_000

/** What the app calls, over HTTP. @param deskFor who answers a request */
export const createSlackServer = (deskFor: (incoming: Incoming) => Desk) => {
  const server = createServer((request, response) => {
    serve(deskFor, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 1000
  return server
}

/** @param port 0 takes a free one, always on 127.0.0.1. Rejects if it is taken. @returns the port */
export const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

export const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const serve = async (
  deskFor: (incoming: Incoming) => Desk,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  const started = performance.now()
  const incoming = await receive(request)
  const { kind, rest, url, body } = incoming
  const name = kind === 'api' ? rest : kind === 'response' ? 'response_url' : kind
  const desk = deskFor(incoming)
  const at = desk.clock.now()
  const fault = desk.faults.strike(name)
  const log = (sent: { request: string; answer: string; status: number | 'no answer'; breaches: string[] }) =>
    desk.log.add({
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
  const played = await playFault(fault)
  if (played === 'hang') {
    log({ request: body.toString('utf8'), answer: '', status: 'no answer', breaches: [] })
    return
  }
  const given = played ?? desk.answer()
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

const receive = async (request: IncomingMessage): Promise<Incoming> => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, team, kind = '', rest = ''] = /^(?:\/team\/([^/]+))?\/([a-z]+)\/(.*)$/.exec(url.pathname) ?? []
  const { method: verb = 'GET', headers } = request
  return { verb, url, ...(team && { team }), kind, rest, headers, body: await readBody(request) }
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
