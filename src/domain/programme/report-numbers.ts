import type { TopicId } from '../ids.ts'
import type { Span, Stretches } from './report-periods.ts'

/**
 * How many there were, and about how many people that is: where it has two sides (who sent and who received, mentors
 * and mentees), those on the side with fewer.
 */
export type Counted = { count: number; people: number }

/** Everything a span's report is made of, exactly as counted: no number of it is shown before `disclosure.ts` saw it. */
export type SpanNumbers = {
  sent: Counted
  /** What was sent in the span and is not accepted by the report's end: pending, put aside and withdrawn alike. */
  notAccepted: Counted
  accepted: Counted
  /** Accepted, and the two had a session afterwards. */
  met: Counted
  /** And another one. */
  metAgain: Counted
  /** From sending to acceptance; null if nothing was accepted. */
  medianDays: number | null
  sessions: Counted
  minutes: number
  mentors: number
  mentees: number
  /** The tenth of the mentors who held the most sessions, and how many those were. */
  busiest: Counted
  /** Listed at the time of the report, without a session in the span: as mentors, and as mentees. */
  idleMentors: number
  idleSeekers: number
  /** Answers to the question after a session, and how many members gave them: only those of whole batches (tally.ts). */
  feedback: { great: Counted; fine: Counted; unmet: Counted }
}

/** `sought`: listed seekers who want to learn it. `offered`: listed mentors who help with it. */
export type TopicNumbers = { topic: TopicId; sought: number; offered: number }

/** What a report's day is kept as: counts and topics, and nobody's id. */
export type ReportNumbers = {
  spans: Readonly<Record<Span, SpanNumbers>>
  /** Sessions held in each stretch, the latest first. */
  stretches: Readonly<Record<Stretches, readonly Counted[]>>
  topics: readonly TopicNumbers[]
}
