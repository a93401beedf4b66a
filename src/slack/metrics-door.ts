import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** What a program on this machine asks for, on any port. A proxy that passes on the address it was asked for names another. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** What a proxy adds to a request that it passes on from somewhere else. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']

/**
 * Who may read the counts. Not everybody: in a small workspace, a sender who sees the counts rise by a refreshed card
 * and nothing else has seen a dismissal, which no surface may show (spec 1-lifecycle). So: whoever has the token or,
 * where none is set, a program on this very machine that asked for this very machine. nginx as it comes adds no header,
 * and asks for the address at which it was told that we are; but it does so in HTTP/1.0, unless it is told otherwise,
 * and no scraper speaks that any more.
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
