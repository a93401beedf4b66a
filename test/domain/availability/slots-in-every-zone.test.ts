import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAvailability, NO_HOURS } from '../../../src/domain/availability/availability.ts'
import type { SlotQuery } from '../../../src/domain/availability/slot-rules.ts'
import { isBookable, slots } from '../../../src/domain/availability/slots.ts'
import { type LocalInstant, type LocalTime, localToInstant } from '../../../src/domain/time/local-time.ts'
import type { HourRange, Interval } from '../../../src/domain/time/time.ts'
import { AT_ANY_TIME } from './at-any-time.ts'
import { bruteForceSlots, clockOf, minutesBetween, type Shown } from './brute-force-slots.ts'
import { searchNextSlot } from './search-next-slot.ts'

// SLOT_WINDOWS=all looks at every clock change of every zone in the three years, which takes a minute; without
// it each zone has one of them, the same in every run.
const EVERY_CHANGE = process.env.SLOT_WINDOWS === 'all'
const QUERIES_A_WINDOW = EVERY_CHANGE ? 10 : 4
const SEED = 20261123

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FIRST = Date.UTC(2026, 10, 23)
const YEARS = 3
const LAST = Date.UTC(2026 + YEARS, 10, 23)

const zones = [...Intl.supportedValuesOf('timeZone'), 'Etc/UTC']

/** The hours in which the zone's clocks go over to another time than they would have shown. */
function changesOf(zone: string): number[] {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  const changes: number[] = []
  let before = format.format(FIRST)
  for (let day = FIRST + DAY; day <= LAST; day += DAY) {
    const after = format.format(day)
    if (after !== before) changes.push(changeBefore(day, zone))
    before = after
  }
  return changes
}

function changeBefore(day: number, zone: string): number {
  const clock = clockOf(zone)
  let hour = day - DAY + HOUR
  while (hour < day && clock(hour).time === clock(hour - DAY).time) hour += HOUR
  return hour
}

/** Instants to look around: clock changes or, where there are none, any. */
function windowsOf(zone: string, index: number): number[] {
  const changes = changesOf(zone)
  const anyDay = FIRST + ((index * 7919) % ((LAST - FIRST) / DAY)) * DAY
  if (EVERY_CHANGE) return [...changes, anyDay]
  return [changes[index % changes.length] ?? anyDay]
}

const printed = ({ date, time }: LocalTime) => `${date} ${time}`

const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const dayHours = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 12 }), { minLength: 2, maxLength: 6 })
  .map((cuts): HourRange[] => {
    const sorted = cuts.sort((a, b) => a - b).map((cut) => clockTime(cut * 5))
    return sorted.flatMap((from, i) => {
      const to = sorted[i + 1]
      return i % 2 === 0 && to !== undefined ? [{ from, to }] : []
    })
  })

const booked = (now: number, longest: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -300, max: 10 * 60 }), fc.integer({ min: 1, max: longest }))
      .map(([from, length]) => ({ start: now + from * MINUTE, end: now + (from + length) * MINUTE })),
    { maxLength: 5 },
  )

/** Something that a mentor may have set and that the two may have booked, as seen up to six hours before the instant, or one after it. */
function queryAround(zone: string, instant: number): fc.Arbitrary<SlotQuery> {
  const date = new Date(instant).toISOString().slice(0, 10)
  return fc.integer({ min: -6 * 3600, max: 3600 }).chain((seconds) => {
    const now = instant + seconds * 1000
    return fc.record({
      availability: fc.record({
        zone: fc.constant(zone),
        weekly: fc.record({
          monday: dayHours,
          tuesday: dayHours,
          wednesday: dayHours,
          thursday: dayHours,
          friday: dayHours,
          saturday: dayHours,
          sunday: dayHours,
        }),
        sessionMinutes: fc.oneof(fc.constantFrom(15, 30, 45, 60, 90), fc.integer({ min: 15, max: 120 })),
        bufferBeforeMinutes: fc.constantFrom(0, 0, 5, 15, 120),
        bufferAfterMinutes: fc.constantFrom(0, 0, 10, 30),
        leadMinutes: fc.constantFrom(0, 0, 0, 60, 5 * 60),
        horizonDays: fc.constantFrom(1, 28),
        weeklyCap: fc.constantFrom(null, null, 1, 2),
        daysOff: fc.constantFrom([], [], [], [{ from: '2026-01-01', to: date }]),
        location: fc.constant(''),
        paused: fc.constant(false),
      }),
      now: fc.constant(now),
      mentorBusy: booked(now, 120),
      menteeBusy: booked(now, 60),
      mentorSessionStarts: fc.array(
        fc.integer({ min: -8 * 24 * 60, max: 8 * 24 * 60 }).map((minutes) => now + minutes * MINUTE),
        { maxLength: 3 },
      ),
    })
  })
}

