import { dateIn, firstInstantAt, localTimeAt } from '../time/local-time.ts'
import { addDays, daysBetween, type Instant } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'

/**
 * When a copy of a session is to start: at the same time by the clock of that zone, a week later or, once that day has
 * come, on the next such weekday after today.
 */
export const startOfCopy = (startsAt: Instant, zone: Zone, now: Instant): Instant => {
  const { date, time } = localTimeAt(startsAt, zone)
  const weeks = Math.max(1, Math.floor(daysBetween(date, dateIn(now, zone)) / 7) + 1)
  return firstInstantAt({ date: addDays(date, 7 * weeks), time }, zone)
}
