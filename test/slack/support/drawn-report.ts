import fc from 'fast-check'
import { memberId, topicId } from '../../../src/domain/ids.ts'
import { disclose } from '../../../src/domain/programme/disclosure.ts'
import type { Counted, ReportNumbers, SpanNumbers } from '../../../src/domain/programme/report-numbers.ts'
import { periods, STRETCHES } from '../../../src/domain/programme/report-periods.ts'
import type { ReportState } from '../../../src/service/programme/reports.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { type ReportMessage, reportMessages } from '../../../src/slack/views/report-message.ts'
import { typed } from './arbitrary.ts'

const count = fc.nat({ max: 10_000_000 })
const counted: fc.Arbitrary<Counted> = count.map((people) => ({ count: people, people }))

const span: fc.Arbitrary<SpanNumbers> = fc.record({
  sent: counted,
  notAccepted: counted,
  accepted: counted,
  met: counted,
  metAgain: counted,
  medianDays: fc.option(fc.nat(400)),
  sessions: counted,
  minutes: count,
  mentors: count,
  mentees: count,
  busiest: counted,
  idleMentors: count,
  idleSeekers: count,
  feedback: fc.record({ great: counted, fine: counted, unmet: counted }),
})

const stretches = (length: number) => fc.array(counted, { minLength: length, maxLength: length })

const anyNumbers: fc.Arbitrary<ReportNumbers> = fc.record({
  spans: fc.record({
    month: span,
    monthBefore: span,
    quarter: span,
    quarterBefore: span,
    year: span,
    yearBefore: span,
    all: span,
  }),
  stretches: fc.record({
    weeks: stretches(STRETCHES.weeks.count),
    months: stretches(STRETCHES.months.count),
  }),
  topics: fc.array(
    fc.record({ topic: fc.nat(40).map((n) => topicId(`topic ${n}`)), sought: fc.nat(9), offered: fc.nat(9) }),
    { maxLength: 30 },
  ),
})

const anyReport: fc.Arbitrary<ReportState> = fc
  .record({
    numbers: anyNumbers,
    period: fc.constantFrom(...periods),
    earlier: fc.option(anyNumbers, { nil: undefined }),
    names: fc.array(typed(60), { minLength: 3, maxLength: 3 }),
  })
  .map(({ numbers, period, earlier, names }) => ({
    report: { id: '019ab000-0000-7000-8000-000000000000', to: memberId('U0ADA00001'), period, message: null },
    day: '2026-11-22',
    shown: disclose(numbers, period, earlier, (topic) => topic),
    topicNames: new Map(numbers.topics.map(({ topic }, at) => [topic, names[at % names.length] ?? ''])),
  }))

/** Each form of a report, as those in `drawn-views.ts`. */
export const drawnReport: Record<string, (words: Words) => fc.Arbitrary<ReportMessage>> = {
  reportMessages: (words) => anyReport.chain((state) => fc.constantFrom(...reportMessages(words, state))),
}

export const reportAt = (count: number): ReportState => {
  const one: Counted = { count, people: count }
  const all: SpanNumbers = {
    ...{ sent: one, notAccepted: one, accepted: one, met: one, metAgain: one, medianDays: count },
    ...{ sessions: one, minutes: count, mentors: count, mentees: count, busiest: one },
    ...{ idleMentors: count, idleSeekers: count, feedback: { great: one, fine: one, unmet: one } },
  }
  const topics = Array.from({ length: Math.min(count, 1000) }, (_, n) => topicId(`topic ${n}`))
  const numbers: ReportNumbers = {
    spans: {
      ...{ month: all, monthBefore: all, quarter: all, quarterBefore: all },
      ...{ year: all, yearBefore: all, all },
    },
    stretches: {
      weeks: Array(STRETCHES.weeks.count).fill(one),
      months: Array(STRETCHES.months.count).fill(one),
    },
    topics: topics.map((topic) => ({ topic, sought: count, offered: 0 })),
  }
  return {
    report: {
      id: '019ab000-0000-7000-8000-000000000000',
      to: memberId('U0ADA00001'),
      period: 'all',
      message: null,
    },
    day: '2026-11-22',
    shown: disclose(numbers, 'all', undefined, (topic) => topic),
    topicNames: new Map(topics.map((topic) => [topic, `Topic of many words, as long as can be, ${topic}`])),
  }
}

export const reportsAt: Record<string, (words: Words, count: number) => readonly ReportMessage[]> = {
  reportMessages: (words, count) => reportMessages(words, reportAt(count)),
}
