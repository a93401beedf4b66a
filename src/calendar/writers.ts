import type { CalendarProvider, ProviderAccess } from '../domain/calendars/reading.ts'
import type { EventChange, EventOutcome } from '../domain/calendars/writing.ts'
import { apisOf } from './call-api.ts'
import { writeGoogle } from './google/events.ts'
import { writeMicrosoft } from './microsoft/events.ts'
import type { ProviderClients } from './providers/places.ts'
import { usualBounds } from './refused.ts'
import type { WriteEvent } from './write-event.ts'

/** How events are written into each provider's calendars, behind one interface. */
export const calendarWriter = (clients: ProviderClients, bounds = usualBounds) => {
  const api = apisOf(clients, bounds)
  const writers: Record<CalendarProvider, WriteEvent> = {
    google: writeGoogle(api('google')),
    microsoft: writeMicrosoft(api('microsoft')),
  }
  return ({ kind, access }: ProviderAccess, change: EventChange): Promise<EventOutcome> =>
    'put' in change ? writers[kind].put(access, change.put) : writers[kind].remove(access, change.remove)
}
