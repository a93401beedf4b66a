import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { finished } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { HTTPReceiver } from '@slack/bolt'
import type { Log } from '../app/log.ts'
import type { Metrics } from '../app/metrics.ts'
import type { RightOfWay } from '../app/right-of-way.ts'
import type { Clock } from '../domain/time/time.ts'
import { boltLogger } from './bolt-logger.ts'
import { guard } from './guard.ts'
import { mayReadMetrics } from './metrics-door.ts'

/**
 * Bolt's receiver, which holds every answer until its listener is done: a command, press or event is acknowledged
 * after its work is committed, and one whose listener threw is answered with 500, upon which Slack tries again. The
 * guard before it has verified the signature, both ways and by the clock that it was given.
 */
export const slackReceiver = (log: Log): HTTPReceiver =>
  new HTTPReceiver({
    signingSecret: '',
    signatureVerification: false,
    processBeforeResponse: true,
    logger: boltLogger(log),
  })

type HttpParts = {
  log: Log
  /** Database reachable, migrations current. */
  isReady(): Promise<boolean>
  /** Absent in Socket Mode, where Slack never calls. `wallClock`: the real time, whatever the app's clock says. */
  fromSlack?: { signingSecret: string; wallClock: Clock; receive: RequestListener }
  metrics: Metrics
  arrived: RightOfWay['arrived']
  /** What whoever reads the metrics must show; without it, only this machine may. */
  metricsToken: string | undefined
  /** Takes what is not ours. */
  otherwise?: RequestListener
}

/** Whoever asks has given up by then; a database that does not answer is none. */
const READY_WITHIN = 2_000

/** `POST /slack/events`, `GET /healthz`, `/readyz`, `/metrics`, and nothing else unless `otherwise` takes it. */
export const httpListener = (parts: HttpParts): RequestListener => {
  const { log, isReady, fromSlack, metrics, arrived, metricsToken, otherwise } = parts
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url?.split('?')[0]
    if (fromSlack && request.method === 'POST' && path === '/slack/events') {
      const began = performance.now()
      response.once('close', () => metrics.acknowledged(performance.now() - began))
      const answered = await guard(request, fromSlack.signingSecret, fromSlack.wallClock)
      if (!answered) {
        // Only now: strangers hold up nothing. Who has gone meanwhile does not either, and closes no second time.
        finished(response, arrived())
        return fromSlack.receive(request, response)
      }
      const { status, reason } = answered
      if (status === 200) {
        log.debug({ reason }, 'a request was passed over')
        return end(response, status)
      }
      log.warn({ status, reason }, 'a request was refused')
      // What is left of a body that was too large is not waited for.
      if (status === 413 || status === 408) response.setHeader('connection', 'close')
      return end(response, status)
    }
    if (request.method === 'GET' && path === '/healthz') return end(response, 200, 'alive')
    if (request.method === 'GET' && path === '/readyz') {
      const ready = await Promise.race([
        isReady().catch(() => false),
        sleep(READY_WITHIN, false, { ref: false }),
      ])
      return end(response, ready ? 200 : 503, ready ? 'ready' : 'not ready')
    }
    if (request.method === 'GET' && path === '/metrics' && mayReadMetrics(request, metricsToken)) {
      const { contentType, text } = await metrics.read()
      response.writeHead(200, { 'content-type': contentType })
      return response.end(text)
    }
    return otherwise ? otherwise(request, response) : end(response, 404)
  }
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request broke')
      if (!response.headersSent) end(response, 500)
    })
  }
}

const end = (response: ServerResponse, status: number, text = '') => {
  response.writeHead(status, text ? { 'content-type': 'text/plain; charset=utf-8' } : {})
  response.end(text)
}
