import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultAvailability,
  NO_HOURS,
  type WeeklyHours,
} from '../../../src/domain/availability/availability.ts'
import { type DayAsked, slotDay } from '../../../src/domain/availability/slot-day.ts'
import type { SlotQuery } from '../../../src/domain/availability/slot-rules.ts'
import { slots } from '../../../src/domain/availability/slots.ts'
import { dateIn, isWithinWakingHours } from '../../../src/domain/time/local-time.ts'
import { addDays, DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import { AT_ANY_TIME } from './at-any-time.ts'

/** Monday 23 November 2026, 10:00 UTC. */
const NOW = Date.UTC(2026, 10, 23, 10)
const ALWAYS = [{ from: '00:00', to: '24:00' }]
const allWeek = (): WeeklyHours => ({
  monday: ALWAYS,
  tuesday: ALWAYS,
  wednesday: ALWAYS,
  thursday: ALWAYS,
  friday: ALWAYS,
  saturday: ALWAYS,
  sunday: ALWAYS,
})

const queryOf = (changes: Partial<SlotQuery['availability']> = {}): SlotQuery => ({
  availability: { ...defaultAvailability('Europe/Berlin'), leadMinutes: 0, ...changes },
  now: NOW,
  mentorBusy: [],
  menteeBusy: [],
  mentorSessionStarts: [],
})

const ZONES = ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Auckland']
const berlin = { own: 'Europe/Berlin', other: 'Europe/Berlin', except: null }

const anyQuery = fc
  .record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
    hours: fc.constantFrom(ALWAYS, [{ from: '09:00', to: '12:00' }], [{ from: '22:00', to: '24:00' }], []),
    saturday: fc.constantFrom(ALWAYS, [{ from: '06:00', to: '09:10' }], []),
    sessionMinutes: fc.constantFrom(20, 30, 45, 240),
    leadMinutes: fc.constantFrom(0, 12 * 60, 4 * 24 * 60),
    horizonDays: fc.integer({ min: 1, max: 20 }),
    busy: fc.array(fc.integer({ min: 0, max: 20 * 24 }), { maxLength: 6 }),
  })
  .map(({ zone, hours, saturday, busy, ...rest }): SlotQuery => {
    const weekly = { ...NO_HOURS, monday: hours, wednesday: hours, thursday: hours, saturday }
    return {
      ...queryOf({ zone, weekly, ...rest }),
      mentorBusy: busy.map((hour) => ({ start: NOW + hour * HOUR, end: NOW + hour * HOUR + 50 * MINUTE })),
    }
  })

