import { describe, expect, it } from 'vitest'
import {
  type Availability,
  defaultAvailability,
  NO_HOURS,
} from '../../../src/domain/availability/availability.ts'
import { isBookable, slots } from '../../../src/domain/availability/slots.ts'
import { formatInZone } from '../../../src/slack/text/english/times.ts'
import { AT_ANY_TIME } from './at-any-time.ts'

const at = (iso: string) => Date.parse(`${iso}Z`)
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16)
const DAY = 24 * 3_600_000

/** What a mentor with these hours, and nothing booked, offers on the days from `first` on. */
function offered(zone: string, hours: Partial<Availability>, first: string, days: number) {
  const availability = { ...defaultAvailability(zone), leadMinutes: 0, horizonDays: days, ...hours }
  const now = at(first) - 1
  return slots({ availability, now, mentorBusy: [], menteeBusy: [], mentorSessionStarts: [] }, AT_ANY_TIME)
}

const nights = (from: string, to: string) => ({ weekly: { ...NO_HOURS, sunday: [{ from, to }] } })

// Written by hand: [zone, Sunday's hours, session length, the day before in UTC, the starts in UTC].
const NIGHTS: [string, [string, string], number, string, string[]][] = [
  // New York, 14 March 2027: 02:00 EST (07:00Z) is followed by 03:00 EDT.
  ['America/New_York', ['01:00', '04:00'], 30, '2027-03-14', ['06:00', '06:30', '07:00', '07:30']],
  ['America/New_York', ['01:00', '04:00'], 60, '2027-03-14', ['06:00', '07:00']],
  ['America/New_York', ['00:00', '06:00'], 90, '2027-03-14', ['05:00', '06:30', '08:00']],
  ['America/New_York', ['02:00', '03:00'], 30, '2027-03-14', []],
  ['America/New_York', ['02:30', '04:00'], 30, '2027-03-14', ['07:00', '07:30']],
  // 01:30 EST would end when clocks show 03:00, which is not within the hours.
  ['America/New_York', ['01:00', '02:00'], 30, '2027-03-14', ['06:00']],
  ['America/New_York', ['01:00', '03:00'], 30, '2027-03-14', ['06:00', '06:30']],
  // New York, 7 November 2027: 02:00 EDT (06:00Z) is 01:00 EST.
  ['America/New_York', ['00:30', '02:00'], 30, '2027-11-07', ['04:30', '05:00', '05:30', '06:00', '06:30']],
  ['America/New_York', ['01:00', '02:00'], 60, '2027-11-07', ['05:00', '06:00']],
  ['America/New_York', ['00:00', '03:00'], 90, '2027-11-07', ['04:00', '05:30']],
  // The first pass of 01:00–01:30, then its second; between them clocks show times outside the hours.
  ['America/New_York', ['00:00', '01:30'], 30, '2027-11-07', ['04:00', '04:30', '05:00', '06:00']],
  // 01:30 EDT would end when clocks show 01:00 again.
  ['America/New_York', ['01:30', '03:00'], 30, '2027-11-07', ['06:30', '07:00', '07:30']],
  ['America/New_York', ['02:00', '03:00'], 30, '2027-11-07', ['07:00', '07:30']],
  // London, 28 March and 31 October 2027, both at 01:00Z.
  ['Europe/London', ['00:00', '03:00'], 30, '2027-03-28', ['00:00', '00:30', '01:00', '01:30']],
  [
    'Europe/London',
    ['00:30', '02:00'],
    30,
    '2027-10-30T12:00',
    ['23:30', '00:00', '00:30', '01:00', '01:30'],
  ],
  // Sydney, the other direction: back on 4 April 2027 at 03:00 (16:00Z), ahead on 3 October at 02:00 (16:00Z).
  ['Australia/Sydney', ['02:00', '03:00'], 30, '2027-04-03', ['15:00', '15:30', '16:00', '16:30']],
  ['Australia/Sydney', ['01:00', '04:00'], 60, '2027-10-02', ['15:00', '16:00']],
  // Kathmandu never changes, and is 5 h 45 min ahead.
  ['Asia/Kathmandu', ['09:00', '10:00'], 30, '2027-03-14', ['03:15', '03:45']],
  // Lord Howe, by half an hour: back on 4 April 2027 at 02:00 (15:00Z) to 01:30, ahead on 3 October at 02:00 (15:30Z).
  ['Australia/Lord_Howe', ['01:00', '02:30'], 30, '2027-04-03', ['14:00', '14:30', '15:00', '15:30']],
  ['Australia/Lord_Howe', ['01:00', '03:00'], 60, '2027-04-03', ['14:00', '15:00']],
  ['Australia/Lord_Howe', ['01:00', '03:00'], 30, '2027-10-02', ['14:30', '15:00', '15:30']],
  ['Australia/Lord_Howe', ['01:00', '04:00'], 60, '2027-10-02', ['14:30', '15:30']],
]

