import type { Availability } from '../../domain/availability/availability.ts'
import { firstSpan, nextSlot } from '../../domain/availability/next-slot.ts'
import { bookedWith } from '../../domain/availability/slot-rules.ts'
import { nothingOutside, type OutsideTime } from '../../domain/calendars/outside-time.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { Instant, Interval } from '../../domain/time/time.ts'
import { outsideTimes } from '../outside-times.ts'
import type { Tx } from '../sql/tx.ts'
import { type Taken, takenBetween } from '../taken-time.ts'

/** What is taken of a mentor's time within a span. */
export type Seen = { span: Interval; taken: readonly Taken[]; outside: OutsideTime }

const look = async (tx: Tx, mentor: MemberId, span: Interval, now: Instant): Promise<Seen> => {
  const [taken, outside] = await Promise.all([
    takenBetween(tx, [mentor], span),
    outsideTimes(tx, [mentor], span, now),
  ])
  return { span, taken: taken.get(mentor) ?? [], outside: outside.get(mentor) ?? nothingOutside }
}

/** Usually enough to find the next slot; can be asked for before the mentor's availability is known. */
export const takenSoon = (tx: Tx, mentor: MemberId, now: Instant): Promise<Seen> =>
  look(tx, mentor, firstSpan(now), now)

const covers = (outer: Interval, inner: Interval) => outer.start <= inner.start && inner.end <= outer.end

/** The soonest time at which a mentor could be booked by somebody who is always free; null if there is none. */
export const nextFreeSlot = async (
  tx: Tx,
  mentor: MemberId,
  availability: Availability,
  now: Instant,
  soon?: Seen,
): Promise<Interval | null> => {
  const search = nextSlot({ availability, now })
  let step = search.next()
  while (!step.done) {
    const { taken, outside } =
      soon && covers(soon.span, step.value) ? soon : await look(tx, mentor, step.value, now)
    step = search.next(bookedWith(taken, [], { mentor: outside, mentee: nothingOutside }))
  }
  return step.value
}
