import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDaysOff, printDaysOff } from '../../../src/domain/availability/typed-days-off.ts'

const TODAY = '2026-11-23'

const read = (typed: string, today = TODAY) => {
  const found = parseDaysOff(typed, today)
  return found.kind === 'ok'
    ? printDaysOff(found.ranges)
    : found.faults.map(({ problem, text }) => `${problem}: ${text}`)
}

describe('days off as people type them', () => {
  it.each([
    ['', ''],
    [' \n ', ''],
    ['2026-12-24', '2026-12-24'],
    ['2026-12-24 – 2027-01-02', '2026-12-24 – 2027-01-02'],
    ['2026-12-24-2027-01-02', '2026-12-24 – 2027-01-02'],
    ['2026-12-24 to 2027-1-2', '2026-12-24 – 2027-01-02'],
    ['24 Dec', '2026-12-24'],
    ['24. December', '2026-12-24'],
    ['24dec', '2026-12-24'],
    ['Dec 24', '2026-12-24'],
    ['December 24 2027', '2027-12-24'],
    ['Sept. 3', '2027-09-03'],
    ['24 Dec to 2 Jan', '2026-12-24 – 2027-01-02'],
    ['Dec 24 until Jan 2', '2026-12-24 – 2027-01-02'],
    ['24–26 Dec', '2026-12-24 – 2026-12-26'],
    ['24-26 December 2027', '2027-12-24 – 2027-12-26'],
    ['20 Dec - 2 Jan 2027', '2026-12-20 – 2027-01-02'],
    ['20 Dec - 22 Dec 2027', '2027-12-20 – 2027-12-22'],
    ['20 Dec 2028 - 2 Jan', '2028-12-20 – 2029-01-02'],
    ['20 Dec 2028 - 2 Jan 2030', '2028-12-20 – 2030-01-02'],
    ['20 Dec - 20 Dec 2028', '2028-12-20'],
    ['Dec 24-26', '2026-12-24 – 2026-12-26'],
    ['December 24 to 26', '2026-12-24 – 2026-12-26'],
    ['24 Dec – 26', '2026-12-24 – 2026-12-26'],
    ['Dec 24–26 2027', '2027-12-24 – 2027-12-26'],
    ['Dec 24-26, 2027', '2027-12-24 – 2027-12-26'],
    ['Dec 24, 2027', '2027-12-24'],
    ['24 Dec, 2027', '2027-12-24'],
    ['Dec 24, Dec 31', '2026-12-24\n2026-12-31'],
    ['Dec 24, 2026-12-30', '2026-12-24\n2026-12-30'],
    ['2026-12-24 – 26', '2026-12-24 – 2026-12-26'],
    ['24.12.2026', '2026-12-24'],
    ['24.12. – 2.1.', '2026-12-24 – 2027-01-02'],
    ['24.12.2026 – 02.01.2027', '2026-12-24 – 2027-01-02'],
    ['1 May, 24 Dec; 2026-11-30\n\n3 Jan', '2026-11-30\n2026-12-24\n2027-01-03\n2027-05-01'],
    ['2026-01-05', '2026-01-05'],
  ])('%j is read as %j', (typed, expected) => {
    expect(read(typed)).toEqual(expected)
  })

  it.each([
    ['Christmas', ['unreadable: Christmas']],
    ['12/24/2026', ['unreadable: 12/24/2026']],
    ['24', ['unreadable: 24']],
    ['24-26', ['unreadable: 24-26']],
    ['30 Feb', ['unreadable: 30 Feb']],
    ['2026-02-29', ['unreadable: 2026-02-29']],
    ['24 decoy', ['unreadable: 24 decoy']],
    ['24 Foo', ['unreadable: 24 Foo']],
    ['24 decoy – 26 Dec', ['unreadable: 24 decoy – 26 Dec']],
    ['24 Dec – 26 decoy', ['unreadable: 24 Dec – 26 decoy']],
    ['30 Feb – 2 Mar', ['unreadable: 30 Feb – 2 Mar']],
    ['30 Feb 2028 – 2 Mar', ['unreadable: 30 Feb 2028 – 2 Mar']],
    ['20 Feb – 30 Feb 2028', ['unreadable: 20 Feb – 30 Feb 2028']],
    ['20 Feb 2028 – 30 Feb', ['unreadable: 20 Feb 2028 – 30 Feb']],
    ['2026-13-01', ['unreadable: 2026-13-01']],
    ['2027-01-02 – 2026-12-24', ['reversed: 2027-01-02 – 2026-12-24']],
    ['26–24 Dec 2026', ['reversed: 26–24 Dec 2026']],
    ['Dec 26-24', ['reversed: Dec 26-24']],
    ['Dec 26-24, 2027', ['reversed: Dec 26-24, 2027']],
    ['Dec 24 - 12 2027', ['reversed: Dec 24 - 12 2027']],
    ['Dec 30-32', ['unreadable: Dec 30-32']],
    ['24, 2026', ['unreadable: 24, 2026']],
    ['24 Dec – ', ['unreadable: 24 Dec –']],
    ['1 Jan – 2 Jan – 3 Jan', ['unreadable: 1 Jan – 2 Jan – 3 Jan']],
    ['24 Dec\nsoon\n12/25', ['unreadable: soon', 'unreadable: 12/25']],
  ])('%j is refused, piece by piece', (typed, expected) => {
    expect(read(typed)).toEqual(expected)
  })

  it('faults are told apart from ranges', () => {
    expect(parseDaysOff('soon', TODAY)).toEqual({
      kind: 'faulty',
      faults: [{ problem: 'unreadable', text: 'soon' }],
    })
  })

  it('a day without its year is the next one, today included', () => {
    expect(read('23 Nov')).toBe('2026-11-23')
    expect(read('22 Nov')).toBe('2027-11-22')
    expect(read('29 Feb')).toBe('2028-02-29')
    expect(read('29 Feb', '2096-03-01')).toBe('2104-02-29')
  })

  it('a range without years is the one that runs today, else the next', () => {
    expect(read('20 Nov – 30 Nov')).toBe('2026-11-20 – 2026-11-30')
    expect(read('20 Dec – 2 Jan', '2026-12-31')).toBe('2026-12-20 – 2027-01-02')
    expect(read('20 Dec – 2 Jan', '2027-01-02')).toBe('2026-12-20 – 2027-01-02')
    expect(read('20 Dec – 2 Jan', '2027-01-03')).toBe('2027-12-20 – 2028-01-02')
    expect(read('10–20 Nov')).toBe('2027-11-10 – 2027-11-20')
  })

  it('a slip does not take most of a year off', () => {
    expect(read('26–24 Dec')).toEqual(['reversed: 26–24 Dec'])
    expect(read('24 Dec – 1 Dec')).toEqual(['reversed: 24 Dec – 1 Dec'])
    expect(read('1 Jan – 3 Jul')).toBe('2027-01-01 – 2027-07-03')
    expect(read('1 Jan – 4 Jul')).toEqual(['reversed: 1 Jan – 4 Jul'])
  })

  it('printed days off are read back as they were', () => {
    const day = fc
      .integer({ min: 0, max: 36_500 })
      .map((days) => new Date(Date.UTC(2000, 0, 1 + days)).toISOString().slice(0, 10))
    const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
    fc.assert(
      fc.property(
        fc.uniqueArray(range, { maxLength: 20, selector: ({ from }) => from }),
        day,
        (ranges, today) => {
          const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))
          expect(parseDaysOff(printDaysOff(ranges), today)).toEqual({ kind: 'ok', ranges: sorted })
        },
      ),
    )
  })

  it('are answered at once, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (typed) => void parseDaysOff(typed, TODAY)))
    expect(read(`${'2026-12-24 '.repeat(270)}x`)).toHaveLength(1)
  })
})
