import type { CalendarAccess, CalendarReading, CalendarWanted } from '../../domain/calendars/reading.ts'
import type { Sealing } from '../../store/sealing.ts'

/** What calendars from outside need. */
export type Calendars = {
  sealing: Sealing
  reach: {
    /** Never throws for what a server or a file does. */
    read(access: CalendarAccess, wanted: CalendarWanted): Promise<CalendarReading>
    /** Also calendars in private networks, and without encryption. */
    allowPrivate: boolean
  }
  /** Called after a commit that made a source due. */
  wake(): void
}
