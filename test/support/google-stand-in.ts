import * as v from 'valibot'
import { calendarOf } from '../../src/domain/availability/busy.ts'
import { type Clock, DAY, type Interval } from '../../src/domain/time/time.ts'
import {
  type Asked,
  byAccount,
  type Operation,
  providerStandIn,
  type Reply,
  USUAL_ACCOUNT,
} from './provider-stand-in.ts'

const AUTH = 'https://www.googleapis.com/auth/'
export const FREEBUSY = `${AUTH}calendar.freebusy`
export const EVENTS_OWNED = `${AUTH}calendar.events.owned`

const time = v.object({ dateTime: v.pipe(v.string(), v.isoTimestamp()) })
const eventSchema = v.object({
  id: v.optional(v.string()),
  status: v.optional(v.picklist(['confirmed', 'tentative', 'cancelled'])),
  sequence: v.optional(v.number(), 0),
  summary: v.optional(v.string(), ''),
  description: v.optional(v.string(), ''),
  location: v.optional(v.string(), ''),
  start: time,
  end: time,
  attendees: v.optional(v.array(v.unknown()), []),
  extendedProperties: v.optional(v.object({ private: v.record(v.string(), v.string()) })),
})
export type GoogleEvent = Omit<v.InferOutput<typeof eventSchema>, 'id' | 'status'> & {
  id: string
  status: string
  version: number
}

const busySchema = v.object({
  timeMin: v.pipe(v.string(), v.isoTimestamp()),
  timeMax: v.pipe(v.string(), v.isoTimestamp()),
  items: v.array(v.object({ id: v.string() })),
})

/** What Google takes in one query; undocumented, and found by others (calcom/cal.diy#11962). */
const LONGEST_QUERY = 90 * DAY

/**
 * Google Calendar as its reference describes it (developers.google.com/workspace/calendar/api/v3/reference): accounts, whose
 * calendars have `meetings` of others beside the events that are written into each.
 */
export const googleStandIn = async (clock: Clock, atEnd?: (stop: () => void) => void) => {
  const { of, here, enter } = byAccount(() => new Map<string, GoogleEvent>())
  const events = of(USUAL_ACCOUNT)
  const meetings: Interval[] = []

  const refuse = (status: number, reason: string): Reply => ({
    status,
    json: {
      error: { code: status, message: reason, errors: [{ domain: 'calendar', reason, message: reason }] },
    },
  })

  const busyIn = (min: number, max: number) => {
    const own = [...here().values()].filter(({ status }) => status !== 'cancelled').map(timeOf)
    const { apart } = calendarOf([...meetings, ...own], min, max)
    return apart.map(({ start, end }) => ({
      start: new Date(Math.max(start, min)).toISOString(),
      end: new Date(Math.min(end, max)).toISOString(),
    }))
  }

  const freeBusy = ({ body }: Asked): Reply => {
    const { success, output } = v.safeParse(busySchema, body)
    if (!success) return refuse(400, 'required')
    const [min, max] = [Date.parse(output.timeMin), Date.parse(output.timeMax)]
    if (min >= max) return refuse(400, 'timeRangeEmpty')
    if (max - min > LONGEST_QUERY) return refuse(400, 'timeRangeTooLong')
    const of = (id: string) =>
      id === 'primary'
        ? { busy: busyIn(min, max) }
        : { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] }
    return {
      status: 200,
      json: {
        kind: 'calendar#freeBusy',
        timeMin: new Date(min).toISOString(),
        timeMax: new Date(max).toISOString(),
        calendars: Object.fromEntries(output.items.map(({ id }) => [id, of(id)])),
      },
    }
  }

  const shown = (event: GoogleEvent): Reply => ({
    status: 200,
    json: { kind: 'calendar#event', etag: `"${event.version}"`, ...event },
  })

  const insert = ({ body }: Asked): Reply => {
    const { success, output } = v.safeParse(eventSchema, body)
    if (!success || output.end.dateTime <= output.start.dateTime) return refuse(400, 'invalid')
    const id = output.id ?? `made${here().size}`
    if (!/^[a-v0-9]{5,1024}$/.test(id)) return refuse(400, 'invalid')
    // Also one that was deleted: its id is never free again.
    if (here().has(id)) return refuse(409, 'duplicate')
    const event = { ...output, id, status: output.status ?? 'confirmed', version: 1 }
    here().set(id, event)
    return shown(event)
  }

  const get = ({ path }: Asked): Reply => {
    const event = here().get(idIn(path))
    return event ? shown(event) : refuse(404, 'notFound')
  }

  const patch = ({ path, body, headers }: Asked): Reply => {
    const before = here().get(idIn(path))
    if (!before) return refuse(404, 'notFound')
    if (headers['if-match'] !== undefined && headers['if-match'] !== `"${before.version}"`)
      return refuse(412, 'conditionNotMet')
    const { success, output } = v.safeParse(eventSchema, { ...before, ...body })
    if (!success || output.sequence < before.sequence) return refuse(400, 'invalid')
    const isMoved =
      output.start.dateTime !== before.start.dateTime || output.end.dateTime !== before.end.dateTime
    const event = {
      ...output,
      id: before.id,
      status: output.status ?? before.status,
      // Google counts for itself what attendees have to know, whatever number it is given.
      sequence: isMoved ? Math.max(output.sequence, before.sequence + 1) : output.sequence,
      version: before.version + 1,
    }
    here().set(before.id, event)
    return shown(event)
  }

  const remove = ({ path }: Asked): Reply => {
    const event = here().get(idIn(path))
    if (!event) return refuse(404, 'notFound')
    if (event.status === 'cancelled') return refuse(410, 'deleted')
    here().set(event.id, { ...event, status: 'cancelled', version: event.version + 1 })
    return { status: 204 }
  }

  const EVENTS = '/calendars/primary/events'
  const operationOf = ({ method, path }: Asked): Operation | undefined => {
    const writing = { scopes: [EVENTS_OWNED] }
    if (method === 'POST' && path === '/freeBusy')
      return { name: 'freeBusy', scopes: [FREEBUSY], answer: freeBusy }
    if (method === 'POST' && path === EVENTS) return { name: 'insert', ...writing, answer: insert }
    if (!path.startsWith(`${EVENTS}/`)) return undefined
    if (method === 'GET') return { name: 'get', ...writing, answer: get }
    if (method === 'PATCH') return { name: 'patch', ...writing, answer: patch }
    return method === 'DELETE' ? { name: 'delete', ...writing, answer: remove } : undefined
  }

  const standIn = await providerStandIn(
    {
      paths: { authorize: '/o/oauth2/v2/auth', token: '/token', api: '/calendar/v3' },
      ...{ operationOf, refuse },
      isLasting: (asked) => asked.get('access_type') === 'offline',
      rotates: false,
      enter,
    },
    clock,
    atEnd,
  )
  return {
    ...standIn,
    /** Of others, that the calendar's owner goes to. */
    meetings,
    /** Everything that was written, also what was deleted. */
    events,
    refuse,
    /** What the calendar's owner sees of it. */
    seen: (account = USUAL_ACCOUNT) =>
      [...of(account).values()].filter(({ status }) => status !== 'cancelled'),
    /** The owner deletes everything in the app. */
    clear: () => {
      for (const event of events.values())
        events.set(event.id, { ...event, status: 'cancelled', version: event.version + 1 })
    },
  }
}

const idIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const timeOf = ({ start, end }: GoogleEvent): Interval => ({
  start: Date.parse(start.dateTime),
  end: Date.parse(end.dateTime),
})
