import { describe, expect, it } from 'vitest'
import { busyTimes } from '../../../src/calendar/feeds/busy-times.ts'
import { DAY, MINUTE } from '../../../src/domain/time/time.ts'

const ZONE = 'America/New_York'
/** What is not listed to its end by the examples ends with this year. */
const HORIZON = Date.UTC(2000, 11, 31)

/**
 * The examples of RFC 5545, 3.8.5.3, as rule, start and the number of events up to the end of 2000: rules that the RFC
 * ends, as often as it says (libical's tests count them alike, test-data/recur.txt); endless ones, counted on a calendar.
 */
const examples: readonly (readonly [rule: string, start: string, events: number])[] = [
  ['FREQ=DAILY;COUNT=10', '19970902T090000', 10],
  ['FREQ=DAILY;UNTIL=19971224T000000Z', '19970902T090000', 113],
  ['FREQ=DAILY;INTERVAL=2;UNTIL=19971203T000000Z', '19970902T090000', 46],
  ['FREQ=DAILY;INTERVAL=10;COUNT=5', '19970902T090000', 5],
  ['FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA', '19980101T090000', 93],
  ['FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1', '19980101T090000', 93],
  ['FREQ=WEEKLY;COUNT=10', '19970902T090000', 10],
  ['FREQ=WEEKLY;UNTIL=19971224T000000Z', '19970902T090000', 17],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=10', '19970902T090000', 10],
  ['FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH', '19970902T090000', 10],
  ['FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', '19970902T090000', 10],
  ['FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR', '19970901T090000', 25],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH', '19970902T090000', 8],
  ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR', '19970905T090000', 10],
  ['FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR', '19970905T090000', 4],
  ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU', '19970907T090000', 10],
  ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO', '19970922T090000', 6],
  ['FREQ=MONTHLY;BYMONTHDAY=-3', '19970928T090000', 40],
  ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15', '19970902T090000', 10],
  ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1', '19970930T090000', 10],
  ['FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15', '19970910T090000', 10],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU', '19970902T090000', 86],
  ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7', '19970610T090000', 8],
  ['FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3', '19970310T090000', 4],
  ['FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200', '19970101T090000', 6],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '19970313T090000', 16],
  ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8', '19970605T090000', 53],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '19980213T090000', 5],
  ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13', '19970913T090000', 40],
  ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '19961105T090000', 2],
  ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '19970904T090000', 3],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '19970929T090000', 40],
  ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z', '19970902T090000', 3],
  ['FREQ=MINUTELY;INTERVAL=15;COUNT=6', '19970902T090000', 6],
  ['FREQ=MINUTELY;INTERVAL=90;COUNT=4', '19970902T090000', 4],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '19970805T090000', 4],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '19970805T090000', 4],
  ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '20000115T090000', 5],
]

/**
 * Rules that ical.js's own tests expand beside the RFC's (its test/recur_iterator_test.js), with the days that come first;
 * a start that its rule does not meet is an event all the same.
 */
const firstDays: readonly (readonly [rule: string, start: string, days: readonly string[]])[] = [
  ['FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=31', '19970731T090000', ['1997-07-31', '1998-12-31', '2000-08-31']],
  ['FREQ=MONTHLY;BYMONTHDAY=-1;BYDAY=MO', '19970630T090000', ['1997-06-30', '1998-08-31', '1998-11-30']],
  [
    'FREQ=MONTHLY;BYDAY=WE,SA;BYMONTHDAY=6,20,31',
    '19970806T090000',
    ['1997-08-06', '1997-08-20', '1997-09-06', '1997-09-20', '1997-12-06', '1997-12-20', '1997-12-31'],
  ],
  ['FREQ=MONTHLY', '19970131T090000', ['1997-01-31', '1997-03-31', '1997-05-31', '1997-07-31', '1997-08-31']],
  [
    'FREQ=MONTHLY;BYDAY=3MO,WE,FR',
    '19970903T090000',
    ['1997-09-03', '1997-09-05', '1997-09-10', '1997-09-12', '1997-09-15', '1997-09-17'],
  ],
  ['FREQ=DAILY;INTERVAL=2', '19970901T090000', ['1997-09-01', '1997-09-03', '1997-09-05']],
]

const busyIn = (rule: string, start: string, more: readonly string[] = []) => {
  const lines = [`DTSTART;TZID=${ZONE}:${start}`, 'DURATION:PT1M', `RRULE:${rule}`, ...more]
  const file = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n')
  const window = { start: Date.UTC(1996, 0, 1), end: HORIZON }
  const said = busyTimes(file, { window, zones: [ZONE], ours: new Set() })
  if ('fault' in said) throw new Error(said.fault)
  return { busy: said.busy.get(ZONE) ?? [], unclear: said.unclear }
}

describe('the examples of RFC 5545', () => {
  it.each(examples)('%s', (rule, start, events) => {
    const { busy, unclear } = busyIn(rule, start)
    expect([busy.length, unclear]).toEqual([events, 0])
    expect(busy.every((one) => one.end - one.start === MINUTE)).toBe(true)
  })

  it.each(firstDays)('%s begins as other programs expand it', (rule, start, days) => {
    const { busy, unclear } = busyIn(rule, start)
    const said = busy.slice(0, days.length).map((one) => new Date(one.start).toISOString().slice(0, 10))
    expect([said, unclear]).toEqual([days, 0])
  })

  /** The RFC's dates: 5, 10, 19 and 24 August if weeks begin on Monday, and 5, 17, 19 and 31 if on Sunday. */
  it.each([
    ['MO', [5, 10, 19, 24]],
    ['SU', [5, 17, 19, 31]],
  ])('the day on which weeks begin counts: %s', (wkst, days) => {
    const { busy } = busyIn(`FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${wkst}`, '19970805T090000')
    expect(busy.map(({ start }) => new Date(start).toISOString())).toEqual(
      days.map((day) => new Date(Date.UTC(1997, 7, day, 13)).toISOString()),
    )
  })

  it('clocks are put back on 26 October 1997, and nine in the morning stays nine', () => {
    const { busy } = busyIn('FREQ=DAILY;UNTIL=19971224T000000Z', '19970902T090000')
    const hours = new Set(
      busy.map(
        ({ start }) => (start < Date.UTC(1997, 9, 26) ? 'before' : 'after') + (start % DAY) / 3_600_000,
      ),
    )
    expect([...hours]).toEqual(['before13', 'after14'])
  })
})
