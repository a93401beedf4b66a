import { DAY, type Instant, type Interval } from '../time/time.ts'
import { DECIDING_SPAN, type SlotQuery } from './slot-rules.ts'
import { freeTimes } from './slots.ts'

/** Ten working days, whichever five of a week those are. */
const SOON = 14 * DAY

/** Most mentors have time within it. */
const STEP = 2 * DAY

/** `isUnchecked`: a calendar of either does not say whether they are busy then. */
export type SoonestSlot = Interval & { isUnchecked: boolean }

/**
 * The first slot of the coming ten working days, and the span of what is booked that decides on it. What no calendar was
 * asked about comes after all others.
 */
export const soonestSlot = {
  span: (now: Instant): Interval => ({ start: now - DECIDING_SPAN, end: now + SOON + DECIDING_SPAN }),

  of: (query: SlotQuery): SoonestSlot | null => {
    const { first, end, between, unchecked } = freeTimes(query, { from: query.now, until: query.now + SOON })
    let instead: SoonestSlot | null = null
    for (let at = first; at < end; at += STEP)
      for (const slot of between(at, at + STEP)) {
        const { mentor, mentee } = unchecked(slot)
        if (!mentor && !mentee) return { ...slot, isUnchecked: false }
        instead ??= { ...slot, isUnchecked: true }
      }
    return instead
  },
}
