import { isDayOff, stretchesOf } from './open-hours.ts'
import {
  bookedRefusal,
  hoursRefusal,
  lastStart,
  rulesFor,
  type SlotQuery,
  type SlotRefusal,
  type SlotRules,
  timingRefusal,
} from './slot-rules.ts'
import { DAY, dateOf, dayOf, type Instant, type Interval, MINUTE, type PlainDate } from './time.ts'

import { readingIn, type Zone, zoneSpans } from './zone.ts'

/** Only slots that start within it; `until` itself is out. */
export type SlotWindow = { from: Instant; until: Instant }

const WEEK = 7 * DAY

/**
 * The times that can be booked (spec 3), sorted.
 *
 * Each stretch of the weekly hours is cut from its beginning into slots of exactly `sessionMinutes` of real time; what
 * is left over at its end gives none. So, but for the hours around a clock change, slots start every `sessionMinutes`
 * by the clock; a skipped wall time starts none; both passes of a repeated hour are offered, each instant once; and
 * who looks at the clock during a slot, at its start or at its end, sees a time within the hours. (Stepping through
 * wall times instead offers, around a change, slots that overlap one another.)
 *
 * A slot starts after now, keeps the notice, starts within the horizon, and touches nothing that is already booked:
 * with its buffers for the mentor, without for the mentee.
 */
export function slots(query: SlotQuery, window?: SlotWindow): Interval[] {
  const from = Math.max(window?.from ?? query.now, query.now)
  const until = Math.min(window?.until ?? Number.POSITIVE_INFINITY, lastStart(query) + 1)
  const rules = rulesFor(query, from, until)
  const found: Interval[] = []
  for (const { start, end } of gridBetween(from, until, rules)) {
    const refused = timingRefusal(start, query) ?? bookedRefusal(start, rules)
    if (!refused) found.push({ start, end })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** What the hours would offer if nothing were booked. */
function* gridBetween(
  from: Instant,
  until: Instant,
  { availability, spans }: SlotRules,
): Generator<Interval> {
  const length = availability.sessionMinutes * MINUTE
  // From the day before, since clocks that go back just after midnight show the last of it again.
  const lastDay = dayOf(readingIn(spans, until))
  for (let day = dayOf(readingIn(spans, from)) - 1; day <= lastDay; day++) {
    if (isDayOff(day * DAY, availability)) continue
    for (const { first, last } of stretchesOf(day, availability, spans)) {
      for (let start = first; start + length <= last; start += length) {
        if (from <= start && start < until) yield { start, end: start + length }
      }
    }
  }
}

/** The first of `slots`, without working out all of them. */
export function nextSlot(query: SlotQuery): Interval | undefined {
  let [from, length] = [query.now, WEEK]
  while (from <= lastStart(query)) {
    const until = from + length
    const [first] = slots(query, { from, until })
    if (first)
      return first
      // Doubled, since each look goes through all that is booked.
    ;[from, length] = [until, 2 * length]
  }
  return undefined
}

/** Whether `slots` has one that starts then; if not, the first reason in the order of `SlotRefusal`. */
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

/** Sorted slots by the date on which they start for a reader in that zone. */
export function groupByDay(
  sorted: readonly Interval[],
  zone: Zone,
): { date: PlainDate; slots: Interval[] }[] {
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return []
  const spans = zoneSpans(zone, first.start, last.start + 1)
  const groups: { date: PlainDate; slots: Interval[] }[] = []
  let today = Number.NaN
  for (const slot of sorted) {
    const reading = readingIn(spans, slot.start)
    const group = dayOf(reading) === today ? groups.at(-1) : undefined
    if (group) group.slots.push(slot)
    else groups.push({ date: dateOf(reading), slots: [slot] })
    today = dayOf(reading)
  }
  return groups
}
