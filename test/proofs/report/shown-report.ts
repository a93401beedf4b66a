import { disclose, type Shown, type ShownSpan } from '../../../src/domain/programme/disclosure.ts'
import type { Counted, ReportNumbers, SpanNumbers } from '../../../src/domain/programme/report-numbers.ts'
import {
  before,
  CHARTED,
  type Period,
  periods,
  SPAN_DAYS,
  type Span,
  STRETCHES,
  spans,
} from '../../../src/domain/programme/report-periods.ts'
import type { Cell } from './adversary.ts'

/** How far what was sent got. The last two are part of the one before. */
export const fates = ['not accepted', 'accepted', 'met', 'met again'] as const
type Fate = (typeof fates)[number]

/** Where spans and stretches begin and end, in days before the report: between two of them nothing is told apart. */
const EDGES = [
  ...new Set([
    0,
    ...Object.values(SPAN_DAYS).flat(),
    ...Array.from({ length: STRETCHES.weeks.count }, (_, at) => (at + 1) * STRETCHES.weeks.days),
    ...Array.from({ length: STRETCHES.months.count }, (_, at) => (at + 1) * STRETCHES.months.days),
  ]),
].sort((a, b) => a - b)

export type Stretch = readonly [from: number, to: number]
export const stretchesOfTime: readonly Stretch[] = EDGES.slice(0, -1).map((from, at) => [
  from,
  EDGES[at + 1] ?? 0,
])

const isWithin = ([from, to]: Stretch, [outerFrom, outerTo]: Stretch) => from >= outerFrom && to <= outerTo

export const requestThing = ([from]: Stretch, fate: Fate) => `sent ${from} days ago, ${fate}`
export const sessionThing = ([from]: Stretch) => `held ${from} days ago`
export const answers = ['great', 'fine', 'unmet'] as const
export const answerThing = ([from]: Stretch, answer: string) => `answered ${from} days ago, ${answer}`

/** How often each thing happened, each time to others. */
export type History = ReadonlyMap<string, number>

const sumOf = (history: History, things: readonly string[]) =>
  things.reduce((sum, thing) => sum + (history.get(thing) ?? 0), 0)

const within = (outer: Stretch, thing: (stretch: Stretch) => readonly string[]) =>
  stretchesOfTime.filter((stretch) => isWithin(stretch, outer)).flatMap(thing)

type Measure = 'sent' | 'notAccepted' | 'accepted' | 'met' | 'metAgain' | 'sessions'
const FATES: Readonly<Record<Exclude<Measure, 'sessions'>, readonly Fate[]>> = {
  sent: fates,
  notAccepted: ['not accepted'],
  accepted: ['accepted', 'met', 'met again'],
  met: ['met', 'met again'],
  metAgain: ['met again'],
}
const measures = ['sent', 'notAccepted', 'accepted', 'met', 'metAgain', 'sessions'] as const

export const thingsOf = (measure: Measure, outer: Stretch): readonly string[] =>
  within(outer, (stretch) =>
    measure === 'sessions'
      ? [sessionThing(stretch)]
      : FATES[measure].map((fate) => requestThing(stretch, fate)),
  )

const answersIn = (outer: Stretch, answer: string) =>
  within(outer, (stretch) => [answerThing(stretch, answer)])

const numbersOf = (history: History): ReportNumbers => {
  const counted = (things: readonly string[]): Counted => {
    const count = sumOf(history, things)
    return { count, people: count }
  }
  const span = (name: Span): SpanNumbers => {
    const of = (measure: Measure) => counted(thingsOf(measure, SPAN_DAYS[name]))
    const given = (answer: string) => counted(answersIn(SPAN_DAYS[name], answer))
    return {
      sent: of('sent'),
      notAccepted: of('notAccepted'),
      accepted: of('accepted'),
      met: of('met'),
      metAgain: of('metAgain'),
      medianDays: 1,
      sessions: of('sessions'),
      minutes: 30 * of('sessions').count,
      mentors: of('sessions').people,
      mentees: of('sessions').people,
      busiest: { count: 0, people: 0 },
      idleMentors: 0,
      idleSeekers: 0,
      feedback: { great: given('great'), fine: given('fine'), unmet: given('unmet') },
    }
  }
  const stretch = (days: number, at: number) => counted(thingsOf('sessions', [at * days, (at + 1) * days]))
  const stretches = ({ days, count }: { days: number; count: number }) =>
    Array.from({ length: count }, (_, at) => stretch(days, at))
  return {
    spans: {
      month: span('month'),
      monthBefore: span('monthBefore'),
      quarter: span('quarter'),
      quarterBefore: span('quarterBefore'),
      year: span('year'),
      yearBefore: span('yearBefore'),
      all: span('all'),
    },
    stretches: { weeks: stretches(STRETCHES.weeks), months: stretches(STRETCHES.months) },
    topics: [],
  }
}

/** Every number that the reports of a day show, for all periods, those before and all charts, with what it counts. */
export const cellsOf = (history: History): { requests: Cell[]; sessions: Cell[]; answers: Cell[] } => {
  const numbers = numbersOf(history)
  const cells = { requests: [] as Cell[], sessions: [] as Cell[], answers: [] as Cell[] }
  const add = (name: Span, shown: ShownSpan) => {
    for (const measure of measures)
      cells[measure === 'sessions' ? 'sessions' : 'requests'].push({
        counts: thingsOf(measure, SPAN_DAYS[name]),
        shown: shown[measure],
      })
    for (const answer of answers)
      cells.answers.push({ counts: answersIn(SPAN_DAYS[name], answer), shown: shown.feedback[answer] })
    cells.answers.push({
      counts: answers.flatMap((answer) => answersIn(SPAN_DAYS[name], answer)),
      shown: shown.feedback.answers,
    })
  }
  const seen = new Set<string>()
  const addStretch = (period: Period, held: readonly Shown[]) => {
    const { of } = CHARTED[period]
    const { days } = STRETCHES[of]
    ;[...held].reverse().forEach((shown, at) => {
      if (seen.has(`${of} ${at}`)) return
      seen.add(`${of} ${at}`)
      cells.sessions.push({ counts: thingsOf('sessions', [at * days, (at + 1) * days]), shown })
    })
  }
  for (const period of periods) {
    const report = disclose(numbers, period, undefined, (topic) => topic)
    add(period, report.now)
    const earlier = before[period]
    if (earlier && report.before) add(earlier, report.before)
    addStretch(period, report.chart.sessions)
  }
  return cells
}

/** What somebody could be after: each number, and what lies between any two spans or stretches. */
export const targetsOf = (): { requests: string[][]; sessions: string[][]; answers: string[][] } => {
  const stretches = [...stretchesOfTime, ...spans.map((span) => SPAN_DAYS[span])]
  return {
    requests: stretches.flatMap((stretch) => [
      ...measures.filter((one) => one !== 'sessions').map((measure) => [...thingsOf(measure, stretch)]),
      within(stretch, (one) => [requestThing(one, 'accepted')]),
      within(stretch, (one) => [requestThing(one, 'met')]),
    ]),
    sessions: stretches.map((stretch) => [...thingsOf('sessions', stretch)]),
    answers: stretches.flatMap((stretch) => answers.map((answer) => answersIn(stretch, answer))),
  }
}
