import { describe, expect, it } from 'vitest'
import { calendarOf, isTaken } from '../../../src/domain/availability/busy.ts'

const time = (start: number, end: number) => ({ start, end })

describe('a booked time', () => {
  it('counts if it overlaps the time in question; such times are sorted, and joined where they overlap or touch', () => {
    const booked = [time(70, 80), time(30, 40), time(10, 20), time(18, 25), time(25, 28), time(60, 70)]
    expect(calendarOf(booked, 20, 70).apart).toEqual([time(18, 28), time(30, 40), time(60, 70)])
  })

  it('does not count if it ends as that time begins, begins as that time ends, or lasts no time', () => {
    expect(calendarOf([time(10, 20), time(70, 80), time(50, 50)], 20, 70).apart).toEqual([])
  })

  it('inside another lasts as long as the longer of the two', () => {
    expect(calendarOf([time(30, 60), time(40, 50), time(55, 58)], 20, 70).apart).toEqual([time(30, 60)])
  })

  it.each([
    [20, 30, false],
    [20, 31, true],
    [39, 45, true],
    [40, 50, false],
    [41, 70, true],
    [32, 34, true],
    [70, 90, false],
  ])('leaves or takes the time from %i to %i: %s', (start, end, taken) => {
    const calendar = calendarOf([time(30, 40), time(50, 60), time(65, 70)], 0, 100)
    expect(isTaken(calendar, start, end)).toBe(taken)
  })
})
