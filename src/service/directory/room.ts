import { bookedWith } from '../../domain/availability/slot-rules.ts'
import { type SoonestSlot, soonestSlot } from '../../domain/availability/soonest-slot.ts'
import { outsideOf } from '../../domain/calendars/outside-time.ts'
import type { MemberId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import { availabilitiesOf } from '../../store/availabilities.ts'
import { menteeCounts } from '../../store/mentees.ts'
import { outsideTimes } from '../../store/outside-times.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { takenBetween } from '../../store/taken-time.ts'

/** What decides whether a mentor could say yes: how many mentees they have, and when they and the reader are free. */
export type Room = { mentees: number; nextFree: SoonestSlot | null }

/** Of all these mentors in one look. */
export const roomOf = async (
  tx: Tx,
  reader: MemberId,
  mentors: readonly MemberId[],
  now: Instant,
): Promise<ReadonlyMap<MemberId, Room>> => {
  const span = soonestSlot.span(now)
  const [availabilities, taken, outside, mentees] = await Promise.all([
    availabilitiesOf(tx, mentors),
    takenBetween(tx, [reader, ...mentors], span),
    outsideTimes(tx, [reader, ...mentors], span, now),
    menteeCounts(tx, mentors, now),
  ])
  return new Map(
    [...availabilities].map(([mentor, { availability }]) => {
      const either = outsideOf(outside, { mentor, mentee: reader })
      const booked = bookedWith(taken.get(mentor) ?? [], taken.get(reader) ?? [], either)
      return [
        mentor,
        { mentees: mentees.get(mentor) ?? 0, nextFree: soonestSlot.of({ availability, now, ...booked }) },
      ]
    }),
  )
}
