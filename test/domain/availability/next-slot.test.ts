import { describe, expect, it } from 'vitest'
import { defaultAvailability, NO_HOURS } from '../../../src/domain/availability/availability.ts'
import { firstSpan } from '../../../src/domain/availability/next-slot.ts'
import { DAY, type Interval, MINUTE } from '../../../src/domain/time/time.ts'
import { searchNextSlot } from './search-next-slot.ts'

const NOW = Date.parse('2026-11-23T07:00Z')

const spansFor = (changed: { leadMinutes?: number; horizonDays?: number }) =>
  searchNextSlot({
    availability: { ...defaultAvailability('Europe/Berlin'), weekly: NO_HOURS, ...changed },
    now: NOW,
    ...{ mentorBusy: [], menteeBusy: [], mentorSessionStarts: [] },
  }).asked

describe('the search for the next free slot', () => {
  it('asks for a week, then for two, then for four, each with what decides on its edges, until the horizon', () => {
    const spans = spansFor({ leadMinutes: 60, horizonDays: 28 })
    expect(spans.map(({ start, end }) => (end - start) / DAY - 16)).toEqual([7, 14, 28])
    expect(spans.map(({ start }) => (start + 8 * DAY - NOW - 60 * MINUTE) / DAY)).toEqual([0, 7, 21])
  })

  it('asks for nothing where the notice is longer than the horizon', () => {
    expect(spansFor({ leadMinutes: 2 * 24 * 60, horizonDays: 1 })).toEqual([])
  })

  it.each([
    [0, true],
    [3 * 24 * 60, true],
    [3 * 24 * 60 + 1, false],
  ])('has its first look within what is read beforehand at %s minutes of notice: %s', (leadMinutes, is) => {
    const [first] = spansFor({ leadMinutes, horizonDays: 28 })
    expect(covers(firstSpan(NOW), first)).toBe(is)
  })
})

const covers = (outer: Interval, inner: Interval | undefined) =>
  inner !== undefined && outer.start <= inner.start && inner.end <= outer.end
