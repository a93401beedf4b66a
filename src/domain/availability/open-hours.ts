import { DAY, dateOf, type Instant, parseTime, type Reading, weekdayOf } from '../time/time.ts'
import type { Spans } from '../time/zone.ts'
import type { Availability } from './availability.ts'

/** A stretch of real time, both ends included, throughout which clocks show a time from a range's `from` to its `to`. */
export type Stretch = { first: Instant; last: Instant }

/** Whether the mentor has the day of this reading off. */
export function isDayOff(reading: Reading, { daysOff }: Availability): boolean {
  if (daysOff.length === 0) return false
  const date = dateOf(reading)
  return daysOff.some(({ from, to }) => from <= date && date <= to)
}

/**
 * The stretches of one day's weekly hours, ignoring days off.
 *
 * On most days a range is one stretch. If clocks jump ahead within it, the stretch continues after the jump. If they go
 * back, it contains both passes, or splits in two if they go back to before the range. A stretch that ends at a clock
 * change excludes the instant of the change if clocks then show a time outside the range.
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
