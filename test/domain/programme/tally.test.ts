import { describe, expect, it } from 'vitest'
import { memberId } from '../../../src/domain/ids.ts'
import type { SpanNumbers } from '../../../src/domain/programme/report-numbers.ts'
import { tally } from '../../../src/domain/programme/tally.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'

const FIRST_DAY = Date.UTC(2026, 8, 1)
const nobody = { mentors: new Set<never>(), seekers: new Set<never>() }

/** Of the answers whose questions closed on these days, by these people, what a report counts at the end of a day. */
const answered = (answers: readonly (readonly [day: number, who: number])[], day: number) => {
  const counted = tally(FIRST_DAY + (day + 1) * DAY)
  for (const [on, who] of answers)
    if (on <= day)
      counted.answer({ kind: 'great', by: memberId(`U${who}`), closedAt: FIRST_DAY + on * DAY + HOUR })
  const { spans } = counted.numbers(nobody, [])
  const great = ({ feedback }: SpanNumbers) => feedback.great
  return { all: great(spans.all), month: great(spans.month), monthBefore: great(spans.monthBefore) }
}

describe('answers are counted', () => {
  it('once five people gave them, and then all on the last day', () => {
    const answers = [
      [0, 1],
      [2, 2],
      [2, 2],
      [5, 3],
      [9, 4],
      [9, 1],
      [20, 5],
      [21, 6],
    ] as const
    expect(answered(answers, 19).all).toEqual({ count: 0, people: 0 })
    expect(answered(answers, 20).all).toEqual({ count: 7, people: 5 })
    expect(answered(answers, 40).all).toEqual({ count: 7, people: 5 })
    // Some of them are from before the last 30 days, but none is counted apart from the others.
    expect(answered(answers, 49).month).toEqual({ count: 7, people: 5 })
    expect(answered(answers, 50)).toMatchObject({ month: { count: 0 }, monthBefore: { count: 7 } })
  })

  it('so that no two days’ reports differ by those of fewer', () => {
    // One a day, by seven people in turn, of whom one now and then says more.
    const answers = Array.from({ length: 90 }, (_, day) => [day, day % 4 === 0 ? 0 : day % 7] as const)
    const days = Array.from({ length: 120 }, (_, day) => answered(answers, day))
    for (const [at, { all }] of days.entries()) {
      const change = all.count - (days[at - 1]?.all.count ?? 0)
      expect(change === 0 || change >= 5 ? 'none or five' : change).toBe('none or five')
    }
    expect(days.at(-1)?.all.count).toBeGreaterThan(80)
  })
})
