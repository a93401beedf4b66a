import { describe, expect, it } from 'vitest'
import { NO_HOURS, type WeeklyHours } from '../../../../src/domain/availability/availability.ts'
import { groupDays, hoursInWords } from '../../../../src/domain/availability/hours-in-words.ts'
import {
  dayAndTimeRange,
  dayLabel,
  formatInZone,
  hoursWords,
  timeRange,
} from '../../../../src/slack/text/english/times.ts'

const at = (iso: string) => Date.parse(`${iso}Z`)
const morning = [{ from: '09:00', to: '12:00' }]
const afternoon = [{ from: '13:00', to: '17:00' }]

describe('weekly hours in words', () => {
  const said = (weekly: Partial<WeeklyHours>, zone = 'Europe/Berlin') =>
    hoursInWords({ weekly: { ...NO_HOURS, ...weekly }, zone }, hoursWords)

  it('name the day, the hours and whose time it is', () => {
    expect(said({ tuesday: morning })).toBe('Tuesdays 09:00–12:00, Berlin time')
    expect(said({ tuesday: [...morning, ...afternoon] }, 'Etc/UTC')).toBe(
      'Tuesdays 09:00–12:00, 13:00–17:00, UTC',
    )
  })

  it('group days with the same hours', () => {
    const workdays = {
      monday: morning,
      tuesday: morning,
      wednesday: morning,
      thursday: morning,
      friday: morning,
    }
    expect(said(workdays)).toBe('Mondays to Fridays 09:00–12:00, Berlin time')
    expect(said({ ...workdays, saturday: morning, sunday: morning })).toBe(
      'Every day 09:00–12:00, Berlin time',
    )
    expect(said({ monday: morning, tuesday: morning })).toBe('Mondays and Tuesdays 09:00–12:00, Berlin time')
    expect(said({ monday: morning, wednesday: morning, friday: morning })).toBe(
      'Mondays, Wednesdays and Fridays 09:00–12:00, Berlin time',
    )
    expect(said({ ...workdays, thursday: [], sunday: morning })).toBe(
      'Mondays to Wednesdays, Fridays and Sundays 09:00–12:00, Berlin time',
    )
  })

  it('keep days with different hours apart, in the order of the week', () => {
    expect(said({ tuesday: afternoon, monday: morning, thursday: morning })).toBe(
      'Mondays and Thursdays 09:00–12:00; Tuesdays 13:00–17:00, Berlin time',
    )
  })

  it('say that there are none', () => {
    expect(said({})).toBe('No weekly hours')
  })

  it('are also available as data, for other wordings', () => {
    expect(groupDays({ ...NO_HOURS, monday: morning, sunday: morning, friday: afternoon })).toEqual([
      { days: ['monday', 'sunday'], ranges: morning },
      { days: ['friday'], ranges: afternoon },
    ])
  })
})

describe('instants in words', () => {
  const instant = at('2026-11-24T14:00')

  it('are given in the reader’s zone', () => {
    expect(formatInZone(instant, 'Europe/Berlin', 'short')).toBe('Tue 24 Nov, 15:00')
    expect(formatInZone(instant, 'Europe/Berlin', 'long')).toBe('Tuesday 24 November 2026, 15:00')
    expect(formatInZone(instant, 'Europe/Berlin', 'day')).toBe('Tue 24 Nov')
    expect(formatInZone(instant, 'Europe/Berlin', 'time')).toBe('15:00')
    expect(formatInZone(instant, 'Asia/Kathmandu', 'short')).toBe('Tue 24 Nov, 19:45')
    expect(formatInZone(instant, 'Pacific/Kiritimati', 'short')).toBe('Wed 25 Nov, 04:00')
    expect(formatInZone(at('2027-03-14T06:30'), 'America/New_York', 'short')).toBe('Sun 14 Mar, 01:30')
    expect(formatInZone(at('2027-03-14T07:30'), 'America/New_York', 'short')).toBe('Sun 14 Mar, 03:30')
  })

  it('name a range’s day, and both days if it ends on another', () => {
    const range = { start: instant, end: at('2026-11-24T14:30') }
    expect(timeRange(range, 'Europe/Berlin')).toBe('15:00–15:30')
    expect(dayAndTimeRange(range, 'Europe/Berlin')).toBe('Tue 24 Nov, 15:00–15:30')
    const evening = { start: at('2026-11-24T22:30'), end: at('2026-11-24T23:00') }
    expect(dayAndTimeRange(evening, 'Europe/Berlin')).toBe('Tue 24 Nov, 23:30–00:00')
    const night = { start: at('2026-11-24T22:30'), end: at('2026-11-24T23:30') }
    expect(dayAndTimeRange(night, 'Europe/Berlin')).toBe('Tue 24 Nov, 23:30 – Wed 25 Nov, 00:30')
  })

  it('name the year unless it is this one', () => {
    expect(dayLabel('2026-11-24', '2026-11-24')).toBe('Tuesday 24 November')
    expect(dayLabel('2026-11-24', '2026-01-01')).toBe('Tuesday 24 November')
    expect(dayLabel('2027-01-05', '2026-11-23')).toBe('Tuesday 5 January 2027')
  })
})
