import { describe, expect, it } from 'vitest'
import {
  dateIn,
  firstInstantAt,
  isWithinHours,
  isWithinWakingHours,
  type LocalTime,
  localTimeAt,
  localToInstant,
  nextWithinHours,
} from '../../../src/domain/time/local-time.ts'
import { isZone, offsetAt, readingIn, zoneSpans } from '../../../src/domain/time/zone.ts'

const at = (iso: string) => Date.parse(iso)
const wall = (text: string): LocalTime => ({ date: text.slice(0, 10), time: text.slice(11) })
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16)

// Written by hand from the rules of each zone: [zone, local time, the instants that show it].
const ORDINARY = [
  ['America/New_York', '2027-03-14 01:59', '2027-03-14T06:59'],
  ['America/New_York', '2027-03-14 03:00', '2027-03-14T07:00'],
  ['America/New_York', '2027-11-07 00:59', '2027-11-07T04:59'],
  ['America/New_York', '2027-11-07 02:00', '2027-11-07T07:00'],
  ['Europe/London', '2027-03-28 00:59', '2027-03-28T00:59'],
  ['Europe/London', '2027-03-28 02:00', '2027-03-28T01:00'],
  ['Australia/Sydney', '2027-04-04 03:00', '2027-04-03T17:00'],
  ['Australia/Sydney', '2027-10-03 03:00', '2027-10-02T16:00'],
  ['Asia/Kathmandu', '2027-03-14 09:00', '2027-03-14T03:15'],
  ['Asia/Kolkata', '2027-11-07 00:00', '2027-11-06T18:30'],
  ['Australia/Lord_Howe', '2027-04-04 01:15', '2027-04-03T14:15'],
  ['Australia/Lord_Howe', '2027-04-04 02:00', '2027-04-03T15:30'],
  ['Australia/Lord_Howe', '2027-10-03 02:30', '2027-10-02T15:30'],
  ['Pacific/Apia', '2011-12-29 23:30', '2011-12-30T09:30'],
  ['Pacific/Apia', '2011-12-31 00:00', '2011-12-30T10:00'],
  ['Pacific/Kiritimati', '2027-01-01 00:00', '2026-12-31T10:00'],
  ['Etc/UTC', '2028-02-29 12:00', '2028-02-29T12:00'],
] as const

const SKIPPED = [
  ['America/New_York', '2027-03-14 02:30', '2027-03-14T07:00'],
  ['America/New_York', '2027-03-14 02:00', '2027-03-14T07:00'],
  ['Europe/London', '2027-03-28 01:30', '2027-03-28T01:00'],
  ['Australia/Sydney', '2027-10-03 02:30', '2027-10-02T16:00'],
  ['Australia/Lord_Howe', '2027-10-03 02:15', '2027-10-02T15:30'],
  ['Pacific/Apia', '2011-12-30 00:00', '2011-12-30T10:00'],
  ['Pacific/Apia', '2011-12-30 12:00', '2011-12-30T10:00'],
  ['Pacific/Apia', '2011-12-30 23:59', '2011-12-30T10:00'],
] as const

const REPEATED = [
  ['America/New_York', '2027-11-07 01:30', '2027-11-07T05:30', '2027-11-07T06:30'],
  ['America/New_York', '2027-11-07 01:00', '2027-11-07T05:00', '2027-11-07T06:00'],
  ['Europe/London', '2027-10-31 01:30', '2027-10-31T00:30', '2027-10-31T01:30'],
  ['Australia/Sydney', '2027-04-04 02:30', '2027-04-03T15:30', '2027-04-03T16:30'],
  ['Australia/Lord_Howe', '2027-04-04 01:45', '2027-04-03T14:45', '2027-04-03T15:15'],
] as const

