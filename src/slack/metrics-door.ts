import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** The hosts a program on this machine asks for, on any port. A proxy that forwards the requested host names another. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** Headers a proxy adds to a request it forwards. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']

/**
 * Who may read the counts. Not everybody: in a small workspace, a sender who sees the counts rise by one refreshed card
 * and nothing else has seen a dismissal, which no surface may show (spec 1-lifecycle). So access needs the token or, if
 * none is set, a request from this machine that names this machine as its host. By default nginx adds no header and
 * names the upstream address it was given as the host, but it uses HTTP/1.0, which no scraper speaks any more.
 */
export const mayReadMetrics = (request: IncomingMessage, token: string | undefined): boolean => {
  if (token === undefined) {
    return (
      LOOPBACK.has(request.socket.remoteAddress ?? '') &&
      LOCAL_HOST.test(request.headers.host ?? '') &&
      request.httpVersion !== '1.0' &&
      PASSED_ON.every((header) => request.headers[header] === undefined)
    )
  }
  return isSame(request.headers.authorization ?? '', `Bearer ${token}`)
}

const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))

const digest = (text: string) => createHash('sha256').update(text).digest()
