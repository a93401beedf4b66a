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
 * Bolt's receiver, made to hold every answer until its listener is done: a command, press or event is acknowledged after
 * its work is committed. If the listener throws, the answer is 500 and Slack tries again. The guard has already verified
 * the signature and, against the clock it was given, that the timestamp is neither too old nor too far ahead.
 */
export const slackReceiver = (log: Log): HTTPReceiver =>
  new HTTPReceiver({
    signingSecret: '',
    signatureVerification: false,
    processBeforeResponse: true,
    logger: boltLogger(log),
  })

export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

type HttpParts = {
  log: Log
  /** Whether the database is reachable and its migrations are current. */
  isReady(): Promise<boolean>
  /** Absent in Socket Mode, where Slack never calls. `wallClock`: the real time, regardless of the app's clock. */
  fromSlack?: { signingSecret: string; wallClock: Clock; receive: RequestListener }
  metrics: Metrics
  arrived: RightOfWay['arrived']
  /** The token required to read the metrics; without one, only this machine may, and only where Slack does not call. */
  metricsToken: string | undefined
  /** Pages for browsers and calendars: each says whether the request was for it. */
  pages: readonly Page[]
  /** Handles requests that are not for the app. */
  otherwise?: RequestListener
}

/** The caller has given up by then; a database that does not answer counts as unreachable. */
const READY_WITHIN = 2_000

/** `POST /slack/events`, `GET /healthz`, `/readyz`, `/metrics`, and nothing else unless `otherwise` takes it. */
export const httpListener = (parts: HttpParts): RequestListener => {
  const { log, isReady, fromSlack, metrics, arrived, metricsToken, pages, otherwise } = parts
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url?.split('?')[0]
    if (fromSlack && request.method === 'POST' && path === '/slack/events') {
      const began = performance.now()
      response.once('close', () => metrics.acknowledged(performance.now() - began))
      const answered = await guard(request, fromSlack.signingSecret, fromSlack.wallClock)
      if (!answered) {
        // After the guard, so that unsigned requests delay no delivery. `finished` also sees a caller who has gone.
        finished(response, arrived())
        return fromSlack.receive(request, response)
      }
      const { status, reason } = answered
      if (status === 200) {
        log.debug({ reason }, 'a request was ignored')
        return end(response, status)
      }
      log.warn({ status, reason }, 'a request was refused')
      // Does not wait for the rest of a body that is too large.
      if (status === 413 || status === 408) response.setHeader('connection', 'close')
      return end(response, status)
    }
    // Some load balancers ask for the head only, of which Node leaves the body out.
    const isLook = request.method === 'GET' || request.method === 'HEAD'
    if (isLook && path === '/healthz') return end(response, 200, 'alive')
    if (isLook && path === '/readyz') {
      const ready = await Promise.race([
        isReady().catch(() => false),
        sleep(READY_WITHIN, false, { ref: false }),
      ])
      return end(response, ready ? 200 : 503, ready ? 'ready' : 'not ready')
    }
    const door = { token: metricsToken, behindProxy: fromSlack !== undefined }
    if (request.method === 'GET' && path === '/metrics' && mayReadMetrics(request, door)) {
      const { contentType, text } = await metrics.read()
      response.writeHead(200, { 'content-type': contentType })
      return response.end(text)
    }
    for (const page of pages) if (await page(request, response)) return
    return otherwise ? otherwise(request, response) : end(response, 404)
  }
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request failed')
      if (!response.headersSent) end(response, 500)
    })
  }
}

const end = (response: ServerResponse, status: number, text = '') => {
  response.writeHead(status, text ? { 'content-type': 'text/plain; charset=utf-8' } : {})
  response.end(text)
}
