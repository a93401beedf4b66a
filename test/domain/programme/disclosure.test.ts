import { describe, expect, it } from 'vitest'
import { topicId } from '../../../src/domain/ids.ts'
import { disclose, type ShownReport } from '../../../src/domain/programme/disclosure.ts'
import type { Counted, ReportNumbers, SpanNumbers } from '../../../src/domain/programme/report-numbers.ts'
import { spans } from '../../../src/domain/programme/report-periods.ts'

const by = (count: number, people = count): Counted => ({ count, people })

const nothing: SpanNumbers = {
  ...{ sent: by(0), notAccepted: by(0), accepted: by(0), met: by(0), metAgain: by(0), medianDays: null },
  ...{ sessions: by(0), minutes: 0, mentors: 0, mentees: 0, busiest: by(0) },
  ...{ idleMentors: 0, idleSeekers: 0, feedback: { great: by(0), fine: by(0), unmet: by(0) } },
}

const shown = (now: Partial<SpanNumbers>, topics: ReportNumbers['topics'] = []): ShownReport => {
  const one = { ...nothing, ...now }
  const numbers = {
    // One for each span.
    spans: Object.fromEntries(spans.map((span) => [span, one])) as ReportNumbers['spans'],
    stretches: { weeks: [by(9), by(4), by(7, 3)], months: [] },
    topics,
  }
  return disclose(numbers, 'quarter', undefined, (topic) => topic)
}

const topic = (name: string, sought: number, offered: number) => ({ topic: topicId(name), sought, offered })

describe('what a report shows of its numbers', () => {
  it.each([
    [0, 0, null],
    [4, 4, null],
    [5, 5, 5],
    [9, 9, 5],
    [10, 7, 10],
    [40, 4, null],
  ])('of %i, about %i people, is %s', (count, people, expected) => {
    expect(shown({ sent: by(count, people) }).now.sent).toBe(expected)
  })

  it('follows sessions over time in the same way, the earliest first', () => {
    expect(shown({}).chart.sessions).toEqual([null, null, 5])
  })

  it('says how much the busiest tenth of the mentors held only where it and the rest are five and more', () => {
    const share = (mentors: number, busiest: Counted) =>
      shown({ sessions: by(200, 60), mentors, mentees: 60, busiest }).now.busiestShare
    expect(share(60, by(101, 6))).toBe(50)
    expect(share(40, by(101, 4))).toBeNull()
    expect(share(9, by(101, 5))).toBeNull()
  })

  it('counts answers only where five people gave one of them', () => {
    const answers = (great: number, fine: number) =>
      shown({ feedback: { great: by(great), fine: by(fine), unmet: by(0) } }).now.feedback
    expect(answers(4, 4)).toEqual({ answers: null, great: null, fine: null, unmet: null })
    expect(answers(16, 4)).toEqual({ answers: 20, great: 15, fine: null, unmet: null })
  })

  it('puts first what is looked for and nobody offers, then goes by what it shows, then by name', () => {
    const topics = [
      topic('Few', 4, 8),
      topic('Many', 23, 1),
      topic('B, one less', 11, 9),
      topic('A, one more', 12, 9),
      topic('Wanted by few', 3, 0),
      topic('Wanted by many', 9, 0),
      topic('Only offered', 0, 60),
    ]
    expect(shown({}, topics).topics.map(({ topic: name }) => name)).toEqual([
      ...['Wanted by many', 'Wanted by few', 'Many'],
      ...['A, one more', 'B, one less', 'Only offered', 'Few'],
    ])
    // Which of the two is looked for more is not to be seen, so neither is it from their order.
    const swapped = topics.map((one) =>
      one.sought === 11 ? { ...one, sought: 12 } : one.sought === 12 ? { ...one, sought: 11 } : one,
    )
    expect(shown({}, swapped).topics).toEqual(shown({}, topics).topics)
  })
})
