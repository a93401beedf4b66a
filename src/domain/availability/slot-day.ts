import { dateIn, type EarlyOrLate, earlyOrLate, firstInstantAt } from '../time/local-time.ts'
import { addDays, DAY, type Instant, type Interval, type PlainDate } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'
import { firstStart, lastStart, type SlotQuery, type Unchecked } from './slot-rules.ts'
import { type FreeTimes, freeTimes } from './slots.ts'

/** A free time, and for whom of the two it is early or late: the one who looks (`own`), the other side. */
export type Slot = Interval & {
  own: EarlyOrLate | null
  other: EarlyOrLate | null
  /** Whose calendars do not say whether they are busy then. */
  unchecked: Unchecked
}

/** One day of free times, and the days around it that have some. Days are those of the one who looks. */
export type SlotDay = {
  /** Null if no day was named and nothing is free. */
  date: PlainDate | null
  /** Those in the daytime of both first, then the others, then those that no calendar was asked about, each soonest first. */
  slots: readonly Slot[]
  previous: PlainDate | undefined
  next: PlainDate | undefined
  /** The first and the last day on which a session may start. */
  reach: { from: PlainDate; to: PlainDate }
}

export type DayAsked = {
  /** A date, the day of an instant, or the first day that has a free time (null). */
  day: PlainDate | { of: Instant } | null
  own: Zone
  other: Zone
  /** A time to leave out: the current one of a session being moved. */
  except: Instant | null
}

/** The free times around the day are gone through in steps of it, and no further than to the nearest one. */
const STEP = 7 * DAY

export function slotDay(query: SlotQuery, { day, own, other, except }: DayAsked): SlotDay {
  const free = freeTimes(query)
  const dayOf = (slot: Interval | undefined) => slot && dateIn(slot.start, own)
  const firstFrom = (at: Instant) => dayOf(firstOf(onwards(free, at), except))
  const lastBefore = (at: Instant) => dayOf(firstOf(backwards(free, at), except))
  const reach = { from: dateIn(firstStart(query), own), to: dateIn(lastStart(query), own) }

  const asked = typeof day === 'object' ? day && dateIn(day.of, own) : day
  const date = asked ?? firstFrom(free.first) ?? null
  if (date === null) return { date, slots: [], previous: undefined, next: undefined, reach }
  if (date < reach.from) {
    return { date, slots: [], previous: undefined, next: firstFrom(free.first), reach }
  }
  if (date > reach.to) return { date, slots: [], previous: lastBefore(free.end), next: undefined, reach }

  const [start, end] = [date, addDays(date, 1)].map((one) =>
    firstInstantAt({ date: one, time: '00:00' }, own),
  )
  if (start === undefined || end === undefined) throw new RangeError(`no such day: ${date}`)
  const slots = free
    .between(start, end)
    .filter((slot) => slot.start !== except)

    .map((slot) => ({
      ...slot,
      ...{ own: earlyOrLate(slot, own), other: earlyOrLate(slot, other) },
      unchecked: free.unchecked(slot),
    }))
  const [checked, unchecked] = [slots.filter((slot) => !isUnchecked(slot)), slots.filter(isUnchecked)]
  return {
    date,
    slots: [...checked.filter((slot) => !isOdd(slot)), ...checked.filter(isOdd), ...unchecked],
    previous: lastBefore(start),
    next: firstFrom(end),
    reach,
  }
}

export const isUnchecked = ({ unchecked }: Slot): boolean => unchecked.mentor || unchecked.mentee

export const isOdd = ({ own, other }: Slot): boolean => own !== null || other !== null

function* onwards({ first, end, between }: FreeTimes, from: Instant): Generator<Interval> {
  for (let at = Math.max(from, first); at < end; at += STEP) yield* between(at, at + STEP)
}

function* backwards({ first, end, between }: FreeTimes, until: Instant): Generator<Interval> {
  for (let at = Math.min(until, end); at > first; at -= STEP) yield* between(at - STEP, at).reverse()
}

function firstOf(slots: Iterable<Interval>, except: Instant | null): Interval | undefined {
  for (const slot of slots) if (slot.start !== except) return slot
  return undefined
}
