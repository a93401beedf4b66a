import { describe, expect, it } from 'vitest'
import {
  type Availability,
  defaultAvailability,
  NO_HOURS,
} from '../../../src/domain/availability/availability.ts'
import type { SlotQuery } from '../../../src/domain/availability/slot-rules.ts'
import { isBookable, slots } from '../../../src/domain/availability/slots.ts'
import { AT_ANY_TIME } from './at-any-time.ts'
import { searchNextSlot } from './search-next-slot.ts'

const MINUTE = 60_000
const at = (iso: string) => Date.parse(`${iso}Z`)
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16)
const session = (iso: string, minutes = 30) => ({ start: at(iso), end: at(iso) + minutes * MINUTE })

// A Monday, 2026-11-23, 08:00 in Berlin.
const NOW = at('2026-11-23T07:00')
const TUESDAYS = { ...NO_HOURS, tuesday: [{ from: '09:00', to: '12:00' }] }

const OFF = { from: '2026-11-23', to: '2026-11-23' }
const LONG_OFF = { from: '2026-11-23', to: '2027-01-10' }

function given(changed: Partial<Availability> = {}, booked: Partial<SlotQuery> = {}): SlotQuery {
  const availability = {
    ...defaultAvailability('Europe/Berlin'),
    weekly: TUESDAYS,
    horizonDays: 7,
    ...changed,
  }
  return { availability, now: NOW, mentorBusy: [], menteeBusy: [], mentorSessionStarts: [], ...booked }
}

const starts = (query: SlotQuery) => slots(query, AT_ANY_TIME).map(({ start }) => utc(start).slice(5))
const reason = (iso: string, query: SlotQuery) => {
  const answer = isBookable(at(iso), query)
  return answer.kind === 'refused' ? answer.reason : answer.kind
}

const TUESDAY_MORNING = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30'].map((time) => `11-24T${time}`)
const without = (...times: string[]) => TUESDAY_MORNING.filter((start) => !times.includes(start.slice(6)))

