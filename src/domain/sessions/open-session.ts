import type { MemberId } from '../ids.ts'
import type { Instant } from '../time/time.ts'
import { SESSION_MINUTES, type Session } from './session.ts'

/** Set up by a mentor, for members to take its seats (spec 8-open-sessions). Its title is the session's topic. */
export type OpenSession = {
  session: Session & { seats: NonNullable<Session['seats']> }
  description: string
  /** If fewer have a seat a day before, it is cancelled. */
  fewest: number | null
  audience: 'everyone' | 'invited'
  /** Whether those who join are asked what they would like to talk about. */
  asks: boolean
  /** If nobody has joined this many hours before, the mentor's time is freed. */
  releaseHours: number | null
  /** Names all repetitions of one session; null if it is not repeated. */
  series: string | null
  /** When it is looked whether enough have a seat; null if that was done, or is not asked for. */
  countAt: Instant | null
  /** From when on it is cancelled if nobody has a seat; null if it never is. */
  releaseAt: Instant | null
  /** The channel that shows it, by Slack's id; null if none does. */
  announcedIn: string | null
  /** Why the app cancelled it, if it did. */
  endedBecause: 'too_few' | 'released' | null
}

export const OPEN_SESSION_LIMITS = {
  title: 100,
  description: 1_000,
  topics: 3,
  invited: 50,
  note: 300,
  minutes: SESSION_MINUTES,
  seats: { min: 1, max: 100 },
  releaseHours: { min: 1, max: 72 },
  times: { min: 2, max: 12 },
} as const

/** A seat that somebody has. `heldUntil`: they were promoted shortly before the start and have not said yes yet. */
export type Seat = { member: MemberId; heldUntil: Instant | null }

/** How somebody got their seat: the mentor can add people, and those who wait come up. */
export type SeatedBy = 'joined' | 'added' | 'promoted'

/**
 * Why somebody has their seat no longer. `collided`: the session was moved to a time at which they have another;
 * `departed`: their account was deactivated.
 */
export type LeftBecause = 'left' | 'lapsed' | 'collided' | 'departed'

/** A place on the waitlist. `passedOver`: a seat came free, but they had another session then. */
export type Wait = { member: MemberId; note: string; passedOver: boolean }

/** What a mentor sets up, as it is held to the limits. */
type Terms = {
  title: string
  description: string
  topics: readonly unknown[]
  invited: readonly unknown[]
  minutes: number
  seats: number
  fewest: number | null
  releaseHours: number | null
  /** How often it takes place; null if it is not repeated. */
  times: number | null
}

type LengthField = 'title' | 'description' | 'topics' | 'invited'
type RangeField = 'minutes' | 'seats' | 'fewest' | 'releaseHours' | 'times'

/** What is wrong with what a mentor set up, at which field. */
export type OpenSessionFault =
  | { fault: 'empty'; field: 'title' }
  | { fault: 'too_long'; field: LengthField; limit: number }
  | { fault: 'out_of_range'; field: RangeField; min: number; max: number }

const tooLong = (field: LengthField, { length }: { length: number }): OpenSessionFault | undefined => {
  const limit = OPEN_SESSION_LIMITS[field]
  return length > limit ? { fault: 'too_long', field, limit } : undefined
}

type Texts = Pick<Terms, 'title' | 'description' | 'topics'>

/** The first fault of what it says it is about. */
export const openTextsFault = ({ title, description, topics }: Texts): OpenSessionFault | undefined =>
  title.trim() === ''
    ? { fault: 'empty', field: 'title' }
    : (tooLong('title', title) ?? tooLong('description', description) ?? tooLong('topics', topics))

/** The first fault; undefined if it can be set up. */
export const openSessionFault = (terms: Terms): OpenSessionFault | undefined => {
  const inTexts = openTextsFault(terms) ?? tooLong('invited', terms.invited)
  if (inTexts) return inTexts
  const { minutes, seats, releaseHours, times } = OPEN_SESSION_LIMITS
  const ranges = {
    minutes,
    seats,
    fewest: { min: 1, max: terms.seats },
    releaseHours,
    times,
  }
  for (const field of ['minutes', 'seats', 'fewest', 'releaseHours', 'times'] as const) {
    const value = terms[field]
    const { min, max } = ranges[field]
    const isWithin = value === null || (Number.isInteger(value) && value >= min && value <= max)
    if (!isWithin) return { fault: 'out_of_range', field, min, max }
  }
  return undefined
}
