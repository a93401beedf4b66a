import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** The hosts a program on this machine asks for, on any port. A proxy that forwards the requested host names another. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/** Headers a proxy adds to a request it forwards. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']

/** @param token required of everybody if set. @param behindProxy whether a proxy may stand before this port */
type Door = { token: string | undefined; behindProxy: boolean }

/**
 * Who may read the counts. Not everybody: in a small workspace, a sender who sees the counts rise by one refreshed card
 * and nothing else has seen a dismissal, which no surface may show (spec 1-lifecycle). Without a token, only programs on
 * this machine that ask for this machine by name may; and where Slack calls, nobody: the proxy that passes Slack's
 * requests on is such a program too, and one that names its upstream as the host, adds no header and speaks HTTP/1.1
 * (nginx with `proxy_http_version 1.1`) cannot be told from a scraper.
 */
export const mayReadMetrics = (request: IncomingMessage, { token, behindProxy }: Door): boolean => {
  if (token !== undefined) return isSame(request.headers.authorization ?? '', `Bearer ${token}`)
  return (
    !behindProxy &&
    LOOPBACK.has(request.socket.remoteAddress ?? '') &&
    LOCAL_HOST.test(request.headers.host ?? '') &&
    PASSED_ON.every((header) => request.headers[header] === undefined)
  )
}

const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))

const digest = (text: string) => createHash('sha256').update(text).digest()