describe('the times that can be booked', () => {
  it('start when the hours begin and then at every session length, and end within the hours', () => {
    expect(starts(given())).toEqual(TUESDAY_MORNING)
    expect(starts(given({ sessionMinutes: 50 }))).toEqual(['11-24T08:00', '11-24T08:50', '11-24T09:40'])
    expect(starts(given({ sessionMinutes: 120 }))).toEqual(['11-24T08:00'])
  })

  it('start afresh with each range of a day', () => {
    const weekly = {
      ...NO_HOURS,
      tuesday: [
        { from: '10:00', to: '10:50' },
        { from: '13:20', to: '14:00' },
      ],
    }
    expect(starts(given({ weekly }))).toEqual(['11-24T09:00', '11-24T12:20'])
  })

  it('are sorted, in whichever order the hours were given', () => {
    const weekly = {
      ...NO_HOURS,
      tuesday: [
        { from: '13:00', to: '14:00' },
        { from: '09:00', to: '10:00' },
      ],
    }
    expect(starts(given({ weekly }))).toEqual(['08:00', '08:30', '12:00', '12:30'].map((t) => `11-24T${t}`))
  })

  it('do not exist in hours that cannot be read', () => {
    for (const [from, to] of [
      ['nine', '12:00'],
      ['09:00', 'noon'],
    ] as const) {
      expect(starts(given({ weekly: { ...NO_HOURS, tuesday: [{ from, to }] } }))).toEqual([])
    }
  })

  it('include the last session before midnight where the hours last until then', () => {
    const weekly = {
      ...NO_HOURS,
      tuesday: [{ from: '23:00', to: '24:00' }],
      wednesday: [{ from: '00:00', to: '00:30' }],
    }
    expect(starts(given({ weekly }))).toEqual(['11-24T22:00', '11-24T22:30', '11-24T23:00'])
  })

  it('leave out the mentor’s days off, including the last one', () => {
    const weekly = {
      ...TUESDAYS,
      wednesday: [{ from: '09:00', to: '09:30' }],
      thursday: [{ from: '09:00', to: '09:30' }],
    }
    const query = given({ weekly, daysOff: [{ from: '2026-11-24', to: '2026-11-25' }] })
    expect(starts(query)).toEqual(['11-26T08:00'])
    expect(reason('2026-11-24T08:00', query)).toBe('day_off')
    expect(reason('2026-11-25T08:00', query)).toBe('day_off')
  })

  it('leave out each of several days off, but not the days between them', () => {
    const weekly = { ...TUESDAYS, thursday: [{ from: '09:00', to: '09:30' }] }
    const day = (date: string) => ({ from: date, to: date })
    const query = given({ weekly, daysOff: [day('2026-11-24'), day('2026-11-27')] })
    expect(starts(query)).toEqual(['11-26T08:00'])
  })

  it('leave out days off by the mentor’s calendar, not by UTC', () => {
    const weekly = {
      ...NO_HOURS,
      tuesday: [{ from: '00:00', to: '00:30' }],
      wednesday: [{ from: '00:00', to: '00:30' }],
    }
    const query = given({ weekly, daysOff: [{ from: '2026-11-24', to: '2026-11-24' }] })
    expect(starts(query)).toEqual(['11-24T23:00'])
  })

  it('leave out what the mentor has booked, but not the times that touch it', () => {
    const query = given({}, { mentorBusy: [session('2026-11-24T09:00')] })
    expect(starts(query)).toEqual(without('09:00'))
    expect(reason('2026-11-24T09:00', query)).toBe('mentor_busy')
    expect(reason('2026-11-24T08:30', query)).toBe('bookable')
    expect(reason('2026-11-24T09:30', query)).toBe('bookable')
  })

  it('keep the mentor’s buffers free before and after', () => {
    const booked = { mentorBusy: [session('2026-11-24T09:00')] }
    expect(starts(given({ bufferBeforeMinutes: 10 }, booked))).toEqual(without('09:00', '09:30'))
    expect(starts(given({ bufferAfterMinutes: 10 }, booked))).toEqual(without('08:30', '09:00'))
    const both = given({ bufferBeforeMinutes: 30, bufferAfterMinutes: 30 }, booked)
    expect(starts(both)).toEqual(without('08:30', '09:00', '09:30'))
    const longer = given({ bufferBeforeMinutes: 31 }, booked)
    expect(starts(longer)).toEqual(without('09:00', '09:30', '10:00'))
  })

  it('are also refused one by one for the buffers before and after', () => {
    const before = given({ bufferBeforeMinutes: 30 }, { mentorBusy: [session('2026-11-24T08:00', 50)] })
    expect(reason('2026-11-24T09:00', before)).toBe('mentor_busy')
    expect(reason('2026-11-24T09:30', before)).toBe('bookable')
    const after = given({ bufferAfterMinutes: 30 }, { mentorBusy: [session('2026-11-24T09:50', 10)] })
    expect(reason('2026-11-24T09:00', after)).toBe('mentor_busy')
    expect(reason('2026-11-24T08:30', after)).toBe('bookable')
  })

  it('leave out what the mentee has booked, without buffers', () => {
    const query = given(
      { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 },
      { menteeBusy: [session('2026-11-24T09:00')] },
    )
    expect(starts(query)).toEqual(without('09:00'))
    expect(reason('2026-11-24T09:00', query)).toBe('mentee_busy')
  })

  it('leave out what overlapping sessions take, in whatever order they come and however many slots one covers', () => {
    const mentorBusy = [
      session('2026-11-24T10:45', 5),
      session('2026-11-24T08:10', 5),
      session('2026-11-24T09:00', 61),
      session('2026-11-24T09:10', 5),
      session('2026-11-30T08:00', 5),
      session('2020-01-01T08:00', 5),
    ]
    expect(starts(given({}, { mentorBusy }))).toEqual(without('08:00', '09:00', '09:30', '10:00', '10:30'))
  })

  it('respect the notice to the minute', () => {
    const query = given({ leadMinutes: 26 * 60 })
    expect(starts(query)).toEqual(without('08:00', '08:30'))
    expect(reason('2026-11-24T08:30', query)).toBe('too_soon')
    expect(starts(given({ leadMinutes: 26 * 60 + 1 }))).toEqual(without('08:00', '08:30', '09:00'))
  })

  it('are never in the past or present', () => {
    const now = at('2026-11-24T09:00')
    const query = given({ leadMinutes: 0, horizonDays: 1 }, { now })
    expect(starts(query)).toEqual(without('08:00', '08:30', '09:00'))
    expect(reason('2026-11-24T09:00', query)).toBe('past')
    expect(reason('2026-11-24T08:30', query)).toBe('past')
    expect(starts(given({ leadMinutes: 0, horizonDays: 1 }, { now: now - 1 }))).toEqual(
      without('08:00', '08:30'),
    )
  })

  it('end with the horizon, counted in days of 24 hours', () => {
    const now = at('2026-11-23T09:00')
    const query = given({ horizonDays: 1 }, { now })
    expect(starts(query)).toEqual(without('09:30', '10:00', '10:30'))
    expect(reason('2026-11-24T09:30', query)).toBe('beyond_horizon')
  })

  it('stop for the week once the mentor has as many sessions as they want', () => {
    const weekly = {
      ...TUESDAYS,
      sunday: [{ from: '23:00', to: '24:00' }],
      monday: [{ from: '00:00', to: '00:30' }],
    }
    const sunday = ['11-29T22:00', '11-29T22:30']
    const nextMonday = '11-29T23:00'
    const one = ['2026-11-23T06:00'].map(at)
    const two = [...one, at('2026-11-26T10:00')]
    const capped = (mentorSessionStarts: number[], weeklyCap: number | null = 2) =>
      given({ weekly, weeklyCap }, { mentorSessionStarts })
    expect(starts(capped(one))).toEqual([...TUESDAY_MORNING, ...sunday, nextMonday])
    expect(starts(capped(two))).toEqual([nextMonday])
    expect(reason('2026-11-24T08:00', capped(two))).toBe('weekly_cap')
    expect(starts(capped(two, null))).toHaveLength(9)
    // Sunday 23:30 in UTC is the next week's Monday in Berlin.
    expect(starts(capped([...one, at('2026-11-29T23:30')]))).toEqual([
      ...TUESDAY_MORNING,
      ...sunday,
      nextMonday,
    ])
    expect(starts(capped([at('2026-11-29T23:30')], 1))).toEqual([...TUESDAY_MORNING, ...sunday])
  })

  it('say why another time cannot be booked', () => {
    const query = given()
    expect(reason('2026-11-24T08:15', query)).toBe('off_grid')
    expect(reason('2026-11-24T10:30', query)).toBe('bookable')
    const longer = given({ sessionMinutes: 50 })
    expect(reason('2026-11-24T08:50', longer)).toBe('bookable')
    expect(reason('2026-11-24T09:00', longer)).toBe('off_grid')
    expect(reason('2026-11-24T07:30', query)).toBe('outside_hours')
    expect(reason('2026-11-24T10:45', query)).toBe('outside_hours')
    expect(reason('2026-11-25T08:00', query)).toBe('outside_hours')
    expect(isBookable(at('2026-11-24T08:00'), query)).toEqual({
      kind: 'bookable',
      slot: session('2026-11-24T08:00'),
    })
    expect(isBookable(Number.NaN, query)).toEqual({ kind: 'refused', reason: 'past' })
    expect(isBookable(at('2026-11-24T08:00') + 1, query)).toEqual({ kind: 'refused', reason: 'off_grid' })
  })

  it('do not depend on whether the mentor pauses: booking checks that', () => {
    expect(starts(given({ paused: true }))).toEqual(TUESDAY_MORNING)
  })

  it('can be asked for by the page', () => {
    const query = given({ horizonDays: 28 })
    const page = slots(query, { from: at('2026-12-01T09:00'), until: at('2026-12-08T08:30') })
    expect(page.map(({ start }) => utc(start).slice(5))).toEqual([
      '12-01T09:00',
      '12-01T09:30',
      '12-01T10:00',
      '12-01T10:30',
      '12-08T08:00',
    ])
    expect(slots(query, { from: at('2026-12-08T09:00'), until: at('2026-12-01T09:00') })).toEqual([])
    expect(slots(query, { from: at('2026-11-01T00:00'), until: at('2026-11-24T08:30') })).toHaveLength(1)
  })
})

