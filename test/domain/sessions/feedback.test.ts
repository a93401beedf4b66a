import { describe, expect, it } from 'vitest'
import { asksAfter } from '../../../src/domain/sessions/feedback.ts'
import { DAY } from '../../../src/domain/time/time.ts'

const starts = (count: number, apart: number) => Array.from({ length: count }, (_, n) => n * apart * DAY)
const askedAfter = (series: readonly number[], every: number) =>
  series.flatMap((startsAt, index) => (asksAfter(startsAt, series, every) ? [index + 1] : []))

describe('members are asked how a session was', () => {
  it.each([
    ['after every fourth of a weekly series', starts(10, 7), 4, [4, 8]],
    ['after each of one every two weeks', starts(4, 14), 4, [1, 2, 3, 4]],
    ['after each of a monthly one', starts(3, 28), 4, [1, 2, 3]],
    ['after each of a weekly one, if the workspace wants that', starts(3, 7), 1, [1, 2, 3]],
    ['after a session that is in no series', [], 4, []],
    ['never of a weekly one that is too short', starts(3, 7), 4, []],
  ])('%s', (_, series, every, expected) => {
    expect(askedAfter(series, every)).toEqual(expected)
  })

  it('after one that was moved by a day as well, for it stays weekly', () => {
    expect(askedAfter([0, 8 * DAY, 14 * DAY, 21 * DAY], 4)).toEqual([4])
  })

  it('after any session outside of a series', () => {
    expect(asksAfter(5, [], 4)).toBe(true)
  })
})
