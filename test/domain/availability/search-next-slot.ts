import { nextSlot } from '../../../src/domain/availability/next-slot.ts'
import type { Booked, SlotQuery } from '../../../src/domain/availability/slot-rules.ts'
import type { Interval } from '../../../src/domain/time/time.ts'

/** Only what touches the span: what the search did not ask for, it does not learn. */
const within = (query: SlotQuery, span: Interval): Booked => {
  const touching = ({ start, end }: Interval) => start < span.end && end > span.start
  return {
    mentorBusy: query.mentorBusy.filter(touching),
    menteeBusy: query.menteeBusy.filter(touching),
    mentorSessionStarts: query.mentorSessionStarts.filter((at) => span.start <= at && at < span.end),
  }
}

/** What the search finds, and the spans that it asked for on the way. */
export const searchNextSlot = (query: SlotQuery): { found: Interval | null; asked: readonly Interval[] } => {
  const search = nextSlot(query)
  const asked: Interval[] = []
  let step = search.next()
  while (!step.done) {
    asked.push(step.value)
    step = search.next(within(query, step.value))
  }
  return { found: step.value, asked }
}
