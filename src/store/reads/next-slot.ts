import type { Availability } from '../../domain/availability/availability.ts'
import { DECIDING_SPAN } from '../../domain/availability/slot-rules.ts'
import { FIRST_LOOK, looksAhead, slots } from '../../domain/availability/slots.ts'
import type { MemberId } from '../../domain/ids.ts'
import { DAY, type Instant, type Interval } from '../../domain/time/time.ts'
import type { Tx } from '../sql/transaction.ts'
import { type Taken, takenBetween } from '../taken-time.ts'

/** A mentor's sessions as `slots` asks for them. */
export const ofMentor = (taken: readonly Taken[]) => ({
  mentorBusy: taken.map(({ busy }) => busy),
  mentorSessionStarts: taken.filter(({ role }) => role === 'mentor').map(({ startsAt }) => startsAt),
})

const takenOf = async (tx: Tx, mentor: MemberId, span: Interval) =>
  (await takenBetween(tx, [mentor], span)).get(mentor) ?? []

/** What the first look needs of whoever wants to be told no more than three days ahead. */
export type Soon = { span: Interval; taken: readonly Taken[] }

/** That look, to be asked for before the mentor's availability is known. */
export const takenSoon = async (tx: Tx, mentor: MemberId, now: Instant): Promise<Soon> => {
  const span = { start: now - DECIDING_SPAN, end: now + 3 * DAY + FIRST_LOOK + DECIDING_SPAN }
  return { span, taken: await takenOf(tx, mentor, span) }
}

/**
 * The soonest time at which a mentor could be booked by somebody who is free whenever they are; null where the horizon
 * has none. Reads their sessions look by look.
 */
export const nextFreeSlot = async (
  tx: Tx,
  mentor: MemberId,
  availability: Availability,
  now: Instant,
  soon?: Soon,
): Promise<Interval | null> => {
  for (const { from, until } of looksAhead({ availability, now })) {
    const around = { start: from - DECIDING_SPAN, end: until + DECIDING_SPAN }
    const isSeen = soon && soon.span.start <= around.start && around.end <= soon.span.end
    const taken = isSeen ? soon.taken : await takenOf(tx, mentor, around)
    const query = { availability, now, ...ofMentor(taken), menteeBusy: [] }
    const [first] = slots(query, { from, until })
    if (first) return first
  }
  return null
}
