import { describe, expect, it } from 'vitest'
import {
  addDays,
  dateOf,
  daysBetween,
  isPlainDate,
  parseTime,
  readingOf,
  weekday,
  weekOf,
} from '../../../src/domain/time/time.ts'

describe('dates on a calendar', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-14', 1, '2027-03-15'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-11-23', 364, '2027-11-22'],
  ])('%s plus %i days is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to)
    expect(daysBetween(from, to)).toBe(days)
  })

  it.each([
    ['2026-11-23', 'monday'],
    ['2026-11-29', 'sunday'],
    ['2027-03-14', 'sunday'],
    ['2011-12-30', 'friday'],
    ['1969-12-31', 'wednesday'],
  ])('%s is a %s', (date, day) => {
    expect(weekday(date)).toBe(day)
  })

  it('a week runs from Monday to Sunday', () => {
    const week = (date: string) => weekOf(readingOf(date))
    expect(week('2026-11-29')).toBe(week('2026-11-23'))
    expect(week('2026-11-30')).toBe(week('2026-11-23') + 1)
    expect(week('2026-11-22')).toBe(week('2026-11-23') - 1)
  })

  it('only dates on the calendar are dates', () => {
    for (const raw of ['2028-02-29', '2026-12-31']) expect(isPlainDate(raw), raw).toBe(true)
    for (const raw of [
      '2027-02-29',
      '2026-02-30',
      '2026-13-01',
      '26-01-01',
      '2026-1-1',
      '2026-01-01T00:00',
      '',
    ]) {
      expect(isPlainDate(raw), raw).toBe(false)
    }
  })

  it('only HH:mm from 00:00 to 24:00 are times', () => {
    expect(parseTime('00:00')).toBe(0)
    expect(parseTime('09:30')).toBe(9.5 * 3_600_000)
    expect(parseTime('24:00')).toBe(24 * 3_600_000)
    for (const raw of ['24:01', '9:30', '09:60', '25:00', '109:30', '09:30:00', ''])
      expect(parseTime(raw), raw).toBeUndefined()
  })

  it('what is not a date or not a time has no reading', () => {
    expect(() => readingOf('2026-02-30')).toThrow('no such date or time: 2026-02-30 00:00')
    expect(() => readingOf('2026-11-23', '24:01')).toThrow('no such date or time: 2026-11-23 24:01')
  })

  it('a reading keeps its date however awkward the zone of the process is', () => {
    expect(process.env.TZ).toBe('America/St_Johns')
    expect(dateOf(readingOf('2027-03-14', '00:00'))).toBe('2027-03-14')
    expect(dateOf(readingOf('2027-03-14', '23:59'))).toBe('2027-03-14')
  })
})
