import type { CalendarReading, CalendarWanted } from '../domain/calendars/reading.ts'

/** Reads the calendar whose owner's token it is; see `ReadCalendar`. */
export type ReadWithToken = (token: string, wanted: CalendarWanted) => Promise<CalendarReading>