/** What is promised of each slot on its own, read off Intl's clocks at its start and its end. */
function expectPromisesKept(found: readonly Interval[], query: SlotQuery, clock: (instant: number) => Shown) {
  const { availability, now, mentorBusy, menteeBusy } = query
  let previousEnd = Number.NEGATIVE_INFINITY
  for (const { start, end } of found) {
    const [starting, ending] = [clock(start), clock(end)]
    const to = ending.date !== starting.date && ending.time === '00:00' ? '24:00' : ending.time
    const within = availability.weekly[starting.weekday].some(
      (range) =>
        range.from <= starting.time && starting.time < range.to && range.from <= to && to <= range.to,
    )
    if (!within)
      expect.fail(`${availability.zone}: ${starting.date} ${starting.time} to ${to} is outside the hours`)
    expect(end - start).toBe(availability.sessionMinutes * MINUTE)
    expect(start).toBeGreaterThan(now)
    expect(start).toBeGreaterThanOrEqual(now + availability.leadMinutes * MINUTE)
    expect(start).toBeGreaterThanOrEqual(previousEnd)
    previousEnd = end
    for (const busy of mentorBusy) {
      const apart =
        busy.end <= start - availability.bufferBeforeMinutes * MINUTE ||
        end + availability.bufferAfterMinutes * MINUTE <= busy.start
      expect(apart).toBe(true)
    }
    for (const busy of menteeBusy) expect(busy.end <= start || end <= busy.start).toBe(true)
  }
}

/** `isBookable` and `nextSlot` must agree with `slots`. */
function expectSameAnswers(found: readonly Interval[], query: SlotQuery) {
  const starts = new Set(found.map(({ start }) => start))
  for (const start of [...starts].slice(0, 4)) expect(isBookable(start, query).kind).toBe('bookable')
  for (let at = query.now - (query.now % MINUTE); at < query.now + 8 * HOUR; at += 103 * MINUTE) {
    expect(isBookable(at, query).kind).toBe(starts.has(at) ? 'bookable' : 'refused')
  }
  if (found[0]) expect(searchNextSlot(query).found).toEqual(found[0])
}

/** Clocks show a time or skip it; the code must know which, and when. */
function expectSameInstants(zone: string, minutes: readonly Shown[]) {
  const shown = new Map<string, number[]>()
  for (const minute of minutes) {
    const instants = shown.get(printed(minute))
    if (instants) instants.push(minute.instant)
    else shown.set(printed(minute), [minute.instant])
  }
  // Only days that lie wholly within the minutes.
  const dates = [...new Set(minutes.map(({ date }) => date))].slice(1, -1)
  const readings = dates.flatMap((date) => HALF_HOURS.map((time) => ({ date, time })))
  const found = readings.map((reading) => [printed(reading), instantsOf(localToInstant(reading, zone))])
  expect(found, zone).toEqual(
    readings.map((reading) => [printed(reading), shown.get(printed(reading)) ?? []]),
  )
}

function instantsOf(found: LocalInstant): number[] {
  if (found.kind === 'fold') return [found.earlier, found.later]
  return found.kind === 'ok' ? [found.instant] : []
}

const HALF_HOURS = Array.from({ length: 48 }, (_, i) => clockTime(30 * i))

describe('in every zone that Node knows', () => {
  it('three years of clock changes are known, for some four hundred zones', () => {
    expect(zones.length).toBeGreaterThan(400)
    expect(changesOf('Asia/Kathmandu')).toEqual([])
    const hours = changesOf('Australia/Lord_Howe').map((instant) =>
      new Date(instant).toISOString().slice(0, 13),
    )
    expect(hours).toEqual([
      '2027-04-03T15',
      '2027-10-02T16',
      '2028-04-01T15',
      '2028-09-30T16',
      '2029-03-31T15',
      '2029-10-06T16',
    ])
  })

  it('slots around three years of clock changes are those that a search minute by minute finds', () => {
    let compared = 0
    zones.forEach((zone, index) => {
      const clock = clockOf(zone)
      for (const around of windowsOf(zone, index)) {
        const minutes = minutesBetween(zone, around - 31 * HOUR, around + 12 * HOUR)
        expectSameInstants(zone, minutes)
        const check = (query: SlotQuery) => {
          const until = query.now + 8 * HOUR
          const found = slots(query, { from: query.now, until })
          compared += found.length
          expect(found).toEqual(bruteForceSlots(minutes, query).filter(({ start }) => start < until))
          expectPromisesKept(found, query, clock)
          expectSameAnswers(found, query)
        }
        fc.assert(fc.property(queryAround(zone, around), check), {
          seed: SEED + index,
          numRuns: QUERIES_A_WINDOW,
        })
      }
    })
    expect(compared).toBeGreaterThan(4 * zones.length)
  }, 1_800_000)

  it('three years have 10:00 on each of their Tuesdays, once, by the clock on the wall', () => {
    const weekly = { ...NO_HOURS, tuesday: [{ from: '10:00', to: '11:00' }] }
    for (const zone of zones) {
      const clock = clockOf(zone)
      const changed = { weekly, sessionMinutes: 60, horizonDays: 364, leadMinutes: 0 }
      const availability = { ...defaultAvailability(zone), ...changed }
      const seen: string[] = []
      // From a Saturday, so that no Tuesday is near where one of the years meets the next.
      for (let year = 0; year < YEARS; year++) {
        const now = FIRST + 5 * DAY + year * 364 * DAY
        const query = { availability, now, mentorBusy: [], menteeBusy: [], mentorSessionStarts: [] }
        seen.push(...slots(query, AT_ANY_TIME).map(({ start }) => printed(clock(start))))
      }
      expect(seen, zone).toEqual(TUESDAYS)
    }
  })
})

const TUESDAYS = Array.from({ length: YEARS * 52 }, (_, week) => {
  const date = new Date(Date.UTC(2026, 11, 1 + 7 * week)).toISOString().slice(0, 10)
  return `${date} 10:00`
})
