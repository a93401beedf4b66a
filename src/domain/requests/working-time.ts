import type { WeeklyHours } from '../availability/availability.ts'
import { dateIn, firstInstantAt, nextWithinHours } from '../time/local-time.ts'
import { addDays, type HourRange, type Instant, WEEKDAYS, type Weekday, weekday } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'

/** When members may be reminded, by their own clock (spec 4-delivery, Nudges; 3-booking, Also). */
const WORKING_HOURS: HourRange = { from: '09:00', to: '18:00' }

const OFFICE_DAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** The days on which a member takes sessions, if they set them (Sunday to Thursday, say); otherwise Monday to Friday. */
export const workingDays = (weekly: WeeklyHours | null): readonly Weekday[] => {
  const own = WEEKDAYS.filter((day) => (weekly?.[day].length ?? 0) > 0)
  return own.length > 0 ? own : OFFICE_DAYS
}

/** The first moment, at or after `from`, within the working hours of one of those days; there is at least one. */
export const workingMoment = (from: Instant, zone: Zone, days: readonly Weekday[]): Instant => {
  const moment = nextWithinHours(from, WORKING_HOURS, zone)
  const date = dateIn(moment, zone)
  if (days.includes(weekday(date))) return moment
  return workingMoment(firstInstantAt({ date: addDays(date, 1), time: '00:00' }, zone), zone, days)
}
