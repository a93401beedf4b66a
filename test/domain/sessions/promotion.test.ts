import { expect, it } from 'vitest'
import { promotion } from '../../../src/domain/sessions/promotion.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'

const START = Date.UTC(2026, 10, 24, 10)

it.each([
  ['25 hours before: seated', 25 * HOUR, { kind: 'seated' }],
  ['24 hours before: seated', 24 * HOUR, { kind: 'seated' }],
  [
    'just under 24 hours before: four hours to answer',
    24 * HOUR - 1,
    { kind: 'held', until: START - 20 * HOUR + 1 },
  ],
  ['23 hours before: four hours to answer', 23 * HOUR, { kind: 'held', until: START - 19 * HOUR }],
  ['8 hours before: four', 8 * HOUR, { kind: 'held', until: START - 4 * HOUR }],
  ['2 hours before: one', 2 * HOUR, { kind: 'held', until: START - HOUR }],
  ['10 minutes before: five', 10 * MINUTE, { kind: 'held', until: START - 5 * MINUTE }],
  ['once it has begun: nobody', 0, { kind: 'none' }],
  ['long after: nobody', -HOUR, { kind: 'none' }],
])('who comes up from the waitlist %s', (_, before, got) => {
  expect(promotion(START, START - before)).toEqual(got)
})
