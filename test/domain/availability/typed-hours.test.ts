import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHours, printHours } from '../../../src/domain/availability/typed-hours.ts'

const read = (typed: string) => {
  const found = parseHours(typed, 0)
  return found.kind === 'ok'
    ? [
        printHours(found.ranges),
        ...found.afterMidnight.map((range) => `next day ${printHours([range])}`),
      ].join('; ')
    : found.faults.map((fault) =>
        'choices' in fault
          ? `${fault.problem}: ${fault.text}, ${fault.choices.map((one) => printHours([one])).join(' or ')}`
          : `${fault.problem}: ${fault.text}`,
      )
}

describe('weekly hours as people type them', () => {
  it.each([
    ['09:00-12:00, 13:00-17:00', '09:00–12:00, 13:00–17:00'],
    ['09:00–12:00; 13:00–17:00', '09:00–12:00, 13:00–17:00'],
    ['9-12', '09:00–12:00'],
    ['9 - 12 and 13 - 17', '09:00–12:00, 13:00–17:00'],
    ['9-12 & 13-17', '09:00–12:00, 13:00–17:00'],
    ['9-12\n13-17', '09:00–12:00, 13:00–17:00'],
    ['13-17, 9-12', '09:00–12:00, 13:00–17:00'],
    ['9am–5pm', '09:00–17:00'],
    ['9 AM — 5:30 P.M.', '09:00–17:30'],
    ['9am to noon pm', ['unreadable: 9am to noon pm']],
    ['9 to 17', '09:00–17:00'],
    ['9 until 17', '09:00–17:00'],
    ['9.30-12.15', '09:30–12:15'],
    ['9h30-12h', '09:30–12:00'],
    ['0930-1215', '09:30–12:15'],
    ['9-5', '09:00–17:00'],
    ['8:30-4:30', '08:30–16:30'],
    ['6-3', '06:00–15:00'],
    ['11-1', '11:00–13:00'],
    ['12-5', '12:00–17:00'],
    ['9-9', '09:00–21:00'],
    ['8-11', '08:00–11:00'],
    ['05-09', '05:00–09:00'],
    ['5h-9h', '05:00–09:00'],
    ['5-17', '05:00–17:00'],
    ['9-5pm', '09:00–17:00'],
    ['1-5pm', '13:00–17:00'],
    ['12-5pm', '12:00–17:00'],
    ['12-5am', '00:00–05:00'],
    ['0-5pm', '00:00–17:00'],
    ['5-5pm', '05:00–17:00'],
    ['10-12pm', '10:00–12:00'],
    ['8-11am', '08:00–11:00'],
    ['12am-1am', '00:00–01:00'],
    ['12pm-1pm', '12:00–13:00'],
    ['10pm-12am', '22:00–24:00'],
    ['22:00-00:00', '22:00–24:00'],
    ['0-24', '00:00–24:00'],
    ['22:00–02:00', '22:00–24:00; next day 00:00–02:00'],
    ['22-2', '22:00–24:00; next day 00:00–02:00'],
    ['9-12, 10pm to 2:30am', '09:00–12:00, 22:00–24:00; next day 00:00–02:30'],
    ['10pm-2', '22:00–24:00; next day 00:00–02:00'],
    ['20-8', '20:00–24:00; next day 00:00–08:00'],
    [' 9-12 ,, ', '09:00–12:00'],
    ['', ''],
    ['  ', ''],
    ['-', ''],
    ['–', ''],
    ['Off', ''],
    ['none', ''],
  ])('%j is read as %j', (typed, expected) => {
    expect(read(typed)).toEqual(expected)
  })

  it.each([
    ['mornings', ['unreadable: mornings']],
    ['9', ['unreadable: 9']],
    ['9-', ['unreadable: 9-']],
    ['9-12-15', ['unreadable: 9-12-15']],
    ['9-25', ['unreadable: 9-25']],
    ['9:60-12', ['unreadable: 9:60-12']],
    ['13am-14', ['unreadable: 13am-14']],
    ['0am-1am', ['unreadable: 0am-1am']],
    ['9-24:30', ['unreadable: 9-24:30']],
    ['9–12am', ['unreadable: 9–12am']],
    ['09:00-05:00', ['reversed: 09:00-05:00']],
    ['5-9', ['ambiguous: 5-9, 05:00–09:00 or 17:00–21:00']],
    ['7:30-9', ['ambiguous: 7:30-9, 07:30–09:00 or 19:30–21:00']],
    ['6-12', ['ambiguous: 6-12, 06:00–12:00 or 18:00–24:00']],
    ['5-1', ['ambiguous: 5-1, 05:00–13:00 or 17:00–01:00']],
    ['9-12, 1-5', ['ambiguous: 1-5, 01:00–05:00 or 13:00–17:00']],
    ['17-9', ['reversed: 17-9']],
    ['10-2am', ['reversed: 10-2am']],
    ['24:00-02:00', ['unreadable: 24:00-02:00']],
    ['22-2, 23-1', ['overlapping: 23-1']],
    ['13-11am', ['reversed: 13-11am']],
    ['9-12, 11-13', ['overlapping: 11-13']],
    ['11-13, 9-12, soon', ['unreadable: soon', 'overlapping: 11-13']],
  ])('%j is refused, naming what is wrong with which piece: %j', (typed, expected) => {
    expect(read(typed)).toEqual(expected)
  })

  it('a range too short for a session is refused if the session length is known', () => {
    expect(parseHours('9-10', 60)).toMatchObject({ kind: 'ok' })
    expect(parseHours('9-9:59', 60)).toEqual({
      kind: 'faulty',
      faults: [{ problem: 'shorter_than_session', text: '9-9:59' }],
    })
  })

  it('both parts of a range over midnight must be long enough for a session', () => {
    expect(parseHours('22-1', 60).kind).toBe('ok')
    for (const typed of ['23:30-1', '22-0:30']) {
      expect(parseHours(typed, 60)).toEqual({
        kind: 'faulty',
        faults: [
          { problem: 'cut_at_midnight', text: typed },
          ...(typed === '23:30-1' ? [{ problem: 'shorter_than_session', text: typed }] : []),
        ],
      })
    }
  })

  it('more than twelve ranges are refused as a whole', () => {
    const typed = Array.from({ length: 13 }, (_, i) => `${i}:00-${i}:30`).join(', ')
    expect(parseHours(typed, 0)).toEqual({ kind: 'faulty', faults: [{ problem: 'too_many', text: typed }] })
  })

  it('whatever hours are printed are read back as they were', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 12 }).map((cuts) => {
      const times = cuts.sort((a, b) => a - b).map(clockTime)
      return times.flatMap((from, i) => {
        const to = times[i + 1]
        return i % 2 === 0 && to !== undefined ? [{ from, to }] : []
      })
    })
    fc.assert(
      fc.property(hours, (ranges) => {
        expect(parseHours(printHours(ranges), 0)).toEqual({ kind: 'ok', ranges, afterMidnight: [] })
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('two numbers up to twelve are a time of at most twelve hours, or a question whose both answers are read as given', () => {
    const hour = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(hour, hour, (from, to) => {
        const found = parseHours(`${from}-${to}`, 0)
        if (found.kind === 'ok') {
          const [range] = found.ranges
          expect([Number(range?.from.slice(0, 2)) % 12, Number(range?.to.slice(0, 2)) % 12]).toEqual([
            from % 12,
            to % 12,
          ])
          return
        }
        const [fault] = found.faults
        const choices = 'choices' in fault ? fault.choices : []
        expect(choices).toHaveLength(2)
        for (const choice of choices) expect(parseHours(printHours([choice]), 0).kind).toBe('ok')
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  it('any text gets an answer', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789:-–,; apmto\n'), maxLength: 30 })
    fc.assert(
      fc.property(typed, (text) => {
        const found = parseHours(text, 0)
        if (found.kind === 'ok')
          expect(parseHours(printHours(found.ranges), 0)).toEqual({ ...found, afterMidnight: [] })
        else expect(found.faults.length).toBeGreaterThan(0)
      }),
      { seed: 2, numRuns: 1000 },
    )
  })
})

const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
