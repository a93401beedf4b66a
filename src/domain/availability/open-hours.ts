import { DAY, dateOf, type Instant, parseTime, type WallMs, weekdayOf } from '../time/time.ts'
import type { Spans } from '../time/zone.ts'
import type { Availability } from './availability.ts'

/** A stretch of real time, both ends included, all of which shows a wall time from a range's `from` to its `to`. */
export type Stretch = { first: Instant; last: Instant }

/** Whether the mentor has taken off the day that this reading falls on. */
export function isDayOff(reading: WallMs, { daysOff }: Availability): boolean {
  if (daysOff.length === 0) return false
  const date = dateOf(reading)
  return daysOff.some(({ from, to }) => from <= date && date <= to)
}

/**
 * The stretches of one day's weekly hours, days off aside.
 *
 * On most days a range is one stretch. Where clocks jump ahead within it, the stretch goes on after the jump; where
 * they go back, it holds both passes, or falls in two when the clock goes back to before the range. A stretch that
 * ends where clocks change lacks the instant of the change when that no longer shows a time of the range.
 */
export function stretchesOf(day: number, availability: Availability, spans: Spans): Stretch[] {
  const midnight = day * DAY
  return availability.weekly[weekdayOf(midnight)].flatMap(({ from, to }) => {
    const [opens, closes] = [parseTime(from), parseTime(to)]
    if (opens === undefined || closes === undefined) return []
    const stretches: Stretch[] = []
    for (const { start, end, offset } of spans) {
      const first = Math.max(start, midnight + opens - offset)
      const last = Math.min(end - 1, midnight + closes - offset)
      const previous = stretches.at(-1)
      if (first > last) continue
      if (previous && previous.last + 1 === first) previous.last = last
      else stretches.push({ first, last })
    }
    return stretches
  })
}
