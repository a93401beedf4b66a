import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** What a proxy adds to a request that it passes on from somewhere else. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip']

/**
 * Who may read the counts. Not everybody: in a small workspace, a sender who sees the counts rise by a refreshed card
 * and nothing else has seen a dismissal, which no surface may show (spec 1-lifecycle). So: whoever has the token or,
 * where none is set, a program on this very machine.
 */
export const mayReadMetrics = (request: IncomingMessage, token: string | undefined): boolean => {
  if (token === undefined) {
    return (
      LOOPBACK.has(request.socket.remoteAddress ?? '') &&
      PASSED_ON.every((header) => request.headers[header] === undefined)
    )
  }
  return isSame(request.headers.authorization ?? '', `Bearer ${token}`)
}

const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))

const digest = (text: string) => createHash('sha256').update(text).digest()
