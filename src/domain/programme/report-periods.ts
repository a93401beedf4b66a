import { DAY, dateOf, dayOf, type Instant, type PlainDate } from '../time/time.ts'

/** What a report can be about: the last 30 days, 90 days, a year, or all there ever was. */
export const periods = ['month', 'quarter', 'year', 'all'] as const
export type Period = (typeof periods)[number]

/** In whole days; a report of all has no beginning and nothing before it. */
export const PERIOD_DAYS: Readonly<Record<Exclude<Period, 'all'>, number>> = {
  month: 30,
  quarter: 90,
  year: 365,
}

/** A period, or the one of equal length right before it. */
export const spans = [
  'month',
  'monthBefore',
  'quarter',
  'quarterBefore',
  'year',
  'yearBefore',
  'all',
] as const
export type Span = (typeof spans)[number]

export const before: Readonly<Record<Period, Span | null>> = {
  month: 'monthBefore',
  quarter: 'quarterBefore',
  year: 'yearBefore',
  all: null,
}

/** The span's days, counted back from the end of a report: those from the first up to the second, which is excluded. */
export const SPAN_DAYS: Readonly<Record<Span, readonly [from: number, to: number]>> = {
  month: [0, 30],
  monthBefore: [30, 60],
  quarter: [0, 90],
  quarterBefore: [90, 180],
  year: [0, 365],
  yearBefore: [365, 730],
  all: [0, Number.POSITIVE_INFINITY],
}

/**
 * The stretches in which sessions are counted one after another, counted back from the end of a report. None of them
 * fills the period that it is shown for, and none of their numbers is a multiple of five: see `disclosure.ts`.
 */
export const STRETCHES = { weeks: { days: 7, count: 12 }, months: { days: 30, count: 48 } } as const

export type Stretches = keyof typeof STRETCHES

/** Which stretches a period's chart shows, and how many. */
export const CHARTED: Readonly<Record<Period, { of: Stretches; count: number }>> = {
  month: { of: 'weeks', count: 4 },
  quarter: { of: 'weeks', count: 12 },
  year: { of: 'months', count: 12 },
  all: { of: 'months', count: 48 },
}

/** The last day that is over, by UTC: a workspace has no zone of its own. */
export const lastDay = (now: Instant): PlainDate => dateOf((dayOf(now) - 1) * DAY)

/** The end of that day. */
export const endOf = (day: PlainDate): Instant => Date.parse(`${day}T00:00:00Z`) + DAY

/** How many whole days before the end of a report something was; 0 on its last day. */
export const daysAgo = (end: Instant, at: Instant): number => Math.ceil((end - at) / DAY) - 1

export const isIn = (span: Span, ago: number): boolean => {
  const [from, to] = SPAN_DAYS[span]
  return ago >= from && ago < to
}
