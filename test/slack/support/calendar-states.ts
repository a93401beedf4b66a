import * as fc from 'fast-check'
import { type CalendarSource, calendarFaults, calendarKinds } from '../../../src/domain/calendars/reading.ts'
import type { OwnCalendars } from '../../../src/service/calendars/own-calendars.ts'
import { NOW } from './states.ts'

export const calendarSource = (changes: Partial<CalendarSource> = {}): CalendarSource => ({
  id: '01999999-0000-7000-8000-00000000ca1e',
  kind: 'feed',
  host: 'calendar.google.com',
  readAt: NOW,
  fault: null,
  unclear: 0,
  writes: false,
  ...changes,
})

export const anyCalendar: fc.Arbitrary<CalendarSource> = fc
  .record({
    kind: fc.constantFrom(...calendarKinds),
    writes: fc.boolean(),
    host: fc.constantFrom('calendar.google.com', 'x'.repeat(253)),
    readAt: fc.constantFrom(null, NOW),
    fault: fc.constantFrom(null, ...calendarFaults),
    unclear: fc.nat(2),
  })
  .map(calendarSource)

/** As many as a member can have of each kind, each with everything that can be said of one. */
export const allCalendars: OwnCalendars = {
  sources: Array.from({ length: 6 }, () =>
    calendarSource({ host: 'x'.repeat(253), fault: 'not_calendar', unclear: 5_000, writes: true }),
  ),
  canConnect: true,
}

export const calendarsAt = (count: number): OwnCalendars => ({
  sources: allCalendars.sources.slice(0, count),
  canConnect: true,
})