describe('the free times of a day', () => {
  it('are all that start on it by the reader’s calendar, and lead to the nearest days that have some', () => {
    const zone = fc.constantFrom(...ZONES)
    const anyDay = fc.integer({ min: -3, max: 25 })
    fc.assert(
      fc.property(anyQuery, zone, zone, anyDay, fc.boolean(), (query, own, other, days, moves) => {
        const except = moves ? (slots(query, AT_ANY_TIME)[3]?.start ?? null) : null
        const day = addDays(dateIn(NOW, own), days)
        const free = slots(query, AT_ANY_TIME).filter(({ start }) => start !== except)
        const dates = free.map(({ start }) => dateIn(start, own))
        const shown = slotDay(query, { day, own, other, except })
        expect(
          [...shown.slots].sort((a, b) => a.start - b.start).map(({ start, end }) => ({ start, end })),
        ).toEqual(free.filter((_, index) => dates[index] === day))
        expect([shown.date, shown.previous, shown.next]).toEqual([
          day,
          dates.findLast((date) => date < day),
          dates.find((date) => date > day),
        ])
      }),
      { numRuns: 200 },
    )
  })

  it('are those of the first day that has some, or of an instant’s day, if none is named', () => {
    fc.assert(
      fc.property(anyQuery, fc.constantFrom(...ZONES), (query, own) => {
        const [first] = slots(query, AT_ANY_TIME)
        const at = (day: DayAsked['day']) => slotDay(query, { ...berlin, own, day })
        expect(at(null).date).toBe(first ? dateIn(first.start, own) : null)
        if (first) expect(at({ of: first.start })).toEqual(at(null))
      }),
      { numRuns: 60 },
    )
  })

  it('begin with the daytime of both, and say of the others for whom they are early or late', () => {
    const zone = fc.constantFrom(...ZONES)
    fc.assert(
      fc.property(zone, zone, fc.integer({ min: 0, max: 15 }), (own, other, days) => {
        const query = queryOf({ weekly: allWeek() })
        const shown = slotDay(query, { day: addDays('2026-11-24', days), own, other, except: null })
        const usual = shown.slots.map(
          (slot) => isWithinWakingHours(slot, own) && isWithinWakingHours(slot, other),
        )
        expect(shown.slots.map((slot) => slot.own === null && slot.other === null)).toEqual(usual)
        expect(usual).toEqual([...usual].sort((a, b) => Number(b) - Number(a)))
      }),
      { numRuns: 40 },
    )
    const of = (time: string, other: string) => {
      const start = Date.parse(`2026-11-25T${time}Z`)
      const { slots: found } = slotDay(queryOf({ weekly: allWeek() }), {
        ...{ day: { of: start }, own: 'Etc/UTC', other, except: null },
      })
      const slot = found.find((one) => one.start === start)
      return slot && [slot.own, slot.other]
    }
    expect(of('07:30', 'Etc/UTC')).toEqual(['early', 'early'])
    expect(of('08:00', 'Asia/Kolkata')).toEqual([null, null])
    expect(of('15:00', 'Asia/Kolkata')).toEqual([null, 'late'])
    expect(of('19:30', 'Asia/Kolkata')).toEqual([null, 'early'])
    expect(of('20:00', 'America/New_York')).toEqual(['late', null])
  })

  it('times that no calendar was asked about come after all others, the odd ones too', () => {
    const at = (time: string) => Date.parse(`2026-11-25T${time}Z`)
    const nobodys = { busy: [], notKnown: [], checkedAt: null }
    const mentor = { ...nobodys, notKnown: [{ start: at('10:00'), end: at('11:00') }] }
    const query = { ...queryOf({ weekly: allWeek() }), outside: { mentor, mentee: nobodys } }
    const { slots: found } = slotDay(query, { ...berlin, own: 'Etc/UTC', day: '2026-11-25' })
    const last = found.slice(-2)
    expect(last.map(({ start, unchecked }) => [start, unchecked.mentor, unchecked.mentee])).toEqual(
      ['10:00', '10:30'].map((time) => [at(time), true, false]),
    )
    expect(found.slice(0, -2).every(({ unchecked }) => !unchecked.mentor)).toBe(true)
  })

  it('outside the days that can be booked are none, with the way back', () => {
    const query = queryOf({ horizonDays: 7 })
    expect(slotDay(query, { ...berlin, day: '2026-11-20' })).toEqual({
      date: '2026-11-20',
      slots: [],
      previous: undefined,
      next: '2026-11-23',
      reach: { from: '2026-11-23', to: '2026-11-30' },
    })
    expect(slotDay(query, { ...berlin, day: '9999-12-31' })).toMatchObject({
      slots: [],
      previous: '2026-11-30',
      next: undefined,
    })
    expect(slotDay(queryOf({ weekly: NO_HOURS }), { ...berlin, day: null })).toMatchObject({
      date: null,
      slots: [],
    })
  })
})

describe('finding a day', () => {
  const looksAt = (day: DayAsked['day'], changes: Partial<SlotQuery> = {}) => {
    let looks = 0
    const weekly = new Proxy(allWeek(), {
      get: (hours, name) => {
        looks += 1
        return Reflect.get(hours, name)
      },
    })
    const query = { ...queryOf({ weekly, sessionMinutes: 15, horizonDays: 364 }), ...changes }
    slotDay(query, { day, own: 'Europe/Berlin', other: 'Asia/Kolkata', except: null })
    return looks
  }

  it('looks no further than to its neighbours, however far ahead the mentor can be booked', () => {
    expect(looksAt(null)).toBeLessThan(50)
    expect(looksAt({ of: NOW + 200 * DAY })).toBeLessThan(50)
  })

  it('goes through each day no more than once if nothing is free', () => {
    const mentorBusy = [{ start: NOW, end: NOW + 400 * DAY }]
    expect(looksAt(null, { mentorBusy })).toBeLessThan(2 * 364)
    expect(looksAt({ of: NOW + 200 * DAY }, { mentorBusy })).toBeLessThan(2 * 364)
  })
})
