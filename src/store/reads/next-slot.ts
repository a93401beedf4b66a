import type { Availability } from '../../domain/availability.ts'
import type { MemberId } from '../../domain/ids.ts'
import { slots } from '../../domain/slots.ts'
import { DAY, type Instant, type Interval, MINUTE } from '../../domain/time.ts'
import { busyBetween, mentoringStarts } from '../sessions.ts'
import type { Tx } from '../transaction.ts'

/** A session with its buffers, and the week that a cap looks back on, lie within it. */
const REACH = 8 * DAY

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
    const mentorBusy = await busyBetween(tx, mentor, around)
    const mentorSessionStarts =
      availability.weeklyCap === null ? [] : await mentoringStarts(tx, mentor, around)
    const query = { availability, now, mentorBusy, menteeBusy: [], mentorSessionStarts }
    const [first] = slots(query, { from, until })
    if (first) return first
    ;[from, length] = [until, 2 * length]
  }
  return null
}
