import ICAL from 'ical.js'
import type { CalendarFault } from '../../domain/calendars/reading.ts'
import type { Interval } from '../../domain/time/time.ts'
import type { Zone } from '../../domain/time/zone.ts'
import { inZone } from '../occurrence.ts'
import { occurrencesOf, TooMany } from './occurrences.ts'
import { learnZones } from './zones.ts'

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
