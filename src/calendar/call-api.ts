import { fetch, type Response } from 'undici'
import * as v from 'valibot'
import type { CalendarProvider } from '../domain/calendars/reading.ts'
import { MINUTE } from '../domain/time/time.ts'
import { type ProviderClients, usualPlaces } from './providers/places.ts'
import { type Allowance, afterOf, type Refusal, Refused, refusalOf, refusedBy, textUpTo } from './refused.ts'

/** A provider's API and what it may cost to ask it; the operator chose it, so its address needs no guard. */
export type Api = {
  /** Without a slash at its end. */
  base: string
  /** Milliseconds for all calls of one reading or writing together. */
  within: number
  /** Bytes of all their answers together. */
  most: number
}

/** Each provider's API, where the operator's client finds it. */
export const apisOf =
  (clients: ProviderClients, { within, most }: Omit<Api, 'base'>) =>
  (provider: CalendarProvider): Api => ({
    ...{ within, most },
    base: (clients[provider]?.places ?? usualPlaces[provider]).api,
  })

/** With `%20` for a space: OData does not read a `+` as one. */
export const queryOf = (parameters: Record<string, string>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

type Asking = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: unknown
  /** Statuses beside success that the caller knows what to do with. */
  also?: readonly number[]
}

/** `json`: undefined where the answer has no body that counts. */
export type Answer = { status: number; json: unknown }

/** Calls the API. @param place below its base, or a whole address there. @throws Refused */
export type Call = (place: string, asking?: Asking) => Promise<Answer>

/**
 * Runs calls with one owner's token, and says what became of them. It never throws for what a server does. Whatever is not
 * exactly an answer is a fault, so that a calendar that could not be read is never taken for an empty one.
 */
export const withToken = async <Done>(
  { base, within, most }: Api,
  token: string,
  work: (call: Call) => Promise<Done>,
): Promise<Done | Refusal> => {
  const ended = AbortSignal.timeout(within)
  const left: Allowance = { bytes: most }
  const call: Call = async (place, { method = 'GET', headers, body, also = [] } = {}) => {
    const url = place.startsWith('/') ? base + place : place
    // A page that the server names lies where the token may go.
    if (!url.startsWith(`${base}/`)) throw new Refused('unexpected')
    const response = await fetch(url, {
      ...{ method, redirect: 'manual', signal: ended },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        ...{ 'user-agent': 'mentorship-bot (calendar)', accept: 'application/json' },
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...{ ...headers, authorization: `Bearer ${token}` },
      },
    })
    const text = await textUpTo(response, left)
    const { status } = response
    if (also.includes(status)) return { status, json: undefined }
    if (![200, 201, 204].includes(status)) throw refusedByApi(response, text)
    return { status, json: status === 204 ? undefined : parsed(text) }
  }
  try {
    return await work(call)
  } catch (error) {
    return refusalOf(error, ended)
  }
}

/** @throws Refused if it is not what the provider's reference says */
export const answered = <Schema extends v.GenericSchema>(
  schema: Schema,
  { json }: Answer,
): v.InferOutput<Schema> => {
  const found = v.safeParse(schema, json)
  if (!found.success) throw new Refused('unexpected')
  return found.output
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('unexpected')
  }
}

/** Google's way to say 429: https://developers.google.com/workspace/calendar/api/guides/errors */
const LIMITS = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded']

const errorSchema = v.object({ error: v.object({ errors: v.array(v.object({ reason: v.string() })) }) })

const refusedByApi = (response: Response, text: string): Refused => {
  if (response.status === 401) return new Refused('revoked')
  if (response.status === 403 && reasonsIn(text).some((reason) => LIMITS.includes(reason)))
    return new Refused('limited', afterOf(response) ?? MINUTE)
  return refusedBy(response)
}

const reasonsIn = (text: string): readonly string[] => {
  try {
    return v.parse(errorSchema, JSON.parse(text)).error.errors.map(({ reason }) => reason)
  } catch {
    return []
  }
}
