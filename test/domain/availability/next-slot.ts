import type { SlotQuery } from '../../../src/domain/availability/slot-rules.ts'
import { looksAhead, slots } from '../../../src/domain/availability/slots.ts'
import type { Interval } from '../../../src/domain/time/time.ts'

/** The first of `slots` by looking ahead, where all that is booked is known beforehand. */
export const nextSlot = (query: SlotQuery): Interval | undefined => {
  for (const window of looksAhead(query)) {
    const [first] = slots(query, window)
    if (first) return first
  }
  return undefined
}
