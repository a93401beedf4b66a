import type { MemberId, SuggestionId } from '../ids.ts'
import type { MentoringRole } from '../member.ts'
import { DAY, type Instant } from '../time/time.ts'

/** Somebody's idea that two others should meet, told to one of the two (spec 7-directory, Suggest). */
export type Suggestion = {
  id: SuggestionId
  mentor: MemberId
  mentee: MemberId
  /** The one of the two who gets it. */
  receiver: MemberId
  suggester: MemberId
  /** May be empty. */
  why: string
  /** Whether a request or session that comes of it says who suggested it. The receiver sees that anyway. */
  namesSuggester: boolean
  suggestedAt: Instant
  putAsideAt: Instant | null
  /** What its receiver did with it. */
  usedBy: 'request' | 'session' | null
}

export const SUGGESTION_LIMITS = {
  /** Characters of the reason. */
  why: 300,
  /** By one suggester, dropped ones included: their own act, so they are told. */
  aDay: 5,
  /** Passed on to one receiver. */
  aWeek: 3,
} as const

/**
 * One of a pair and direction in that time, by whomever. As long, it is shown and can be used. One that was dropped is kept
 * as long: its suggester finds it among their own data, and would see that it is gone.
 */
export const COUNTS_FOR = 90 * DAY
export const RECENT_FOR = { aDay: DAY, aWeek: 7 * DAY } as const

/** Everything that decides whether a suggestion is passed on, none of which its suggester may learn. */
export type SuggestionFacts = {
  /** Passed on to the receiver in the last week. */
  thisWeek: number
  /** One of the same pair and direction still counts. */
  isRepeated: boolean
  takesSuggestions: boolean
  receiverIsPaused: boolean
  /** One of the two avoids the other, or the receiver avoids the suggester. */
  isAvoided: boolean
  /** An open request or a session ahead joins the two in these roles. */
  haveMet: boolean
}

/** Dropped silently: the suggester gets the same answer, from the same statements, as for one that is passed on. */
export const isDropped = (facts: SuggestionFacts): boolean =>
  facts.thisWeek >= SUGGESTION_LIMITS.aWeek ||
  facts.isRepeated ||
  !facts.takesSuggestions ||
  facts.receiverIsPaused ||
  facts.isAvoided ||
  facts.haveMet

/** What the receiver was told of: whom they could meet, and as what. */
export const suggestedOther = ({
  mentor,
  mentee,
  receiver,
}: Pick<Suggestion, 'mentor' | 'mentee' | 'receiver'>): { other: MemberId; as: MentoringRole } =>
  receiver === mentor ? { other: mentee, as: 'mentee' } : { other: mentor, as: 'mentor' }
