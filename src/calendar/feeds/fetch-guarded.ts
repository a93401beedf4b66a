import { Agent, fetch, type Response } from 'undici'
import type { CalendarFault, Validators } from '../../domain/calendars/reading.ts'
import { HOUR, SECOND } from '../../domain/time/time.ts'
import { checkLiteral, guardedLookup, PrivateAddress, type Resolve } from './public-address.ts'

/** How a calendar's server is reached. */
export type Reach = {
  resolve: Resolve
  /** Machines in private networks may be asked too, also over http. */
  allowPrivate: boolean
  /** Milliseconds for everything together: names, redirects, the whole body. */
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
  'user-agent': 'mentorship-bot (calendar)',
  ...(etag !== null && { 'if-none-match': etag }),
  ...(lastModified !== null && { 'if-modified-since': lastModified }),
})

class Refused extends Error {
  readonly fault: CalendarFault
  readonly after: number | undefined
  constructor(fault: CalendarFault, after?: number) {
    super(fault)
    this.fault = fault
    this.after = after
  }
}

/**
 * Fetches what a member's address leads to, guarded against addresses that lead into our own network (spec 11-calendars).
 * It never throws, and nothing that a server sends is in what it says of a fault.
 */
export const fetchGuarded = async (address: string, known: Validators, reach: Reach): Promise<Fetched> => {
  const { resolve, allowPrivate, within, ca } = reach
  const ended = AbortSignal.timeout(within)
  // Of one's own for each fetch: a connection that is kept open would outlive the check of its address.
  const agent = new Agent({
    connect: {
      lookup: guardedLookup(resolve, allowPrivate),
      timeout: within,
      ...(ca !== undefined && { ca }),
    },
    headersTimeout: within,
    bodyTimeout: within,
  })
  try {
    let url = new URL(address)
    for (let hop = 0; ; hop++) {
      const location = await ask(checkUrl(url, allowPrivate), known, { agent, ended, most: reach.most })
      if (typeof location === 'object') return location
      if (hop === MOST_REDIRECTS) throw new Refused('redirects')
      url = new URL(location, url)
    }
  } catch (error) {
    const { fault, after } = refusalOf(error, ended)
    return { state: 'not_known', fault, ...(after !== undefined && { after }) }
  } finally {
    await agent.destroy()
  }
}

/** @throws PrivateAddress, Refused */
const checkUrl = (url: URL, allowPrivate: boolean): URL => {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw new Refused('bad_address')
  if (url.username !== '' || url.password !== '') throw new Refused('bad_address')
  if (!allowPrivate) checkLiteral(url.hostname)
  return url
}

type Asking = { agent: Agent; ended: AbortSignal; most: number }

/** @returns where it redirects to, or the answer. @throws Refused */
const ask = async (
  url: URL,
  known: Validators,
  { agent, ended, most }: Asking,
): Promise<Fetched | string> => {
  const response = await fetch(url, {
    dispatcher: agent,
    headers: headersOf(known),
    redirect: 'manual',
    signal: ended,
  })
  const { status, headers } = response
  const location = headers.get('location')
  if ([301, 302, 303, 307, 308].includes(status) && location !== null) {
    await response.body?.cancel()
    if (!URL.canParse(location, url.href)) throw new Refused('redirects')
    return location
  }
  const isConditional = known.etag !== null || known.lastModified !== null
  if (status === 304 && isConditional) return { state: 'unchanged' }
  if (status !== 200) throw new Refused(faultOf(status), afterOf(headers.get('retry-after')))
  return {
    state: 'fetched',
    body: await textUpTo(response, most),
    validators: { etag: headers.get('etag'), lastModified: headers.get('last-modified') },
  }
}

const faultOf = (status: number): CalendarFault => {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429) return 'limited'
  return status >= 500 ? 'server_error' : 'unexpected'
}

/** Seconds, as `Retry-After` has them; its other form, a date, is worth no more than our own pace. */
const afterOf = (value: string | null): number | undefined =>
  value !== null && /^\d{1,6}$/.test(value) ? Math.min(Number(value) * SECOND, LONGEST_AFTER) : undefined

const textUpTo = async ({ body }: Response, most: number): Promise<string> => {
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
