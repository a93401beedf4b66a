import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultAvailability,
  NO_HOURS,
  type WeeklyHours,
} from '../../src/domain/availability/availability.ts'
import { type PageStart, slotPage } from '../../src/domain/availability/slot-page.ts'
import type { SlotQuery } from '../../src/domain/availability/slot-rules.ts'
import { slots } from '../../src/domain/availability/slots.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/time/time.ts'
import { isWithinWakingHours, wakingHoursBetween } from '../../src/domain/time/wall-time.ts'

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
  availability: { ...defaultAvailability('Europe/Berlin'), noticeMinutes: 0, ...changes },
  now: NOW,
  mentorBusy: [],
  menteeBusy: [],
  mentorSessionStarts: [],
})

const wakingIn = (zone: string) => wakingHoursBetween(zone, { start: NOW, end: NOW + 370 * DAY })

/** Everything on offer, in order, as slowly and plainly as it can be computed. */
const offered = (query: SlotQuery, zone: string | null, except: Instant | null) => {
  const free = slots(query).filter(({ start }) => start !== except)
  const isOdd = (slot: { start: number; end: number }) => zone !== null && !isWithinWakingHours(slot, zone)
  return [...free.filter((slot) => !isOdd(slot)), ...free.filter(isOdd)].map((slot) => ({
    ...slot,
    isOdd: isOdd(slot),
  }))
}

const anyQuery = fc
  .record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
    hours: fc.constantFrom(ALWAYS, [{ from: '09:00', to: '12:00' }], [{ from: '22:00', to: '24:00' }], []),
    saturday: fc.constantFrom(ALWAYS, [{ from: '06:00', to: '09:10' }], []),
    sessionMinutes: fc.constantFrom(20, 30, 45),
    horizonDays: fc.integer({ min: 1, max: 20 }),
    busy: fc.array(fc.integer({ min: 0, max: 20 * 24 }), { maxLength: 6 }),
  })
  .map(({ zone, hours, saturday, sessionMinutes, horizonDays, busy }): SlotQuery => {
    const weekly = { ...NO_HOURS, monday: hours, wednesday: hours, thursday: hours, saturday }
    return {
      ...queryOf({ zone, weekly, sessionMinutes, horizonDays }),
      mentorBusy: busy.map((hour) => ({ start: NOW + hour * HOUR, end: NOW + hour * HOUR + 50 * MINUTE })),
    }
  })

describe('the pages of free times', () => {
  it('together hold all of them, usual ones first, and lead back the way they came', () => {
    const zones = fc.constantFrom('America/Los_Angeles', 'Europe/Berlin', 'Pacific/Auckland', null)
    fc.assert(
      fc.property(
        anyQuery,
        zones,
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (query, zone, size, moves) => {
          const except = moves ? (slots(query)[3]?.start ?? null) : null
          const isUsual = zone === null ? null : wakingIn(zone)
          const page = (from: PageStart) => slotPage(query, { from, size, isUsual, except })
          const all = offered(query, zone, except)
          const seen: unknown[] = []
          let [from, begin]: [PageStart | undefined, number] = [null, 0]
          while (from !== undefined) {
            const { slots: shown, earlier, later } = page(from)
            expect(shown).toEqual(all.slice(begin, begin + size))
            expect(earlier).toBe(begin === 0 ? undefined : begin > size ? all[begin - size]?.start : null)
            seen.push(...shown)
            ;[from, begin] = [later, begin + size]
          }
          expect(seen).toEqual(all)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('go on with the next time if the first of a page was taken meanwhile', () => {
    const query = queryOf()
    const asked = { size: 20, isUsual: null, except: null }
    const { later = null } = slotPage(query, { ...asked, from: null })
    const taken = { ...query, menteeBusy: [{ start: later ?? 0, end: (later ?? 0) + 30 * MINUTE }] }
    expect(slotPage(taken, { ...asked, from: later }).slots[0]).toEqual(
      offered(taken, null, null).find(({ start }) => start > (later ?? 0)),
    )
  })

  it('start over if there is no time that late', () => {
    const asked = { size: 20, isUsual: null, except: null }
    const first = slotPage(queryOf(), { ...asked, from: null })
    expect(slotPage(queryOf(), { ...asked, from: NOW + 400 * DAY })).toEqual(first)
    expect(slotPage(queryOf({ weekly: NO_HOURS }), { ...asked, from: NOW })).toEqual({
      slots: [],
      earlier: undefined,
      later: undefined,
    })
  })

  it('are computed no further than they reach, however far ahead the mentor can be booked', () => {
    const days = new Set<unknown>()
    let looks = 0
    const weekly = new Proxy(allWeek(), {
      get: (hours, day) => {
        looks += 1
        days.add(day)
        return Reflect.get(hours, day)
      },
    })
    const query = queryOf({ weekly, sessionMinutes: 15, horizonDays: 364 })
    const page = (from: PageStart) => {
      looks = 0
      slotPage(query, { from, size: 99, isUsual: wakingIn('Asia/Kolkata'), except: null })
      return looks
    }
    expect(page(null)).toBeLessThan(20)
    expect(page(NOW + 200 * DAY)).toBeLessThan(40)
    expect(days.size).toBe(7)
  })
})
