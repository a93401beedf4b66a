import { DAY, type Instant, type Interval } from '../time/time.ts'
import { type Booked, DECIDING_SPAN, firstStart, lastStart, type SlotQuery } from './slot-rules.ts'
import { type SlotWindow, slots } from './slots.ts'

/** The first of the stretches in which to look for the first slot is as long as this, the next one twice, and so on. */
const FIRST_LOOK = 7 * DAY

/** Mentors who want more notice than this are few. */
const LONGEST_USUAL_NOTICE = 3 * DAY

type Search = Pick<SlotQuery, 'availability' | 'now'>

/**
 * The first of `slots`, without working out all of them. Asks for what is booked within one span after another
 * (`next` takes the answer) and returns the slot; null where the horizon has none.
 */
export function* nextSlot({ availability, now }: Search): Generator<Interval, Interval | null, Booked> {
  for (const window of looksAhead({ availability, now })) {
    const booked = yield decidingOn(window)
    const [first] = slots({ availability, now, ...booked }, window)
    if (first) return first
  }
  return null
}

/** Covers the first span that `nextSlot` asks for, unless the mentor wants an unusually long notice. */
export const firstSpan = (now: Instant): Interval =>
  decidingOn({ from: now, until: now + LONGEST_USUAL_NOTICE + FIRST_LOOK })

/**
 * Where to look, soonest first. Doubled, since each look goes through all that is booked in it: who has time soon costs
 * one look, however many sessions are ahead of them.
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
