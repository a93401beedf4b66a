import { type CaldavAccess, noValidators } from '../../domain/calendars/reading.ts'
import type { Interval } from '../../domain/time/time.ts'
import type { Expand } from '../feeds/expand.ts'
import { type Reach, type Send, underGuard } from '../feeds/fetch-guarded.ts'
import { readFile } from '../feeds/read-file.ts'
import { MOST_OCCURRENCES } from '../occurrence.ts'
import type { ReadCalendar } from '../read-calendar.ts'
import { type Allowance, Refused, refusedBy, textUpTo } from '../refused.ts'
import { CALDAV, childrenOf, DAV, hrefsIn, multistatus, type Resource } from './multistatus.ts'

/** More than anybody has that count; of an account with more, nothing is known. */
const MOST_CALENDARS = 30

/** Some twenty for each of as many events as may be there. Each takes memory, however short it is. */
const MOST_TAGS = 20 * MOST_OCCURRENCES

/** In place of no event: the server said so of every calendar. */
const NO_EVENTS = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mentorship-bot//EN\r\nEND:VCALENDAR\r\n'

/**
 * Reads all calendars of a CalDAV account (RFC 4791). If one of them cannot be read, nothing is known: the others say
 * nothing of when their owner is free.
 */
export const readCaldav =
  (reach: Reach, expand: Expand): ReadCalendar<CaldavAccess> =>
  async (access, wanted) => {
    const found = await underGuard(reach, async (send) => {
      const ask = asking(send, access, reach.most)
      const calendars = await calendarsOf(ask, new URL(access.address))
      const files = await Promise.all(calendars.map((calendar) => eventsIn(ask, calendar, wanted.window)))
      return { state: 'fetched' as const, file: files.flat().join('') || NO_EVENTS }
    })
    if (found.state === 'not_known') return found
    return readFile(expand, found.file, wanted, noValidators)
  }

type Ask = (
  url: URL,
  method: 'PROPFIND' | 'REPORT',
  depth: 0 | 1,
  body: string,
) => Promise<readonly Resource[]>

/** Asks with the login. All answers together may be as long as one feed. @throws Refused */
const asking = (send: Send, { user, password }: CaldavAccess, most: number): Ask => {
  const login = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
  const left: Allowance = { bytes: most }
  return async (url, method, depth, body) => {
    const headers = { depth: String(depth), 'content-type': 'application/xml; charset=utf-8' }
    const response = await send(url, { method, headers, body, login })
    if (response.status === 401) throw new Refused('password')
    if (response.status !== 207)
      throw response.status < 300 ? new Refused('not_calendar') : refusedBy(response)
    const text = await textUpTo(response, left)
    if (tagsIn(text) > MOST_TAGS) throw new Refused('too_many_events')
    const resources = multistatus(text)
    if (!resources) throw new Refused('not_calendar')
    return resources
  }
}

const tagsIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) count += 1
  return count
}

const PROPERTIES = `<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="${DAV}" xmlns:C="${CALDAV}"><prop>
<resourcetype/><current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/><C:schedule-calendar-transp/>
</prop></propfind>`

/**
 * From what was typed to the calendars (RFC 6764, RFC 5397): it is a calendar, or their home, or names the account's owner,
 * who names it. Many servers say so only at their well-known place. @throws Refused if that leads to no calendar
 */
const calendarsOf = async (ask: Ask, typed: URL): Promise<readonly URL[]> => {
  const look = async (url: URL): Promise<readonly URL[] | undefined> => {
    const [self] = await ask(url, 'PROPFIND', 0, PROPERTIES)
    if (!self) return undefined
    checkSaid([self])
    if (isCalendar(self)) return [url]
    const homes = await homesOf(ask, url, self)
    return (await Promise.all((homes.length > 0 ? homes : [url]).map((home) => inHome(ask, home)))).flat()
  }
  let first: unknown
  for (const url of [typed, new URL('/.well-known/caldav', typed)]) {
    try {
      const found = await look(url)
      if (found && found.length > MOST_CALENDARS) throw new Refused('too_large')
      if (found && found.length > 0) return found
    } catch (error) {
      if (!mayBeElsewhere(error, typed)) throw error
      first ??= error
    }
  }
  throw first ?? new Refused('not_calendar')
}

/**
 * Whether what failed may say that this is not the place. What was typed in full and fails may be a calendar that somebody
 * shares: the account's own, which the well-known place leads to, say nothing of that one.
 */
const mayBeElsewhere = (error: unknown, typed: URL): boolean => {
  const fault = error instanceof Refused ? error.fault : undefined
  if (fault === 'password' || fault === 'too_large') return false
  return typed.pathname === '/' || fault === 'not_calendar' || fault === 'unexpected'
}

/** An account may have several homes (RFC 4791, 6.2.1), which it names itself, or its owner does. */
const homesOf = async (ask: Ask, url: URL, self: Resource): Promise<readonly URL[]> => {
  const own = hrefsIn(self.find(CALDAV, 'calendar-home-set'))
  if (own.length > 0) return own.map((home) => new URL(home, url))
  const [principal] = hrefsIn(self.find(DAV, 'current-user-principal'))
  if (principal === undefined) return []
  const owner = new URL(principal, url)
  const [named] = await ask(owner, 'PROPFIND', 0, PROPERTIES)
  return hrefsIn(named?.find(CALDAV, 'calendar-home-set')).map((home) => new URL(home, owner))
}

const inHome = async (ask: Ask, home: URL): Promise<readonly URL[]> => {
  const found = await ask(home, 'PROPFIND', 1, PROPERTIES)
  checkSaid(found)
  return found.filter(counts).map(({ href }) => new URL(href, home))
}

/** @throws Refused if one of them does not say now whether it is a calendar */
const checkSaid = (resources: readonly Resource[]): void => {
  if (resources.some(({ keepsBack }) => keepsBack(DAV, 'resourcetype'))) throw new Refused('server_error')
}

const isCalendar = (resource: Resource): boolean => {
  const type = resource.find(DAV, 'resourcetype')
  return type !== undefined && childrenOf(type, CALDAV, 'calendar').length > 0
}

/** A calendar of events, unless its owner took it out of their free and busy time (RFC 6638, 9.1). */
const counts = (resource: Resource): boolean => {
  if (!isCalendar(resource)) return false
  const kinds = resource.find(CALDAV, 'supported-calendar-component-set')
  const names = kinds && childrenOf(kinds, CALDAV, 'comp').map((one) => one.getAttribute('name'))
  const transparency = resource.find(CALDAV, 'schedule-calendar-transp')
  const isTransparent =
    transparency !== undefined && childrenOf(transparency, CALDAV, 'transparent').length > 0
  return (names === undefined || names.includes('VEVENT')) && !isTransparent
}

/** `20261124T080000Z` */
const compact = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** The files of all events that touch the time. @throws Refused if one of them is missing from the answer */
const eventsIn = async (ask: Ask, calendar: URL, { start, end }: Interval): Promise<readonly string[]> => {
  const query = `<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns="${DAV}" xmlns:C="${CALDAV}"><prop><C:calendar-data/></prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="${compact(start)}" end="${compact(end)}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`
  return (await ask(calendar, 'REPORT', 1, query)).map((resource) => {
    const file = resource.find(CALDAV, 'calendar-data')?.textContent
    // Too many to be listed, for one (507, RFC 6578, 3.6), or an event that may not be seen.
    if (resource.status !== 200 || !file?.trim()) throw new Refused('unexpected')
    return `${file.trim()}\r\n`
  })
}
