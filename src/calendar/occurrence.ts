import { calendarOf } from '../domain/availability/busy.ts'
import { DAY, type Instant, type Interval, type Reading } from '../domain/time/time.ts'
import { type Spans, type Zone, zoneSpans } from '../domain/time/zone.ts'
import { offsetShowing } from './feeds/zones.ts'

/** One time at which an event takes place; an end that floats is what clocks show, in a zone that is still to be chosen. */
export type Occurrence = {
  start: Instant | Reading
  end: Instant | Reading
  floats: { start: boolean; end: boolean }
}

/** How many times may fall into the window (spec 11-calendars, Reading). */
export const MOST_OCCURRENCES = 5_000

/** When they are, in order and apart. Times that name no zone are those of the calendar's owner, all-day events included. */
export const inZone = (
  occurrences: readonly Occurrence[],
  zone: Zone,
  window: Interval,
): readonly Interval[] => {
  const spans = zoneSpans(zone, window.start - 2 * DAY, window.end + 2 * DAY)
  const placed = occurrences.map(({ start, end, floats }) => ({
    start: clamp(floats.start ? instantOf(start, spans) : start, window),
    end: clamp(floats.end ? instantOf(end, spans) : end, window),
  }))
  return calendarOf(placed, window.start, window.end).apart
}

const instantOf = (reading: number, spans: Spans): Instant => reading - offsetShowing(spans, reading)

const clamp = (at: Instant, { start, end }: Interval): Instant => Math.min(Math.max(at, start), end)
