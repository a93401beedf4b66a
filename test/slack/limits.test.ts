import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip } from '../../src/slack/limits.ts'
import { typed } from './support/arbitrary.ts'

describe('clipping', () => {
  it.each([
    ['short', 5, 'short'],
    ['too long', 5, 'too …'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 20, '👩‍👩‍👧‍👦…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 11, '…'],
    ['e\u0301e\u0301e\u0301', 5, 'e\u0301e\u0301…'],
  ])('makes %j at most %i long: %j', (text, max, clipped) => {
    expect(clip(text, max)).toBe(clipped)
  })

  it('never exceeds its limit, and ends with … exactly where something was cut off', () => {
    fc.assert(
      fc.property(typed(400), fc.integer({ min: 1, max: 200 }), (text, max) => {
        const clipped = clip(text, max)
        expect(clipped.length).toBeLessThanOrEqual(max)
        if (text.length <= max) {
          expect(clipped).toBe(text)
          return
        }
        expect(clipped.endsWith('…')).toBe(true)
        expect(text.startsWith(clipped.slice(0, -1))).toBe(true)
      }),
    )
  })
})
