import { DAY, type Instant, type Interval } from '../time/time.ts'
import { type Booked, DECIDING_SPAN, firstStart, lastStart, type SlotQuery } from './slot-rules.ts'
import { type SlotWindow, slots } from './slots.ts'

/** The length of the first span to search for the first slot; each later one is twice as long. */
const FIRST_LOOK = 7 * DAY

/** Few mentors want a longer lead than this. */
const LONGEST_USUAL_LEAD = 3 * DAY

type Search = Pick<SlotQuery, 'availability' | 'now'>

/**
 * Finds the first of `slots` without computing them all. Asks what is booked in one span after another (`next` takes the
 * answer) and returns the slot, or null if there is none within the horizon.
 */
export function* nextSlot({ availability, now }: Search): Generator<Interval, Interval | null, Booked> {
  for (const window of looksAhead({ availability, now })) {
    const booked = yield decidingOn(window)
    const [first] = slots({ availability, now, ...booked }, window)
    if (first) return first
  }
  return null
}

/** Covers the first span `nextSlot` asks about, unless the mentor wants an unusually long lead. */
export const firstSpan = (now: Instant): Interval =>
  decidingOn({ from: now, until: now + LONGEST_USUAL_LEAD + FIRST_LOOK })

/**
 * The spans to search, soonest first. Each is twice as long as the last, since a search reads everything booked in its
 * span: a mentor with time soon costs one search, however many sessions they have ahead.
 */
function* looksAhead(search: Search): Generator<SlotWindow> {
  const last = lastStart(search)
  let [from, length] = [firstStart(search), FIRST_LOOK]
  while (from <= last) {
    yield { from, until: from + length }
    ;[from, length] = [from + length, 2 * length]
  }
}

/** What is booked in it decides which slots start within the window. */
const decidingOn = ({ from, until }: SlotWindow): Interval => ({
  start: from - DECIDING_SPAN,
  end: until + DECIDING_SPAN,
})
