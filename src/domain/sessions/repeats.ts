import { firstInstantAt, localTimeAt } from '../time/local-time.ts'
import {
  addDays,
  dateOf,
  dayOf,
  type Instant,
  type PlainDate,
  readingOf,
  WEEKDAYS,
  weekday,
} from '../time/time.ts'
import type { Zone } from '../time/zone.ts'

export type Repeats = { every: 'week' | 'two_weeks' | 'month'; times: number }

/**
 * When a repeated session starts: at the same time by the clock of that zone, also when clocks change. If they jump over
 * it, it starts when they go on; if they show it twice, at the first. A monthly one keeps its weekday and its place in the month: the
 * second Tuesday. A fifth, which not every month has, becomes the last.
 */
export const startsOf = (first: Instant, zone: Zone, { every, times }: Repeats): readonly Instant[] => {
  const { date, time } = localTimeAt(first, zone)
  return Array.from({ length: times }, (_, index) =>
    // The first is as it was chosen, even if clocks show its time twice.
    index === 0 ? first : firstInstantAt({ date: dateAfter(date, every, index), time }, zone),
  )
}

const dateAfter = (date: PlainDate, every: Repeats['every'], index: number): PlainDate => {
  if (every === 'week') return addDays(date, 7 * index)
  if (every === 'two_weeks') return addDays(date, 14 * index)
  return sameWeekday(date, index)
}

/** The same weekday, as often into the month, that many months later. */
const sameWeekday = (date: PlainDate, months: number): PlainDate => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const start = dateOf(Date.UTC(year, month - 1 + months, 1))
  const next = dateOf(Date.UTC(year, month + months, 1))
  const ahead = (WEEKDAYS.indexOf(weekday(date)) - WEEKDAYS.indexOf(weekday(start)) + 7) % 7
  const found = addDays(start, ahead + 7 * Math.floor((day - 1) / 7))
  return dayOf(readingOf(found)) < dayOf(readingOf(next)) ? found : addDays(found, -7)
}