describe('slots across clock changes', () => {
  it.each(NIGHTS)(
    'in %s, Sundays %j in sessions of %i minutes are, from %s on, offered at %j UTC',
    (...row) => {
      const [zone, [from, to], sessionMinutes, first, expected] = row
      const start = first.includes('T') ? first : `${first}T00:00`
      const found = offered(zone, { ...nights(from, to), sessionMinutes }, start, 1)
      expect(found.map((slot) => utc(slot.start).slice(11))).toEqual(expected)
      for (const slot of found) expect(slot.end - slot.start).toBe(sessionMinutes * 60_000)
    },
  )

  it('02:30 in the night that skips it cannot be booked, and 01:30 in the one that repeats it can be, twice', () => {
    const availability = {
      ...defaultAvailability('America/New_York'),
      ...nights('00:00', '06:00'),
      leadMinutes: 0,
      horizonDays: 364,
    }
    const query = {
      availability,
      now: at('2027-03-01T00:00'),
      mentorBusy: [],
      menteeBusy: [],
      mentorSessionStarts: [],
    }
    const shown = (day: string) =>
      slots(query, { from: at(day), until: at(day) + DAY }).map(({ start }) =>
        formatInZone(start, 'America/New_York', 'time'),
      )
    expect(shown('2027-03-14T00:00')).not.toContain('02:30')
    expect(shown('2027-11-07T00:00').filter((time) => time === '01:30')).toHaveLength(2)
    expect(isBookable(at('2027-11-07T05:30'), query).kind).toBe('bookable')
    expect(isBookable(at('2027-11-07T06:30'), query).kind).toBe('bookable')
  })

  it('booking one pass of a repeated hour leaves the other free', () => {
    const availability = {
      ...defaultAvailability('America/New_York'),
      ...nights('01:00', '02:00'),
      leadMinutes: 0,
    }
    const now = at('2027-11-06T12:00')
    const first = { start: at('2027-11-07T05:30'), end: at('2027-11-07T06:00') }
    const free = slots(
      { availability, now, mentorBusy: [first], menteeBusy: [], mentorSessionStarts: [] },
      { from: now, until: now + DAY },
    )
    expect(free.map(({ start }) => utc(start).slice(11))).toEqual(['05:00', '06:00', '06:30'])
  })

  it('a clock that goes back just after midnight shows the end of the day before again, and those times are offered', () => {
    // St John's, 7 November 2010: 00:01 (02:31Z) is 23:01 of the 6th.
    const weekly = {
      ...NO_HOURS,
      saturday: [{ from: '22:00', to: '24:00' }],
      sunday: [{ from: '00:00', to: '01:00' }],
    }
    const second = ['2010-11-07T02:31', '2010-11-07T03:30', '2010-11-07T04:00']
    const after = offered('America/St_Johns', { weekly }, '2010-11-07T02:30:30', 1)
    expect(after.map(({ start }) => utc(start))).toEqual(second)
    const before = offered('America/St_Johns', { weekly }, '2010-11-07T01:00', 1)
    expect(before.map(({ start }) => utc(start))).toEqual([
      '2010-11-07T01:00',
      '2010-11-07T01:30',
      '2010-11-07T02:00',
      ...second,
    ])
  })

  it('a day that a zone leaves out has no slots, and its neighbours have theirs', () => {
    const everyDay = [{ from: '09:00', to: '10:00' }]
    const weekly = { ...NO_HOURS, thursday: everyDay, friday: everyDay, saturday: everyDay }
    const found = offered('Pacific/Apia', { weekly, sessionMinutes: 60 }, '2011-12-29T12:00', 2)
    expect(found.map(({ start }) => formatInZone(start, 'Pacific/Apia', 'long'))).toEqual([
      'Thursday 29 December 2011, 09:00',
      'Saturday 31 December 2011, 09:00',
    ])
    expect(found.map(({ start }) => utc(start))).toEqual(['2011-12-29T19:00', '2011-12-30T19:00'])
  })

  it('09:00 stays 09:00 when clocks change within the horizon', () => {
    const weekly = { ...NO_HOURS, tuesday: [{ from: '09:00', to: '09:30' }] }
    const spring = offered('Europe/Berlin', { weekly }, '2027-03-15T00:00', 28)
    expect(spring.map(({ start }) => utc(start))).toEqual([
      '2027-03-16T08:00',
      '2027-03-23T08:00',
      '2027-03-30T07:00',
      '2027-04-06T07:00',
    ])
    const autumn = offered('America/New_York', { weekly }, '2027-10-25T00:00', 28)
    expect(autumn.map(({ start }) => utc(start))).toEqual([
      '2027-10-26T13:00',
      '2027-11-02T13:00',
      '2027-11-09T14:00',
      '2027-11-16T14:00',
    ])
  })

  it('a mentee whose clocks change on another day than the mentor’s sees the hour move, and move back', () => {
    const weekly = { ...NO_HOURS, monday: [{ from: '09:00', to: '09:30' }] }
    const found = offered('America/New_York', { weekly }, '2027-03-08T00:00', 28)
    const seen = found.map(({ start }) => [
      formatInZone(start, 'America/New_York', 'short'),
      formatInZone(start, 'Europe/London', 'short'),
    ])
    expect(seen).toEqual([
      ['Mon 8 Mar, 09:00', 'Mon 8 Mar, 14:00'],
      ['Mon 15 Mar, 09:00', 'Mon 15 Mar, 13:00'],
      ['Mon 22 Mar, 09:00', 'Mon 22 Mar, 13:00'],
      ['Mon 29 Mar, 09:00', 'Mon 29 Mar, 14:00'],
    ])
  })
})
