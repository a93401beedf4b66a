import { firstInstantAt, localTimeAt } from '../time/local-time.ts'
import { addDays, DAY, type Instant, type PlainDate, type Weekday, weekday } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'
import { type WorkingTime, workingMoment } from './working-time.ts'

/** One that is delayed for longer is dropped, like a nudge. */
export const REROUTE_LAPSES_AFTER = 7 * DAY

/** How many others are named. */
export const MOST_OTHERS = 3

/**
 * When the sender of a session request is shown others who could help, if it is open by then (spec 7-directory, Quiet
 * reroute): at the same time of day so many working days later, within their working hours. Decided at sending and by
 * the sender alone, so that it tells nothing of what the receiver did.
 * @param after in working days, at least one
 * @param working when the sender works
 */
export const rerouteMoment = (sentAt: Instant, after: number, zone: Zone, working: WorkingTime): Instant => {
  const { date, time } = localTimeAt(sentAt, zone)
  return workingMoment(
    firstInstantAt({ date: workingDay(date, after, working.days), time }, zone),
    zone,
    working,
  )
}

/** The working day that comes so many after a date, which need not be one. */
const workingDay = (from: PlainDate, after: number, days: readonly Weekday[]): PlainDate => {
  // Whole weeks at once, for as many days as somebody may have set.
  const weeks = Math.floor((after - 1) / days.length)
  let date = addDays(from, 7 * weeks)
  for (let left = after - weeks * days.length; left > 0; ) {
    date = addDays(date, 1)
    if (days.includes(weekday(date))) left -= 1
  }
  return date
}
