import * as v from 'valibot'
import type { Clock, Instant } from '../../src/domain/time/time.ts'
import {
  type Asked,
  byAccount,
  type Operation,
  providerStandIn,
  type Reply,
  USUAL_ACCOUNT,
} from './provider-stand-in.ts'

export const READ_BASIC = 'Calendars.ReadBasic'
export const READ_WRITE = 'Calendars.ReadWrite'

const time = v.object({ dateTime: v.string(), timeZone: v.literal('UTC') })
const properties = v.array(v.object({ id: v.string(), value: v.string() }))
const eventSchema = v.object({
  subject: v.optional(v.string(), ''),
  body: v.optional(v.object({ contentType: v.picklist(['text', 'html']), content: v.string() })),
  start: time,
  end: time,
  location: v.optional(v.object({ displayName: v.string() })),
  showAs: v.optional(v.string(), 'busy'),
  isAllDay: v.optional(v.boolean(), false),
  isCancelled: v.optional(v.boolean(), false),
  attendees: v.optional(v.array(v.unknown()), []),
  transactionId: v.optional(v.string()),
  singleValueExtendedProperties: v.optional(properties, []),
})
export type MicrosoftEvent = v.InferOutput<typeof eventSchema> & { id: string; version: number }

/** The size of a page if none is asked for. */
const USUAL_PAGE = 10

/**
 * The calendar in Microsoft Graph as its reference describes it (learn.microsoft.com/graph/api/resources/calendar): accounts,
 * each with `events` of others and of its own. Extended properties can be written and searched with `Calendars.ReadWrite`.
 */
