import type {
  CalendarAccess,
  CalendarFault,
  CalendarProvider,
  CalendarReading,
  CalendarWanted,
  Grant,
  ProviderAccess,
} from '../../domain/calendars/reading.ts'
import type { EventChange, EventOutcome } from '../../domain/calendars/writing.ts'
import type { Sealing } from '../../store/sealing.ts'

/** What calendars from outside need. */
export type Calendars = {
  sealing: Sealing
  reach: {
    /** Never throws for what a server or a file does. */
    read(access: CalendarAccess, wanted: CalendarWanted): Promise<CalendarReading>
    /** Never throws for what a provider does. */
    write(access: ProviderAccess, change: EventChange): Promise<EventOutcome>
    /** Also calendars in private networks, and without encryption. */
    allowPrivate: boolean
  }
  /** Those with which the operator registered the app. */
  providers: Readonly<
    Partial<Record<CalendarProvider, { renew(grant: Grant): Promise<Grant | { fault: CalendarFault }> }>>
  >
  /** Called after a commit that made a source due. */
  wake(): void
}
