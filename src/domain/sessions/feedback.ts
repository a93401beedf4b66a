import { DAY, type Instant } from '../time/time.ts'

/** How a session was, as one of its members says (spec 9-programme, Feedback). */
export const FEEDBACK_ANSWERS = ['great', 'fine', 'not_met'] as const
export type FeedbackAnswer = (typeof FEEDBACK_ANSWERS)[number]

/** How long the question can be answered, and answered otherwise. Then it folds away. */
export const FEEDBACK_OPEN_FOR = 5 * DAY

/** A question that comes later than this after a session is dropped: nobody remembers. */
export const FEEDBACK_LAPSES_AFTER = 7 * DAY

/** In characters: one line. */
export const FEEDBACK_LINE_LIMIT = 300

/** A weekly series can be moved by a day. */
const WEEKLY = 8 * DAY

/**
 * Whether members are asked after this session of a series: if it comes weekly, after every so many; else after each.
 * @param starts when those of the series that took place or will start, this one included
 */
export const asksAfter = (startsAt: Instant, starts: readonly Instant[], every: number): boolean => {
  const isWeekly = starts.some((one) => one !== startsAt && Math.abs(one - startsAt) <= WEEKLY)
  return !isWeekly || starts.filter((one) => one <= startsAt).length % every === 0
}