export const microsoftStandIn = async (clock: Clock, atEnd?: (stop: () => void) => void) => {
  const { of, here, enter } = byAccount(() => ({
    events: new Map<string, MicrosoftEvent>(),
    /** Events by the transaction that made them, also those that are gone. */
    transactions: new Map<string, string>(),
  }))
  const { events } = of(USUAL_ACCOUNT)
  const limits = { page: 1_000 }
  let made = 0
  let origin = ''

  const refuse = (status: number, code: string): Reply => ({
    status,
    json: { error: { code, message: code, innerError: { 'request-id': '1' } } },
  })

  /** One page, and where the next one is. */
  const paged = (asked: Asked, all: readonly Record<string, unknown>[]): Reply => {
    const size = Math.min(Number(asked.query.get('$top') ?? USUAL_PAGE), limits.page)
    const skip = Number(asked.query.get('$skip') ?? 0)
    const next = new URLSearchParams(asked.query)
    next.set('$skip', String(skip + size))
    return {
      status: 200,
      json: {
        '@odata.context': `${origin}/v1.0/$metadata#users('1')/events`,
        value: all.slice(skip, skip + size),
        ...(skip + size < all.length && {
          '@odata.nextLink': `${origin}/v1.0${asked.path}?${next}`,
        }),
      },
    }
  }

  const selected = (event: MicrosoftEvent, asked: Asked): Record<string, unknown> => {
    const { version, transactionId: _, singleValueExtendedProperties, ...fields } = event
    const names = asked.query.get('$select')?.split(',')
    const given = Object.entries(fields).filter(([name]) => !names || name === 'id' || names.includes(name))
    const expanded = /^singleValueExtendedProperties\(\$filter=id eq '([^']+)'\)$/.exec(
      asked.query.get('$expand') ?? '',
    )
    const found = singleValueExtendedProperties.filter(({ id }) => id === expanded?.[1])
    return {
      '@odata.etag': `W/"${version}"`,
      ...Object.fromEntries(given),
      ...(found.length > 0 && { singleValueExtendedProperties: found }),
    }
  }

  const view = (asked: Asked): Reply => {
    const [from, to] = ['startDateTime', 'endDateTime'].map((name) => Date.parse(asked.query.get(name) ?? ''))
    if (!from || !to) return refuse(400, 'ErrorInvalidParameter')
    if (!String(asked.headers.prefer).includes('outlook.timezone="UTC"'))
      return refuse(400, 'ErrorInvalidParameter')
    const within = [...here().events.values()].filter(
      ({ start, end }) => instantOf(start) < to && instantOf(end) > from,
    )
    return paged(
      asked,
      within.map((event) => selected(event, asked)),
    )
  }

  const list = (asked: Asked): Reply => {
    const filter =
      /^singleValueExtendedProperties\/Any\(ep: ep\/id eq '([^']+)' and ep\/value eq '([^']+)'\)$/.exec(
        asked.query.get('$filter') ?? '',
      )
    if (!filter) return refuse(400, 'ErrorInvalidUrlQueryFilter')
    const found = [...here().events.values()].filter(({ singleValueExtendedProperties }) =>
      singleValueExtendedProperties.some(({ id, value }) => id === filter[1] && value === filter[2]),
    )
    return paged(
      asked,
      found.map((event) => selected(event, asked)),
    )
  }

  const create = (asked: Asked): Reply => {
    const { success, output } = v.safeParse(eventSchema, asked.body)
    if (!success || output.subject.length > 255) return refuse(400, 'ErrorInvalidRequest')
    const { transactionId } = output
    if (transactionId !== undefined && here().transactions.has(transactionId))
      return refuse(409, 'ErrorDuplicateTransactionId')
    made += 1
    const event = { ...output, id: `AAMkAD${made}/+==`, version: 1 }
    if (transactionId !== undefined) here().transactions.set(transactionId, event.id)
    here().events.set(event.id, event)
    return { status: 201, json: selected(event, asked) }
  }

  const patch = (asked: Asked): Reply => {
    const before = here().events.get(idIn(asked.path))
    if (!before) return refuse(404, 'ErrorItemNotFound')
    const match = asked.headers['if-match']
    if (match !== undefined && match !== `W/"${before.version}"`)
      return refuse(412, 'ErrorIrresolvableConflict')
    const { id, version, ...fields } = before
    const { success, output } = v.safeParse(eventSchema, { ...fields, ...asked.body })
    if (!success) return refuse(400, 'ErrorInvalidRequest')
    const given = output.singleValueExtendedProperties
    const kept = before.singleValueExtendedProperties.filter(
      (one) => !given.some((new_) => new_.id === one.id),
    )
    const event = { ...output, id, version: version + 1, singleValueExtendedProperties: [...kept, ...given] }
    here().events.set(id, event)
    return { status: 200, json: selected(event, asked) }
  }

  const remove = ({ path }: Asked): Reply =>
    here().events.delete(idIn(path)) ? { status: 204 } : refuse(404, 'ErrorItemNotFound')

  const operationOf = ({ method, path }: Asked): Operation | undefined => {
    const writing = { scopes: [READ_WRITE] }
    if (method === 'GET' && path === '/me/calendarView')
      return { name: 'view', scopes: [READ_BASIC, READ_WRITE], answer: view }
    if (method === 'GET' && path === '/me/events') return { name: 'list', ...writing, answer: list }
    if (method === 'POST' && path === '/me/events') return { name: 'create', ...writing, answer: create }
    if (!path.startsWith('/me/events/')) return undefined
    if (method === 'PATCH') return { name: 'patch', ...writing, answer: patch }
    return method === 'DELETE' ? { name: 'delete', ...writing, answer: remove } : undefined
  }

  const standIn = await providerStandIn(
    {
      paths: {
        authorize: '/common/oauth2/v2.0/authorize',
        token: '/common/oauth2/v2.0/token',
        api: '/v1.0',
      },
      ...{ operationOf, refuse },
      isLasting: (asked) => (asked.get('scope') ?? '').split(' ').includes('offline_access'),
      rotates: true,
      enter,
    },
    clock,
    atEnd,
  )
  origin = standIn.origin
  return {
    ...standIn,
    ...{ events, limits, refuse },
    /** Puts somebody's event there. */
    add: (start: Instant, end: Instant, more: Partial<MicrosoftEvent> = {}) => {
      made += 1
      const event = v.parse(eventSchema, {
        start: graphTime(start),
        end: graphTime(end),
        subject: 'Secret',
        ...more,
      })
      events.set(`AAMkAD${made}/+==`, { ...event, id: `AAMkAD${made}/+==`, version: 1 })
    },
    /** What the calendar's owner sees of it. */
    seen: (account = USUAL_ACCOUNT) => [...of(account).events.values()],
    /** The owner deletes everything. */
    clear: () => events.clear(),
  }
}

/** `2026-11-24T09:00:00.0000000` */
const graphTime = (at: Instant) => ({
  dateTime: new Date(at).toISOString().replace('Z', '0000'),
  timeZone: 'UTC',
})

const instantOf = ({ dateTime }: { dateTime: string }): Instant => Date.parse(`${dateTime.slice(0, 23)}Z`)

/** Graph's ids may have slashes in them, which come encoded. */
const idIn = (path: string): string => path.slice('/me/events/'.length)