describe('the next free slot', () => {
  it('is the first of them', () => {
    expect(searchNextSlot(given()).found).toEqual(session('2026-11-24T08:00'))
  })

  it('is found however far ahead it is within the horizon', () => {
    const year = given({ horizonDays: 364, daysOff: [{ from: '2026-11-23', to: '2027-11-15' }] })
    expect(searchNextSlot(year).found).toEqual(session('2027-11-16T08:00'))
  })

  it('may be the last instant of the horizon, a week or several ahead', () => {
    const weekly = { ...NO_HOURS, monday: [{ from: '08:00', to: '08:30' }] }
    const ahead = (horizonDays: number) => given({ weekly, horizonDays, daysOff: [OFF] })
    expect(searchNextSlot(ahead(7)).found).toEqual(session('2026-11-30T07:00'))
    expect(searchNextSlot(ahead(6)).found).toBeNull()
    const later = { ...ahead(49), availability: { ...ahead(49).availability, daysOff: [LONG_OFF] } }
    expect(searchNextSlot(later).found).toEqual(session('2027-01-11T07:00'))
  })

  it('does not exist when everything is taken', () => {
    expect(searchNextSlot(given({ weekly: NO_HOURS, horizonDays: 364 })).found).toBeNull()
  })
})

describe('with a great many sessions,', () => {
  it('20,000 on each side and a horizon of 52 weeks, exactly the free slots remain', () => {
    const allDay = [{ from: '00:00', to: '24:00' }]
    const weekly = {
      monday: allDay,
      tuesday: allDay,
      wednesday: allDay,
      thursday: allDay,
      friday: allDay,
      saturday: allDay,
      sunday: allDay,
    }
    // Every other quarter of an hour, from two weeks ago until after the horizon.
    const booked = Array.from({ length: 20_000 }, (_, i) => {
      const start = NOW - 14 * 96 * 15 * MINUTE + 2 * i * 15 * MINUTE
      return { start, end: start + 15 * MINUTE }
    })
    const query = given(
      { weekly, sessionMinutes: 15, horizonDays: 364, leadMinutes: 0 },
      { mentorBusy: booked, menteeBusy: booked, mentorSessionStarts: booked.map(({ start }) => start) },
    )
    expect(slots(query, AT_ANY_TIME)).toHaveLength((364 * 96) / 2)
    expect(searchNextSlot(query).found?.start).toBe(NOW + 15 * MINUTE)
  })
})
