import type { WeeklyHours } from '../availability/availability.ts'
import type { Settings } from '../settings.ts'
import { dateIn, firstInstantAt, nextWithinHours } from '../time/local-time.ts'
import { addDays, type HourRange, type Instant, WEEKDAYS, type Weekday, weekday } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'

/** When a member may be sent what can wait, by their own clock (spec 4-delivery, Nudges; 9-programme, Settings). */
export type WorkingTime = { days: readonly Weekday[]; hours: HourRange }

/** The days on which a member takes sessions, if they set them (Sunday to Thursday, say); otherwise the workspace's. */
export const workingTime = (
  weekly: WeeklyHours | null,
  { messageDays, messageHours }: Pick<Settings, 'messageDays' | 'messageHours'>,
): WorkingTime => {
  const own = WEEKDAYS.filter((day) => (weekly?.[day].length ?? 0) > 0)
  return { days: own.length > 0 ? own : messageDays, hours: messageHours }
}

/** The first moment, at or after `from`, within the hours of one of those days; there is at least one. */
export const workingMoment = (from: Instant, zone: Zone, { days, hours }: WorkingTime): Instant => {
  const moment = nextWithinHours(from, hours, zone)
  const date = dateIn(moment, zone)
  if (days.includes(weekday(date))) return moment
  return workingMoment(firstInstantAt({ date: addDays(date, 1), time: '00:00' }, zone), zone, { days, hours })
}
