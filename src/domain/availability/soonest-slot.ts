import { DAY, type Instant, type Interval } from '../time/time.ts'
import { DECIDING_SPAN, type SlotQuery } from './slot-rules.ts'
import { freeTimes } from './slots.ts'

/** Ten working days, whichever five of a week those are. */
const SOON = 14 * DAY

/** Most mentors have time within it. */
const STEP = 2 * DAY

/** The first slot of the coming ten working days, and the span of what is booked that decides on it. */
export const soonestSlot = {
  span: (now: Instant): Interval => ({ start: now - DECIDING_SPAN, end: now + SOON + DECIDING_SPAN }),

  of: (query: SlotQuery): Interval | null => {
    const { first, end, between } = freeTimes(query, { from: query.now, until: query.now + SOON })
    for (let at = first; at < end; at += STEP) {
      const [slot] = between(at, at + STEP)
      if (slot) return slot
    }
    return null
  },
}