describe('local time', () => {
  it.each(ORDINARY)('in %s, %s is the one instant %sZ, and the other way round', (zone, shown, expected) => {
    expect(localToInstant(wall(shown), zone)).toEqual({ kind: 'ok', instant: at(`${expected}Z`) })
    expect(localTimeAt(at(`${expected}Z`), zone)).toEqual(wall(shown))
  })

  it.each(SKIPPED)('in %s, clocks skip %s, and go on at %sZ', (zone, shown, resumes) => {
    expect(localToInstant(wall(shown), zone)).toEqual({ kind: 'gap', resumes: at(`${resumes}Z`) })
    expect(utc(firstInstantAt(wall(shown), zone))).toBe(resumes)
  })

  it.each(REPEATED)('in %s, clocks show %s twice, at %sZ and at %sZ', (zone, shown, earlier, later) => {
    expect(localToInstant(wall(shown), zone)).toEqual({
      kind: 'fold',
      earlier: at(`${earlier}Z`),
      later: at(`${later}Z`),
    })
    expect(utc(firstInstantAt(wall(shown), zone))).toBe(earlier)
    expect(localTimeAt(at(`${earlier}Z`), zone)).toEqual(wall(shown))
    expect(localTimeAt(at(`${later}Z`), zone)).toEqual(wall(shown))
  })

  it('24:00 is the midnight that begins the next day', () => {
    expect(localToInstant({ date: '2026-11-23', time: '24:00' }, 'Europe/Berlin')).toEqual({
      kind: 'ok',
      instant: at('2026-11-23T23:00Z'),
    })
  })

  it('a date that no calendar has, or a time that no clock shows, is an error, not a gap', () => {
    for (const raw of ['2026-02-30 09:00', '2026-11-23 24:01', '2026-11-23 9:00', '2026-13-01 09:00']) {
      expect(() => localToInstant(wall(raw), 'Europe/Berlin')).toThrow(RangeError)
    }
  })

  it('the date depends on the place', () => {
    const instant = at('2026-11-23T23:30Z')
    expect(dateIn(instant, 'America/New_York')).toBe('2026-11-23')
    expect(dateIn(instant, 'Asia/Tokyo')).toBe('2026-11-24')
  })
})

describe('a zone', () => {
  it('is a name from the IANA database, not an offset, an unknown abbreviation or anything else', () => {
    for (const zone of [
      'Europe/Berlin',
      'Etc/UTC',
      'UTC',
      'Asia/Kolkata',
      'America/Argentina/Buenos_Aires',
    ]) {
      expect(isZone(zone), zone).toBe(true)
    }
    for (const raw of ['', 'Berlin', '+05:30', 'Europe/Nowhere', 'Europe/Berlin ', 'UTC; drop table']) {
      expect(isZone(raw), raw).toBe(false)
    }
  })

  it('has an offset from UTC, to the second where it was local mean time', () => {
    expect(offsetAt(at('2026-11-23T12:00Z'), 'Asia/Kathmandu')).toBe((5 * 60 + 45) * 60_000)
    expect(offsetAt(at('2026-11-23T12:00Z'), 'America/St_Johns')).toBe(-(3 * 60 + 30) * 60_000)
    expect(offsetAt(at('2026-11-23T12:00Z'), 'Etc/UTC')).toBe(0)
    expect(offsetAt(at('1960-01-01T00:00Z'), 'Africa/Monrovia')).toBe(-(44 * 60 + 30) * 1000)
  })

  it('keeps one offset between changes, whose instants are found exactly', () => {
    const year = zoneSpans('America/New_York', at('2027-01-01T05:00Z'), at('2028-01-01T05:00Z'))
    expect(year.map(({ start, end, offset }) => [utc(start), utc(end), offset / 3_600_000])).toEqual([
      ['2027-01-01T05:00', '2027-03-14T07:00', -5],
      ['2027-03-14T07:00', '2027-11-07T06:00', -4],
      ['2027-11-07T06:00', '2028-01-01T05:00', -5],
    ])
  })

  it('shows, at each instant of its spans, what its clocks do; beyond them, what the nearest would', () => {
    const [from, until] = [at('2027-03-14T06:00Z'), at('2027-11-07T07:00Z')]
    const spans = zoneSpans('America/New_York', from, until)
    const shown = (iso: string) => utc(readingIn(spans, at(iso)))
    expect(shown('2027-03-14T06:59Z')).toBe('2027-03-14T01:59')
    expect(shown('2027-03-14T07:00Z')).toBe('2027-03-14T03:00')
    expect(shown('2027-11-07T05:59Z')).toBe('2027-11-07T01:59')
    expect(shown('2027-11-07T06:00Z')).toBe('2027-11-07T01:00')
    expect(shown('2027-03-01T12:00Z')).toBe('2027-03-01T07:00')
    expect(shown('2027-12-01T12:00Z')).toBe('2027-12-01T07:00')
  })

  it('a change in the last moment asked for is found, and one just after it is not', () => {
    const change = at('2027-03-14T07:00Z')
    expect(zoneSpans('America/New_York', change - 3_600_000, change + 1)).toHaveLength(2)
    expect(zoneSpans('America/New_York', change - 3_600_000, change)).toHaveLength(1)
  })
})

