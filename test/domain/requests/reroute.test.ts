import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rerouteMoment } from '../../../src/domain/requests/reroute.ts'
import { workingTime } from '../../../src/domain/requests/working-time.ts'
import { defaultSettings } from '../../../src/domain/settings.ts'
import { localTimeAt } from '../../../src/domain/time/local-time.ts'
import { DAY, WEEKDAYS, type Weekday, weekday } from '../../../src/domain/time/time.ts'

const { days: office, hours } = workingTime(null, defaultSettings)
const sundayToThursday: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday']

/** Sent, by the clock of the sender's zone with its offset; and when others are shown, in the same zone. */
const table: readonly [what: string, zone: string, sent: string, shown: string, days?: readonly Weekday[]][] =
  [
    ['a Monday', 'Europe/Berlin', '2026-11-23T10:15+01:00', '2026-11-30 10:15'],
    ['a Friday', 'Europe/Berlin', '2026-11-27T17:59+01:00', '2026-12-04 17:59'],
    ['a Saturday', 'Europe/Berlin', '2026-11-28T11:00+01:00', '2026-12-04 11:00'],
    ['a Sunday', 'Europe/Berlin', '2026-11-29T11:00+01:00', '2026-12-04 11:00'],
    ['half past two at night', 'Europe/Berlin', '2026-11-24T02:30+01:00', '2026-12-01 09:00'],
    ['an evening', 'Europe/Berlin', '2026-11-24T20:00+01:00', '2026-12-02 09:00'],
    ['a Friday evening', 'Europe/Berlin', '2026-11-27T18:00+01:00', '2026-12-07 09:00'],
    ['a week before summer time', 'Europe/Berlin', '2026-03-23T10:15+01:00', '2026-03-30 10:15'],
    ['a week before winter time', 'America/New_York', '2026-10-26T16:00-04:00', '2026-11-02 16:00'],
    ['a night that summer time skips', 'Europe/Berlin', '2026-03-22T02:30+01:00', '2026-03-27 09:00'],
    ['a Thursday', 'Asia/Jerusalem', '2026-11-26T10:00+02:00', '2026-12-03 10:00', sundayToThursday],
    ['a Friday off', 'Asia/Jerusalem', '2026-11-27T10:00+02:00', '2026-12-03 10:00', sundayToThursday],
    ['a Thursday evening', 'Asia/Jerusalem', '2026-11-26T19:00+02:00', '2026-12-06 09:00', sundayToThursday],
    ['the only working day', 'UTC', '2026-11-24T12:00Z', '2026-12-29 12:00', ['tuesday']],
  ]

const printed = (instant: number, zone: string) => {
  const { date, time } = localTimeAt(instant, zone)
  return `${date} ${time}`
}

describe('others are shown five working days after sending', () => {
  it.each(table)('of %s in %s', (_, zone, sent, shown, days = office) => {
    expect(printed(rerouteMoment(Date.parse(sent), 5, zone, { days, hours }), zone)).toBe(shown)
  })

  it('or as many as the workspace says, even thousands', () => {
    const sent = Date.UTC(2026, 10, 23, 10)
    expect(printed(rerouteMoment(sent, 1, 'UTC', { days: office, hours }), 'UTC')).toBe('2026-11-24 10:00')
    expect(printed(rerouteMoment(sent, 36_500, 'UTC', { days: ['sunday'], hours }), 'UTC')).toBe(
      '2726-06-06 10:00',
    )
  })

  it('within nine and six on a working day, with exactly so many working days in between', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Kiritimati']
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...zones),
        fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
        (sent, after, zone, days) => {
          const moment = rerouteMoment(sent, after, zone, { days, hours })
          const [from, to] = [localTimeAt(sent, zone), localTimeAt(moment, zone)]
          expect(days).toContain(weekday(to.date))
          expect(to.time >= '09:00' && to.time < '18:00').toBe(true)
          let between = 0
          for (let at = Date.parse(from.date) + DAY; at <= Date.parse(to.date); at += DAY) {
            if (days.includes(weekday(new Date(at).toISOString().slice(0, 10)))) between += 1
          }
          // What was sent in the evening waits for the next morning.
          expect(between).toBe(from.time < '18:00' ? after : after + 1)
        },
      ),
    )
  })
})
