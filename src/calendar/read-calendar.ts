import type { CalendarAccess, CalendarReading, CalendarWanted } from '../domain/calendars/reading.ts'

/** Reads one kind of calendar. It never throws for what a server or a file does: that is *not known*. */
export type ReadCalendar<Access extends CalendarAccess = CalendarAccess> = (
  access: Access,
  wanted: CalendarWanted,
) => Promise<CalendarReading>
