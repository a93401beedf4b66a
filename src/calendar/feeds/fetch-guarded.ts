import { Agent, fetch, type Response } from 'undici'
import type { CalendarFault, Validators } from '../../domain/calendars/reading.ts'
import { Refused, refusalOf, refusedBy, textUpTo } from '../refused.ts'
import { type Allows, checkLiteral, guardedLookup, isPublic, type Resolve } from './public-address.ts'

/** How a calendar's server is reached. */
export type Reach = {
  resolve: Resolve
  /** Machines in private networks may be asked too, also over http. */
  allowPrivate: boolean
  /** Absent: public addresses or, where private ones are allowed, all. */
  allows?: Allows
  /** Milliseconds for everything together: names, redirects, the whole body; as long again to work out what it says. */
  within: number
  /** Bytes of an answer, unpacked. */
  most: number
  /** Certificates of authorities to trust beside the usual ones. */
  ca?: string
}

/** What a server says of a version. */
export type Said = Omit<Validators, 'digest'>

export type Fetched =
  | { state: 'fetched'; body: string; said: Said }
  | { state: 'unchanged' }
  | { state: 'not_known'; fault: CalendarFault; after?: number }

const MOST_REDIRECTS = 3
/** Only what these are is taken on, so nothing of ours is sent along but them. */
const headersOf = ({ etag, lastModified }: Said) => ({
  accept: 'text/calendar, */*;q=0.1',
  ...(etag !== null && { 'if-none-match': etag }),
  ...(lastModified !== null && { 'if-modified-since': lastModified }),
})

/** What is asked besides the address; `login` goes to the machine that it was typed for, and to no other. */
type Asking = { method?: string; headers: Record<string, string>; body?: string; login?: string }

/** Follows redirects, each checked anew, to an answer whose body nobody has read yet. */
export type Send = (url: URL, asking: Asking) => Promise<Response>

/**
 * Asks what a member's address leads to, guarded against addresses that lead into our own network (spec 11-calendars).
 * It never throws, and nothing that a server sends is in what it says of a fault.
 */
export const underGuard = async <Read>(
  reach: Reach,
  work: (send: Send) => Promise<Read>,
): Promise<Read | Extract<Fetched, { state: 'not_known' }>> => {
  const { resolve, allowPrivate, within, ca } = reach
  const allows = reach.allows ?? (allowPrivate ? () => true : isPublic)
  const ended = AbortSignal.timeout(within)
  // Of one's own for each fetch: a connection that is kept open would outlive the check of its address.
  const agent = new Agent({
    connect: {
      lookup: guardedLookup(resolve, allows),
      timeout: within,
      ...(ca !== undefined && { ca }),
    },
    headersTimeout: within,
    bodyTimeout: within,
  })
  const send: Send = async (first, { method = 'GET', headers, body, login }) => {
    let url = first
    for (let hop = 0; ; hop++) {
      const response = await fetch(checkUrl(url, allowPrivate, allows), {
        ...{ dispatcher: agent, method, redirect: 'manual', signal: ended },
        ...(body !== undefined && { body }),
        headers: {
          ...{ 'user-agent': 'mentorship-bot (calendar)', ...headers },
          ...(login !== undefined && url.origin === first.origin && { authorization: login }),
        },
      })
      const location = response.headers.get('location')
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response
      await response.body?.cancel()
      if (hop === MOST_REDIRECTS || !URL.canParse(location, url.href)) throw new Refused('redirects')
      url = new URL(location, url)
    }
  }
  try {
    return await work(send)
  } catch (error) {
    return { state: 'not_known', ...refusalOf(error, ended) }
  } finally {
    await agent.destroy()
  }
}

/** Fetches a file. */
export const fetchGuarded = (address: string, known: Said, reach: Reach): Promise<Fetched> =>
  underGuard<Fetched>(reach, async (send) => {
    const response = await send(new URL(address), { headers: headersOf(known) })
    const { status, headers } = response
    const isConditional = known.etag !== null || known.lastModified !== null
    if (status === 304 && isConditional) return { state: 'unchanged' }
    if (status !== 200) throw refusedBy(response)
    return {
      state: 'fetched',
      body: await textUpTo(response, { bytes: reach.most }),
      said: { etag: headers.get('etag'), lastModified: headers.get('last-modified') },
    }
  })

/** @throws Refused */
const checkUrl = (url: URL, allowPrivate: boolean, allows: Allows): URL => {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw new Refused('bad_address')
  if (url.username !== '' || url.password !== '') throw new Refused('bad_address')
  checkLiteral(url.hostname, allows)
  return url
}