describe('hours of the day', () => {
  const session = (iso: string) => ({ start: at(iso), end: at(iso) + 30 * 60_000 })

  it('waking hours run from 08:00 to 20:00, inclusive, in the zone of the member who has to be awake', () => {
    expect(isWithinWakingHours(session('2026-11-24T07:00Z'), 'Europe/Berlin')).toBe(true)
    expect(isWithinWakingHours(session('2026-11-24T06:59Z'), 'Europe/Berlin')).toBe(false)
    expect(isWithinWakingHours(session('2026-11-24T18:30Z'), 'Europe/Berlin')).toBe(true)
    expect(isWithinWakingHours(session('2026-11-24T18:31Z'), 'Europe/Berlin')).toBe(false)
    expect(isWithinWakingHours(session('2026-11-24T18:30Z'), 'America/New_York')).toBe(true)
    expect(isWithinWakingHours(session('2026-11-24T08:00Z'), 'America/New_York')).toBe(false)
  })

  it('a session over midnight lies within the hours of neither day', () => {
    const allDay = { from: '00:00', to: '24:00' }
    expect(isWithinHours(session('2026-11-23T22:45Z'), allDay, 'Europe/Berlin')).toBe(false)
    expect(isWithinHours(session('2026-11-23T22:30Z'), allDay, 'Europe/Berlin')).toBe(true)
  })

  it('a session in which clocks go back lies within hours that they show at its start and at its end', () => {
    const hours = { from: '01:30', to: '03:00' }
    const from = (start: string, end: string) => ({ start: at(start), end: at(end) })
    const within = (start: string, end: string) => isWithinHours(from(start, end), hours, 'America/New_York')
    expect(within('2027-11-07T05:45Z', '2027-11-07T06:15Z')).toBe(false)
    expect(within('2027-11-07T05:45Z', '2027-11-07T06:30Z')).toBe(true)
  })

  it.each([
    ['2026-11-24T10:00', '2026-11-24T10:00', 'within them: at once'],
    ['2026-11-24T03:00', '2026-11-24T08:00', 'before them: when they begin'],
    ['2026-11-24T17:00', '2026-11-25T08:00', 'at their end: the next day'],
    ['2027-03-27T20:00', '2027-03-28T07:00', 'the night in which clocks change'],
  ])('from %sZ the next moment within 09:00–18:00, Berlin time, is %sZ (%s)', (from, expected) => {
    expect(utc(nextWithinHours(at(`${from}Z`), { from: '09:00', to: '18:00' }, 'Europe/Berlin'))).toBe(
      expected,
    )
  })

  it('hours that a night skips come the next night, and those that it repeats come twice', () => {
    const night = { from: '02:00', to: '03:00' }
    expect(utc(nextWithinHours(at('2027-03-14T05:00Z'), night, 'America/New_York'))).toBe('2027-03-15T06:00')
    const halfSkipped = { from: '02:30', to: '04:00' }
    expect(utc(nextWithinHours(at('2027-03-14T05:00Z'), halfSkipped, 'America/New_York'))).toBe(
      '2027-03-14T07:00',
    )
    const repeated = { from: '01:30', to: '02:00' }
    expect(utc(nextWithinHours(at('2027-11-07T05:00Z'), repeated, 'America/New_York'))).toBe(
      '2027-11-07T05:30',
    )
    expect(utc(nextWithinHours(at('2027-11-07T06:10Z'), repeated, 'America/New_York'))).toBe(
      '2027-11-07T06:30',
    )
  })

  it('hours that hold no minute are an error, not an endless search', () => {
    expect(() => nextWithinHours(0, { from: '09:00', to: '09:00' }, 'Etc/UTC')).toThrow(
      'no time between 09:00 and 09:00',
    )
  })

  it('a whole day that a zone leaves out is skipped', () => {
    const morning = { from: '09:00', to: '18:00' }
    expect(utc(nextWithinHours(at('2011-12-30T05:00Z'), morning, 'Pacific/Apia'))).toBe('2011-12-30T19:00')
  })
})
