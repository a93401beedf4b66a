import type { Availability } from '../../domain/availability.ts'
import type { MemberId } from '../../domain/ids.ts'
import { slots } from '../../domain/slots.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../../domain/time.ts'
import { type Taken, takenBetween } from '../sessions.ts'
import type { Tx } from '../transaction.ts'

/** A session with its buffers, and the week that a cap looks back on, lie within it. */
const REACH = 8 * DAY

/** A mentor's sessions as `slots` asks for them. */
export const ofMentor = (taken: readonly Taken[]) => ({
  mentorBusy: taken.map(({ busy }) => busy),
  mentorSessionStarts: taken.filter(({ role }) => role === 'mentor').map(({ startsAt }) => startsAt),
})

/**
 * The soonest time at which a mentor could be booked by somebody who is free whenever they are; null where the horizon
 * has none. Reads a week of their sessions, then two, then four: whoever has time soon costs one look, however many
 * sessions are ahead of them.
 */
export const nextFreeSlot = async (
  tx: Tx,
  mentor: MemberId,
  availability: Availability,
  now: Instant,
): Promise<Interval | null> => {
  const last = now + availability.horizonDays * DAY
  let [from, length] = [now + availability.noticeMinutes * MINUTE, 7 * DAY]
  while (from <= last) {
    const until = from + length
    const around = { start: from - REACH, end: until + REACH }
    const taken = (await takenBetween(tx, [mentor], around)).get(mentor) ?? []
    const query = { availability, now, ...ofMentor(taken), menteeBusy: [] }
    const [first] = slots(query, { from, until })
    if (first) return first
    ;[from, length] = [until, 2 * length]
  }
  return null
}
