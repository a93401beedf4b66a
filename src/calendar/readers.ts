import type {
  CaldavAccess,
  CalendarAccess,
  CalendarProvider,
  CalendarReading,
  CalendarWanted,
  FeedAccess,
  ProviderAccess,
} from '../domain/calendars/reading.ts'
import { readCaldav } from './caldav/read-caldav.ts'
import { apisOf } from './call-api.ts'
import { expandElsewhere } from './feeds/expand.ts'
import type { Reach } from './feeds/fetch-guarded.ts'
import { resolveByDns } from './feeds/public-address.ts'
import { readFeed } from './feeds/read-feed.ts'
import { readGoogle } from './google/busy.ts'
import { readMicrosoft } from './microsoft/busy.ts'
import type { ProviderClients } from './providers/places.ts'
import type { ReadCalendar } from './read-calendar.ts'
import type { ReadWithToken } from './read-with-token.ts'
import { usualBounds } from './refused.ts'

type Readers = Record<CalendarProvider, ReadCalendar<ProviderAccess>> & {
  feed: ReadCalendar<FeedAccess>
  caldav: ReadCalendar<CaldavAccess>
}

export type CalendarsReached = Partial<Reach> &
  Pick<Reach, 'allowPrivate'> & {
    /** Where providers' APIs are, if not where they usually are. */
    clients?: ProviderClients
  }

/** How each kind of calendar from outside is read, behind one interface. */
export const calendarReaders = (given: CalendarsReached): { read: ReadCalendar; stop(): Promise<void> } => {
  const { clients = {}, ...reached } = given
  const reach = { ...usualBounds, resolve: resolveByDns, ...reached }
  const api = apisOf(clients, reach)
  const by =
    (read: ReadWithToken): ReadCalendar<ProviderAccess> =>
    ({ access }, wanted) =>
      read(access, wanted)
  const { expand, stop } = expandElsewhere(reach.within)
  const readers: Readers = {
    feed: readFeed(reach, expand),
    caldav: readCaldav(reach, expand),
    google: by(readGoogle(api('google'))),
    microsoft: by(readMicrosoft(api('microsoft'))),
  }
  const read: ReadCalendar = (access, wanted) => readBy(readers, access, wanted)
  return { read, stop }
}

const readBy = (
  readers: Readers,
  access: CalendarAccess,
  wanted: CalendarWanted,
): Promise<CalendarReading> => {
  switch (access.kind) {
    case 'feed':
      return readers.feed(access, wanted)
    case 'caldav':
      return readers.caldav(access, wanted)
    case 'google':
    case 'microsoft':
      return readers[access.kind](access, wanted)
  }
}
