import { Agent, fetch, type Response } from 'undici'
import type { CalendarFault, Validators } from '../../domain/calendars/reading.ts'
import { HOUR, SECOND } from '../../domain/time/time.ts'
import {
  type Allows,
  checkLiteral,
  guardedLookup,
  isPublic,
  PrivateAddress,
  type Resolve,
} from './public-address.ts'

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

/** Spec 11-calendars, Reading. */
export const usualBounds = { within: 10 * SECOND, most: 5 * 1024 * 1024 } as const

export type Fetched =
  | { state: 'fetched'; body: string; validators: Validators }
  | { state: 'unchanged' }
  | { state: 'not_known'; fault: CalendarFault; after?: number }

const MOST_REDIRECTS = 3
/** Nobody is left alone for longer, whatever they ask. */
const LONGEST_AFTER = 6 * HOUR

/** Only what these are is taken on, so nothing of ours is sent along but them. */
const headersOf = ({ etag, lastModified }: Validators) => ({
  accept: 'text/calendar, */*;q=0.1',
  ...(etag !== null && { 'if-none-match': etag }),
  ...(lastModified !== null && { 'if-modified-since': lastModified }),
})

export class Refused extends Error {
  readonly fault: CalendarFault
  readonly after: number | undefined
  constructor(fault: CalendarFault, after?: number) {
    super(fault)
    this.fault = fault
    this.after = after
  }
}

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
    const { fault, after } = refusalOf(error, ended)
    return { state: 'not_known', fault, ...(after !== undefined && { after }) }
  } finally {
    await agent.destroy()
  }
}

/** Fetches a file. */
export const fetchGuarded = (address: string, known: Validators, reach: Reach): Promise<Fetched> =>
  underGuard<Fetched>(reach, async (send) => {
    const response = await send(new URL(address), { headers: headersOf(known) })
    const { status, headers } = response
    const isConditional = known.etag !== null || known.lastModified !== null
    if (status === 304 && isConditional) return { state: 'unchanged' }
    if (status !== 200) throw refusedBy(response)
    return {
      state: 'fetched',
      body: await textUpTo(response, reach.most),
      validators: { etag: headers.get('etag'), lastModified: headers.get('last-modified') },
    }
  })

/** @throws PrivateAddress, Refused */
const checkUrl = (url: URL, allowPrivate: boolean, allows: Allows): URL => {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw new Refused('bad_address')
  if (url.username !== '' || url.password !== '') throw new Refused('bad_address')
  checkLiteral(url.hostname, allows)
  return url
}

/** What a status says that is not the wanted one. */
export const refusedBy = ({ status, headers }: Response): Refused =>
  new Refused(faultOf(status), afterOf(headers.get('retry-after')))

const faultOf = (status: number): CalendarFault => {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429) return 'limited'
  return status >= 500 ? 'server_error' : 'unexpected'
}

/** Seconds, as `Retry-After` has them; its other form, a date, is worth no more than our own pace. */
const afterOf = (value: string | null): number | undefined =>
  value !== null && /^\d{1,6}$/.test(value) ? Math.min(Number(value) * SECOND, LONGEST_AFTER) : undefined

/** @throws Refused */
export const textUpTo = async ({ body }: Response, most: number): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > most) throw new Refused('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const CERTIFICATE = /^(CERT_|ERR_TLS|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL|EPROTO)/
const UNRESOLVED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'ESERVFAIL'])

const refusalOf = (
  error: unknown,
  ended: AbortSignal,
): { fault: CalendarFault; after?: number | undefined } => {
  const causes = causesOf(error)
  const refused = causes.find((cause) => cause instanceof Refused)
  if (refused) return refused
  if (causes.some((cause) => cause instanceof PrivateAddress)) return { fault: 'private_address' }
  if (ended.aborted) return { fault: 'timeout' }
  const codes = causes.map((cause) => ('code' in cause ? String(cause.code) : ''))
  if (codes.some((code) => UNRESOLVED.has(code))) return { fault: 'unresolved' }
  if (codes.some((code) => CERTIFICATE.test(code))) return { fault: 'certificate' }
  if (codes.some((code) => /TIMEOUT|TIMEDOUT/.test(code))) return { fault: 'timeout' }
  return { fault: 'unreachable' }
}

/** undici wraps what happened; several tries at connecting come as one error. */
const causesOf = (error: unknown): Error[] => {
  if (!(error instanceof Error)) return []
  const inner = error instanceof AggregateError ? error.errors : []
  return [error, ...[error.cause, ...inner].flatMap(causesOf)]
}
