import { describe, expect, it } from 'vitest'
import { startsOf } from '../../../src/domain/sessions/repeats.ts'
import { DAY, HOUR } from '../../../src/domain/time/time.ts'

/** What clocks and calendars of the zone show, asked of Intl alone. */
const shown = (instant: number, zone: string) => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    ...{ hourCycle: 'h23', weekday: 'short' },
  }).formatToParts(instant)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return {
    time: `${of('hour').padStart(2, '0')}:${of('minute')}`,
    weekday: of('weekday'),
    month: Number(of('year')) * 12 + Number(of('month')) - 1,
    day: Number(of('day')),
  }
}

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
]

/** Before the changes of spring and of autumn 2026, in either half of the world, at several times of the day. */
const firsts = [1, 7].flatMap((month) => [0, 1, 6, 13, 20].map((hour) => Date.UTC(2026, month, 10, hour, 30)))

describe.each(zones)('a repeated session in %s', (zone) => {
  it.each(firsts)('is at the same local time every one and two weeks: %i', (first) => {
    for (const [every, days] of [
      ['week', 7],
      ['two_weeks', 14],
    ] as const) {
      const starts = startsOf(first, zone, { every, times: 12 })
      expect(starts).toHaveLength(12)
      starts.forEach((start, index) => {
        expect(shown(start, zone)).toMatchObject({
          time: shown(first, zone).time,
          weekday: shown(first, zone).weekday,
        })
        // Within the hour that clocks may have moved.
        expect(Math.abs(start - first - index * days * DAY)).toBeLessThanOrEqual(HOUR)
      })
    }
  })

  it.each([3, 10, 17, 24, 30])('keeps its weekday and its place in the month: January %i', (day) => {
    const first = Date.UTC(2026, 0, day, 12)
    const beginning = shown(first, zone)
    const starts = startsOf(first, zone, { every: 'month', times: 12 })
    starts.forEach((start, index) => {
      const there = shown(start, zone)
      expect(there).toMatchObject({
        time: beginning.time,
        weekday: beginning.weekday,
        month: beginning.month + index,
      })
      const [nth, wanted] = [there, beginning].map((one) => Math.ceil(one.day / 7))
      const isLast = shown(start + 7 * DAY, zone).month !== there.month
      expect(nth === wanted || (wanted === 5 && nth === 4 && isLast)).toBe(true)
    })
  })
})

describe('at a time that clocks jump over or show twice, a repeated session starts', () => {
  it('when they go on, and is back at its own time the week after', () => {
    const sunday = (date: number, hour: number, minute = 0) => Date.UTC(2026, 2, date, hour, minute)
    // 02:30 in Berlin; on 29 March clocks jump from 02:00 to 03:00.
    expect(startsOf(sunday(22, 1, 30), 'Europe/Berlin', { every: 'week', times: 3 })).toEqual([
      sunday(22, 1, 30),
      sunday(29, 1),
      Date.UTC(2026, 3, 5, 0, 30),
    ])
  })

  it('the first time, unless the other was chosen for the first session', () => {
    // 02:30 in Berlin on 25 October 2026 is 00:30 and 01:30 UTC.
    const week = { every: 'week', times: 2 } as const
    expect(startsOf(Date.UTC(2026, 9, 18, 0, 30), 'Europe/Berlin', week)[1]).toBe(
      Date.UTC(2026, 9, 25, 0, 30),
    )
    expect(startsOf(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin', week)[0]).toBe(
      Date.UTC(2026, 9, 25, 1, 30),
    )
  })
})
