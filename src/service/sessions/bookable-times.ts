import type { Availability } from '../../domain/availability/availability.ts'
import { type DayAsked, type SlotDay, slotDay } from '../../domain/availability/slot-day.ts'
import type { SlotQuery, SlotRefusal } from '../../domain/availability/slot-rules.ts'
import { isBookable } from '../../domain/availability/slots.ts'
import type { Member, MentoringRole } from '../../domain/member.ts'
import { minutesOf, type Session } from '../../domain/sessions/session.ts'
import type { Instant, Interval } from '../../domain/time/time.ts'
import type { Tx } from '../../store/sql/tx.ts'
import { slotQuery, withLength } from './session-time.ts'

/** Which of the free times to show. */
export type TimesAsked = {
  day: DayAsked['day']
  /** A chosen free time, which is looked up whichever day it is on. */
  chosen: Instant | null
  /** The length a mentor wants for this session; null for the usual one. */
  minutes: number | null
}

/** For whom times are sought. */
type Basis = {
  actorIs: MentoringRole
  mentor: Member
  mentee: Member
  /** The session to be moved; null for a new booking. */
  moves: Session | null
  now: Instant
}

export type BookableTimes = Basis & {
  /** The mentor's, with the length that this session is to have. */
  availability: Availability
  /** The length without a choice: the availability's or, if a session is moved, that session's. */
  usualMinutes: number
  /** One day's free times, by the actor's calendar. */
  day: SlotDay
  /** The chosen time, on whichever day it is, or why it is not free; null if none was chosen. */
  chosen: { kind: 'free'; slot: Interval } | { kind: 'gone'; reason: SlotRefusal } | null
  /** When the calendars that no longer count were last read; null if they never were. */
  checkedAt: { mentor: Instant | null; mentee: Instant | null }
}

/** The times that are free for both, of one day, and whether the chosen one is among them. */
export const bookableTimes = async (
  tx: Tx,
  basis: Basis,
  { day, chosen, minutes }: TimesAsked,
): Promise<BookableTimes> => {
  const { actorIs, mentor, mentee, moves, now } = basis
  const given = await slotQuery(tx, { mentor: mentor.id, mentee: mentee.id, except: moves?.id ?? null }, now)
  const usualMinutes = moves ? minutesOf(moves) : given.availability.sessionMinutes
  const length = (actorIs === 'mentor' ? minutes : null) ?? usualMinutes
  const availability = withLength(given.availability, length)
  const query = { ...given, availability: actorIs === 'mentor' ? ownTerms(availability) : availability }
  // With another length, the session's own start is a change too.
  const except = moves && length === usualMinutes ? moves.startsAt : null
  const [own, other] = actorIs === 'mentor' ? [mentor, mentee] : [mentee, mentor]
  return {
    ...basis,
    availability,
    usualMinutes,
    day: slotDay(query, { day, own: own.zone, other: other.zone, except }),
    chosen: chosen === null ? null : chosenIn(query, chosen, except),
    checkedAt: {
      mentor: query.outside?.mentor.checkedAt ?? null,
      mentee: query.outside?.mentee.checkedAt ?? null,
    },
  }
}

const chosenIn = (
  query: SlotQuery,
  chosen: Instant,
  except: Instant | null,
): NonNullable<BookableTimes['chosen']> => {
  if (chosen === except) return { kind: 'gone', reason: 'off_grid' }
  const found = isBookable(chosen, query)
  return found.kind === 'refused'
    ? { kind: 'gone', reason: found.reason }
    : { kind: 'free', slot: found.slot }
}

/** Lead and cap protect a mentor from others, not from themselves. */
const ownTerms = (availability: Availability): Availability => ({
  ...availability,
  leadMinutes: 0,
  weeklyCap: null,
})
