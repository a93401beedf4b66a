import { DAY, dayOf, type Instant, type Interval, MINUTE } from '../time/time.ts'
import { readingIn } from '../time/zone.ts'
import { isDayOff, stretchesOf } from './open-hours.ts'
import {
  bookedRefusal,
  firstStart,
  hoursRefusal,
  lastStart,
  outsideStates,
  rulesFor,
  type SlotQuery,
  type SlotRefusal,
  type SlotRules,
  timingRefusal,
  type Unchecked,
  uncheckedOf,
} from './slot-rules.ts'

/** Only slots that start in this interval; `until` is exclusive. */
export type SlotWindow = { from: Instant; until: Instant }

/**
 * The times that can be booked (spec 3), sorted.
 *
 * Each stretch of the weekly hours is cut from its start into slots of exactly `sessionMinutes` of real time; a
 * remainder at the end is dropped. So, except around a clock change, slots start every `sessionMinutes` by the clock. A
 * skipped local time starts no slot. Both passes of a repeated hour are offered, each instant once. From a slot's start
 * to its end, the clock shows a time within the hours. (Stepping through local times instead would offer overlapping
 * slots around a clock change.)
 *
 * A slot starts after now, keeps the lead that the mentor wants, starts within the horizon, and overlaps nothing
 * already booked, counting buffers for the mentor but not for the mentee.
 */
export function slots(query: SlotQuery, window: SlotWindow): Interval[] {
  const { first, end, between } = freeTimes(query, window)
  return between(first, end)
}

/** The same, to be searched in pieces that share what is computed once. */
export type FreeTimes = {
  /** No slot starts before `first`, and none at or after `end`. */
  first: Instant
  end: Instant
  /** Those that start at or after `from` and before `until`, sorted. */
  between(from: Instant, until: Instant): Interval[]
  /** Of one of them: whose calendars do not say whether they are busy then. */
  unchecked(slot: Interval): Unchecked
}

export function freeTimes(query: SlotQuery, window?: SlotWindow): FreeTimes {
  const first = Math.max(window?.from ?? query.now, firstStart(query))
  const end = Math.min(window?.until ?? Number.POSITIVE_INFINITY, lastStart(query) + 1)
  if (!(first < end))
    return { first, end, between: () => [], unchecked: () => ({ mentor: false, mentee: false }) }
  const rules = rulesFor(query, first, end)
  return {
    first,
    end,
    between: (from, until) => slotsBetween(Math.max(from, first), Math.min(until, end), rules),
    unchecked: ({ start }) => uncheckedOf(outsideStates(start, rules)),
  }
}

function slotsBetween(from: Instant, until: Instant, rules: SlotRules): Interval[] {
  const { availability, spans } = rules
  const length = availability.sessionMinutes * MINUTE
  const found: Interval[] = []
  // Starts a day early: clocks that go back just after midnight show the end of the previous day again.
  const lastDay = dayOf(readingIn(spans, until))
  for (let day = dayOf(readingIn(spans, from)) - 1; day <= lastDay; day++) {
    if (isDayOff(day * DAY, availability)) continue
    for (const { first, last } of stretchesOf(day, availability, spans)) {
      const skipped = Math.max(0, Math.ceil((from - first) / length))
      const end = Math.min(until, last - length + 1)
      for (let start = first + skipped * length; start < end; start += length) {
        if (!bookedRefusal(start, rules)) found.push({ start, end: start + length })
      }
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Whether one of `slots` starts then; if not, the first reason in the order of `SlotRefusal`. */
export function isBookable(
  start: Instant,
  query: SlotQuery,
): { kind: 'bookable'; slot: Interval } | { kind: 'refused'; reason: SlotRefusal } {
  const untimely = timingRefusal(start, query)
  if (untimely) return { kind: 'refused', reason: untimely }
  const rules = rulesFor(query, start, start + 1)
  const reason = hoursRefusal(start, rules) ?? bookedRefusal(start, rules)
  if (reason) return { kind: 'refused', reason }
  return { kind: 'bookable', slot: { start, end: start + query.availability.sessionMinutes * MINUTE } }
}
