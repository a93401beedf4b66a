import type { IncomingMessage, ServerResponse } from 'node:http'
import { subscribed, tagOf } from '../calendar/subscribed.ts'
import type { WorkspaceId } from '../domain/ids.ts'
import { type Clock, MINUTE, SECOND } from '../domain/time/time.ts'
import { hashOfSecret } from '../service/calendars/own-address.ts'
import type { Services } from '../service/services.ts'
import type { Serving } from '../slack/serving.ts'
import { calendarEntry } from '../slack/text/calendar-entry.ts'
import type { Words } from '../slack/text/words.ts'

type Parts = {
  workspaceOf(secretHash: string): Promise<WorkspaceId | undefined>
  serving: Pick<Serving, 'to'>
  services: Pick<Services, 'subscription'>
  words: Words
  clock: Clock
}

const PATH = /^\/calendar\/([^/]*)$/
const FILE = /^([\w-]{43})\.ics$/

/** Calendars look every hour or less often; of other addresses, no more are tried in a minute than this. */
export const MOST_LOOKS = { ofOne: 30, ofAll: 6_000 } as const

/**
 * `GET /calendar/<secret>.ics`, a member's sessions for a calendar that subscribes to them. Whatever is wrong with an
 * address, it is answered alike, and the workspace is looked up only once the whole secret has been found.
 * @returns a listener that answers only requests for such addresses, and says whether it did
 */
export const calendarPage = ({ workspaceOf, serving, services, words, clock }: Parts) => {
  const mayLook = bounded(clock)

  const shownTo = async (secretHash: string) => {
    const workspace = await workspaceOf(secretHash)
    if (!workspace || !(await serving.to(workspace))) return undefined
    const found = await services.subscription({ workspace, secretHash })
    return found?.sessions.map(({ session, other }) => ({
      ...{ workspace, session },
      ...calendarEntry(words, { session, reader: found.reader, other, isCancelled: false }),
    }))
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const [, name] = PATH.exec(request.url?.split('?')[0] ?? '') ?? []
    if (name === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    const [, secret] = FILE.exec(name) ?? []
    const secretHash = hashOfSecret(secret ?? name)
    if (!mayLook(secretHash)) {
      response.writeHead(429, { ...HEADERS, 'retry-after': String(MINUTE / SECOND) }).end()
      return true
    }
    const entries = secret === undefined ? undefined : await shownTo(secretHash)
    if (!entries) {
      response.writeHead(404, HEADERS).end()
      return true
    }
    const { calendarName } = words.subscribing
    const etag = tagOf(calendarName, entries)
    if (names(request.headers['if-none-match'], etag)) {
      response.writeHead(304, { ...HEADERS, etag }).end()
      return true
    }
    const body = Buffer.from(subscribed(calendarName, entries, clock.now()), 'utf8')
    response.writeHead(200, {
      ...{ ...HEADERS, etag, 'content-length': body.length },
      'content-type': 'text/calendar; charset=utf-8',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}

/** Only the one who asked may keep it, and asks again before showing it. */
const HEADERS = {
  'cache-control': 'private, no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly, or `*`. */
const names = (asked = '', etag: string): boolean =>
  asked.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.slice(2))

/** Counts looks by address, within a minute of the process's own. */
const bounded = ({ now }: Clock) => {
  let until = now() + MINUTE
  let all = 0
  const counts = new Map<string, number>()
  return (address: string): boolean => {
    const at = now()
    // A clock that was set back begins anew too.
    if (at >= until || at < until - MINUTE) {
      until = at + MINUTE
      all = 0
      counts.clear()
    }
    const count = (counts.get(address) ?? 0) + 1
    all += 1
    if (count > MOST_LOOKS.ofOne || all > MOST_LOOKS.ofAll) return false
    counts.set(address, count)
    return true
  }
}
