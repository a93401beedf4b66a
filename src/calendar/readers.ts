import type {
  CalendarAccess,
  CalendarKind,
  CalendarReading,
  CalendarWanted,
} from '../domain/calendars/reading.ts'
import { readCaldav } from './caldav/read-caldav.ts'
import { expandElsewhere } from './feeds/expand.ts'
import type { Reach } from './feeds/fetch-guarded.ts'
import { resolveByDns } from './feeds/public-address.ts'
import { readFeed } from './feeds/read-feed.ts'
import type { ReadCalendar } from './read-calendar.ts'
import { usualBounds } from './refused.ts'

type Readers = { [Kind in CalendarKind]: ReadCalendar<Extract<CalendarAccess, { kind: Kind }>> }

export type CalendarsReached = Partial<Reach> & Pick<Reach, 'allowPrivate'>

/** How each kind of calendar from outside is read, behind one interface. */
export const calendarReaders = (given: CalendarsReached): { read: ReadCalendar; stop(): Promise<void> } => {
  const reach = { ...usualBounds, resolve: resolveByDns, ...given }
  const { expand, stop } = expandElsewhere(reach.within)
  const readers: Readers = { feed: readFeed(reach, expand), caldav: readCaldav(reach, expand) }
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
  }
}
