import ICAL from 'ical.js'
import { calendarOf } from '../../domain/availability/busy.ts'
import type { CalendarFault } from '../../domain/calendars/reading.ts'
import { DAY, type Instant, type Interval } from '../../domain/time/time.ts'
import { type Spans, type Zone, zoneSpans } from '../../domain/time/zone.ts'
import { type Occurrence, occurrencesOf, TooMany } from './occurrences.ts'
import { learnZones, offsetShowing } from './zones.ts'

export type FileWanted = {
  window: Interval
  zones: readonly Zone[]
  /** UIDs of sessions that the app itself booked: they do not collide with their own copies. */
  ours: ReadonlySet<string>
}

export type FileTimes = { busy: ReadonlyMap<Zone, readonly Interval[]>; unclear: number }

/** It is no calendar at all, or it cannot be said what in it is busy. */
export type FileFault = { fault: Extract<CalendarFault, 'not_calendar' | 'too_many_events'> }

/**
 * When an iCalendar file (RFC 5545) says that its owner is busy. Anything in it that has a time but is not understood is
 * busy; if not even the time is, nothing is known.
 */
export const busyTimes = (file: string, { window, zones, ours }: FileWanted): FileTimes | FileFault => {
  const roots = calendarsIn(file)
  if (roots.length === 0) return { fault: 'not_calendar' }
  try {
    const found = roots.map((root) => {
      learnZones(root, zonesNamed(root))
      return occurrencesOf(root, window, ours)
    })
    const occurrences = found.flatMap(({ occurrences }) => occurrences)
    return {
      busy: new Map(zones.map((zone) => [zone, inZone(occurrences, zone, window)])),
      unclear: found.reduce((sum, { unclear }) => sum + unclear, 0),
    }
  } catch (error) {
    return { fault: error instanceof TooMany ? 'too_many_events' : 'not_calendar' }
  }
}

/** Empty if it is anything but one calendar after another, each whole. */
const calendarsIn = (file: string): ICAL.Component[] => {
  try {
    const parsed: unknown = ICAL.parse(file)
    if (!Array.isArray(parsed) || parsed.length === 0) return []
    const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed).map((one) => new ICAL.Component(one))
    return roots.every(({ name }) => name === 'vcalendar') ? roots : []
  } catch {
    return []
  }
}

const zonesNamed = (root: ICAL.Component): Set<string> => {
  const named = new Set<string>()
  for (const event of root.getAllSubcomponents('vevent'))
    for (const property of event.getAllProperties()) {
      const tzid = property.getParameter('tzid')
      if (typeof tzid === 'string') named.add(tzid)
    }
  return named
}

/** Times that name no zone are those of the calendar's owner, all-day events included. */
const inZone = (occurrences: readonly Occurrence[], zone: Zone, window: Interval): readonly Interval[] => {
  const spans = zoneSpans(zone, window.start - 2 * DAY, window.end + 2 * DAY)
  const placed = occurrences.map(({ start, end, floats }) => ({
    start: clamp(floats.start ? instantOf(start, spans) : start, window),
    end: clamp(floats.end ? instantOf(end, spans) : end, window),
  }))
  return calendarOf(placed, window.start, window.end).apart
}

const instantOf = (reading: number, spans: Spans): Instant => reading - offsetShowing(spans, reading)

const clamp = (at: Instant, { start, end }: Interval): Instant => Math.min(Math.max(at, start), end)
