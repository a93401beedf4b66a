import { describe, expect, it } from 'vitest'
import {
  type Availability,
  type AvailabilityFault,
  checkAvailability,
  defaultAvailability,
  MAX_LOCATION_LENGTH,
  NO_HOURS,
} from '../../../src/domain/availability/availability.ts'

const check = (changed: Partial<Availability>) =>
  checkAvailability({ ...defaultAvailability('Europe/Berlin'), ...changed })
const onMonday = (...ranges: [string, string][]) =>
  check({ weekly: { ...NO_HOURS, monday: ranges.map(([from, to]) => ({ from, to })) } })
const problems = (faults: AvailabilityFault[]) => faults.map(({ problem }) => problem)

describe('availability', () => {
  it('starts out sensible: half hours on working days from nine to five in the mentor’s zone', () => {
    const office = [{ from: '09:00', to: '17:00' }]
    expect(defaultAvailability('Asia/Kathmandu')).toEqual({
      zone: 'Asia/Kathmandu',
      weekly: {
        monday: office,
        tuesday: office,
        wednesday: office,
        thursday: office,
        friday: office,
        saturday: [],
        sunday: [],
      },
      sessionMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      leadMinutes: 720,
      horizonDays: 28,
      weeklyCap: null,
      daysOff: [],
      location: '',
      paused: false,
    })
    expect(check({})).toEqual([])
  })

  it('may have no hours, hours that touch, and hours until midnight', () => {
    expect(check({ weekly: NO_HOURS })).toEqual([])
    expect(onMonday(['09:00', '12:00'], ['12:00', '13:00'])).toEqual([])
    expect(onMonday(['22:00', '24:00'], ['00:00', '01:00'])).toEqual([])
  })

  it('says which range of which day overlaps another, in whichever order they were typed', () => {
    const fault = {
      field: 'weekly',
      day: 'monday',
      problem: 'overlapping',
      range: { from: '11:30', to: '13:00' },
    }
    expect(onMonday(['09:00', '12:00'], ['11:30', '13:00'])).toEqual([fault])
    expect(onMonday(['11:30', '13:00'], ['09:00', '12:00'])).toEqual([fault])
    expect(problems(onMonday(['09:00', '17:00'], ['10:00', '11:00'], ['12:00', '13:00']))).toEqual([
      'overlapping',
      'overlapping',
    ])
    expect(problems(onMonday(['09:00', '10:00'], ['09:00', '10:00']))).toEqual(['overlapping'])
  })

  it('says which range ends before it begins, takes no session, or is no range of times', () => {
    expect(problems(onMonday(['12:00', '09:00']))).toEqual(['reversed'])
    expect(problems(onMonday(['09:00', '09:00']))).toEqual(['reversed'])
    expect(problems(onMonday(['09:00', '09:29']))).toEqual(['shorter_than_session'])
    expect(problems(onMonday(['9:00', '10:00']))).toEqual(['unreadable'])
    expect(problems(onMonday(['09:00', '24:30']))).toEqual(['unreadable'])
    expect(problems(onMonday(['24:00', '24:00']))).toEqual(['unreadable'])
  })

  it('has at most twelve ranges a day', () => {
    const hours = (count: number) =>
      Array.from({ length: count }, (_, i): [string, string] => [
        `${String(i).padStart(2, '0')}:00`,
        `${String(i).padStart(2, '0')}:30`,
      ])
    expect(onMonday(...hours(12))).toEqual([])
    expect(onMonday(...hours(13))).toEqual([{ field: 'weekly', day: 'monday', problem: 'too_many' }])
  })

  it.each([
    ['sessionMinutes', 15, 120],
    ['bufferBeforeMinutes', 0, 120],
    ['bufferAfterMinutes', 0, 120],
    ['leadMinutes', 0, 40_320],
    ['horizonDays', 1, 364],
    ['weeklyCap', 1, 100],
  ] as const)('%s goes from %i to %i, in whole numbers', (field, min, max) => {
    const fault = { field, problem: 'out_of_bounds', min, max }
    expect(check({ [field]: min })).toEqual([])
    expect(check({ [field]: max })).toEqual([])
    for (const wrong of [min - 1, max + 1, min + 0.5, Number.NaN])
      expect(check({ [field]: wrong })).toContainEqual(fault)
  })

  it('needs a zone that clocks keep', () => {
    expect(check({ zone: 'Europe/Nowhere' })).toEqual([{ field: 'zone', problem: 'unknown' }])
    expect(check({ zone: '+01:00' })).toEqual([{ field: 'zone', problem: 'unknown' }])
  })

  it('has days off that are dates, the last not before the first', () => {
    const range = (from: string, to: string) => check({ daysOff: [{ from, to }] })
    expect(range('2026-12-24', '2027-01-01')).toEqual([])
    expect(range('2026-12-24', '2026-12-24')).toEqual([])
    expect(range('2026-12-24', '2026-12-23')).toEqual([
      { field: 'daysOff', problem: 'reversed', range: { from: '2026-12-24', to: '2026-12-23' } },
    ])
    for (const [from, to] of [
      ['2026-02-30', '2026-03-01'],
      ['2026-02-01', '2026-02-30'],
    ] as const) {
      expect(range(from, to)).toEqual([{ field: 'daysOff', problem: 'unreadable', range: { from, to } }])
    }
    const day = { from: '2026-12-24', to: '2026-12-24' }
    expect(check({ daysOff: Array.from({ length: 100 }, () => day) })).toEqual([])
    expect(check({ daysOff: Array.from({ length: 101 }, () => day) })).toEqual([
      { field: 'daysOff', problem: 'too_many' },
    ])
  })

  it('has a location of at most 300 characters', () => {
    expect(check({ location: 'x'.repeat(MAX_LOCATION_LENGTH) })).toEqual([])
    expect(check({ location: 'x'.repeat(MAX_LOCATION_LENGTH + 1) })).toEqual([
      { field: 'location', problem: 'too_long', max: 300 },
    ])
  })

  it('names all faults of a draft at once', () => {
    const weekly = {
      ...NO_HOURS,
      monday: [{ from: '17:00', to: '09:00' }],
      friday: [{ from: 'x', to: '09:00' }],
    }
    const faults = check({ weekly, zone: '', sessionMinutes: 5, horizonDays: 0, weeklyCap: 0 })
    expect(faults.map(({ field }) => field)).toEqual([
      'zone',
      'weekly',
      'weekly',
      'sessionMinutes',
      'horizonDays',
      'weeklyCap',
    ])
  })
})
