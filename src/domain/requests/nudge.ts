import type { WeeklyHours } from '../availability/availability.ts'
import { dateIn, firstInstantAt, nextWithinHours } from '../time/local-time.ts'
import { addDays, DAY, type HourRange, type Instant, WEEKDAYS, type Weekday, weekday } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'

/** By the receiver's clock, on their working days (spec 4-delivery, Nudges; 3-booking, Also). */
export const NUDGE_HOURS: HourRange = { from: '09:00', to: '18:00' }

/** The shortest time between two nudges. */
export const NUDGES_APART = DAY

/** A nudge delayed for longer than this is dropped, so that a returning workspace does not get last month's. */
export const NUDGE_LAPSES_AFTER = 7 * DAY

const OFFICE_DAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** The days on which a member takes sessions, if they set them (Sunday to Thursday, say); otherwise Monday to Friday. */
export const workingDays = (weekly: WeeklyHours | null): readonly Weekday[] => {
  const own = WEEKDAYS.filter((day) => (weekly?.[day].length ?? 0) > 0)
  return own.length > 0 ? own : OFFICE_DAYS
}

/**
 * The first moment, at or after `from`, at which the receiver may be nudged.
 * @param last when they were last nudged
 * @param days on which they may be nudged; at least one
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
