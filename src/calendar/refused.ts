import type { Response } from 'undici'
import type { CalendarFault } from '../domain/calendars/reading.ts'
import { HOUR, SECOND } from '../domain/time/time.ts'

/** Bounds of what is asked of a calendar's server (spec 11-calendars, Reading): milliseconds, and bytes of an answer. */
export const usualBounds = { within: 10 * SECOND, most: 5 * 1024 * 1024 }

/** Nobody is left alone for longer, whatever they ask. */
const LONGEST_AFTER = 6 * HOUR

/** `after`: how many milliseconds the server wants to be left alone. */
export type Refusal = { fault: CalendarFault; after?: number }

/** No answer, or not the wanted one. Nothing that a server sends is in it. */
export class Refused extends Error {
  readonly fault: CalendarFault
  readonly after: number | undefined
  constructor(fault: CalendarFault, after?: number) {
    super(fault)
    this.fault = fault
    this.after = after
  }
}

/** What a status says that is not the wanted one. */
export const refusedBy = (response: Response): Refused =>
  new Refused(faultOf(response.status), afterOf(response))

const faultOf = (status: number): CalendarFault => {
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429) return 'limited'
  return status >= 500 ? 'server_error' : 'unexpected'
}

/** Seconds, as `Retry-After` has them; its other form, a date, is worth no more than our own pace. */
export const afterOf = ({ headers }: Response): number | undefined => {
  const value = headers.get('retry-after')
  return value !== null && /^\d{1,6}$/.test(value)
    ? Math.min(Number(value) * SECOND, LONGEST_AFTER)
    : undefined
}

/** How many bytes may still be read, of one answer or of several together that are read at once. */
export type Allowance = { bytes: number }

/** Without the mark that some programs put before a file to say that it is UTF-8. @throws Refused */
export const textUpTo = async ({ body }: Response, left: Allowance): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) {
    left.bytes -= chunk.byteLength
    if (left.bytes < 0) throw new Refused('too_large')
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

const CERTIFICATE = /^(CERT_|ERR_TLS|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_SSL|EPROTO)/
const UNRESOLVED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'ESERVFAIL'])

/** What became of a call to a server. @param ended aborted once its time was over */
export const refusalOf = (error: unknown, ended: AbortSignal): Refusal => {
  const causes = causesOf(error)
  const refused = causes.find((cause) => cause instanceof Refused)
  if (refused) {
    const { fault, after } = refused
    return { fault, ...(after !== undefined && { after }) }
  }
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
