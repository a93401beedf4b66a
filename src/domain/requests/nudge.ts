import type { WeeklyHours } from '../availability/availability.ts'
import { addDays, DAY, type HourRange, type Instant, WEEKDAYS, type Weekday, weekday } from '../time/time.ts'
import { dateIn, firstInstantAt, nextWithinHours } from '../time/wall-time.ts'
import type { Zone } from '../time/zone.ts'

/** By the receiver's clock, on their working days (spec 4-delivery, Nudges; 3-booking, Also). */
export const NUDGE_HOURS: HourRange = { from: '09:00', to: '18:00' }

/** Never more than one in so long. */
export const NUDGES_APART = DAY

/** One that could not go out for so long is let be: a workspace that was away is not greeted with last month's. */
export const NUDGE_LAPSES_AFTER = 7 * DAY

const OFFICE_DAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** The days on which a member takes sessions, where they said so (from Sunday to Thursday, say); else Monday to Friday. */
export const workingDays = (weekly: WeeklyHours | null): readonly Weekday[] => {
  const own = WEEKDAYS.filter((day) => (weekly?.[day].length ?? 0) > 0)
  return own.length > 0 ? own : OFFICE_DAYS
}

/**
 * The first moment, not before `from`, at which the receiver may be nudged. @param last when they last were
 * @param days on which they may be, one at least
 */
export const nudgeMoment = (
  from: Instant,
  last: Instant | null,
  zone: Zone,
  days: readonly Weekday[],
): Instant => {
  const moment = nextWithinHours(
    last === null ? from : Math.max(from, last + NUDGES_APART),
    NUDGE_HOURS,
    zone,
  )
  const date = dateIn(moment, zone)
  if (days.includes(weekday(date))) return moment
  return nudgeMoment(firstInstantAt({ date: addDays(date, 1), time: '00:00' }, zone), null, zone, days)
}
