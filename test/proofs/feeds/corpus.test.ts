import { describe, expect, it } from 'vitest'
import { busyTimes } from '../../../src/calendar/feeds/busy-times.ts'
import { DAY, HOUR, type Interval, MINUTE } from '../../../src/domain/time/time.ts'
import { instantIn, type Rule, repetitions, united, type Wall } from './expected.ts'
import { type Event, fileOf, type Program, programs } from './programs.ts'

const NOW = Date.UTC(2026, 10, 23, 10)
const window = { start: NOW - DAY, end: NOW + 400 * DAY }
/** The zone of the member who connected it. */
const READER = 'Europe/London'

const wall = (year: number, month: number, day: number, hour = 0, minute = 0): Wall =>
  Date.UTC(year, month - 1, day, hour, minute)
/** A Tuesday. */
const START = wall(2026, 11, 10, 9, 30)

const weekly: Rule = { freq: 'WEEKLY' }
const rules: Readonly<Record<string, Rule>> = {
  'every day': { freq: 'DAILY' },
  'every third day': { freq: 'DAILY', interval: 3 },
  'twenty days': { freq: 'DAILY', count: 20 },
  'working days': { freq: 'DAILY', byday: ['MO', 'TU', 'WE', 'TH', 'FR'] },
  'days of March and October': { freq: 'DAILY', bymonth: [3, 10] },
  'days, until one in UTC': { freq: 'DAILY', until: Date.UTC(2027, 2, 30, 8, 30) },
  'every week': weekly,
  'every second week': { freq: 'WEEKLY', interval: 2 },
  'every second week, from Sunday': { freq: 'WEEKLY', interval: 2, wkst: 'SU', byday: ['TU', 'SU'] },
  'every second week, from Monday': { freq: 'WEEKLY', interval: 2, wkst: 'MO', byday: ['TU', 'SU'] },
  'three days a week': { freq: 'WEEKLY', byday: ['MO', 'WE', 'FR'] },
  'ten weeks': { freq: 'WEEKLY', count: 10 },
  'weekly, at two times': { freq: 'WEEKLY', byhour: [9, 15] },
  'every month': { freq: 'MONTHLY' },
  'every month on the 31st': { freq: 'MONTHLY', bymonthday: [31] },
  'the last day': { freq: 'MONTHLY', bymonthday: [-1] },
  'the second Tuesday': { freq: 'MONTHLY', byday: ['2TU'] },
  'the last Friday': { freq: 'MONTHLY', byday: ['-1FR'] },
  'the last working day': { freq: 'MONTHLY', byday: ['MO', 'TU', 'WE', 'TH', 'FR'], bysetpos: [-1] },
  'the first and third of weekend days': { freq: 'MONTHLY', byday: ['SA', 'SU'], bysetpos: [1, 3] },
  'Friday the 13th': { freq: 'MONTHLY', byday: ['FR'], bymonthday: [13] },
  'every fifth month': { freq: 'MONTHLY', interval: 5 },
  'every year': { freq: 'YEARLY' },
  'years, in two months': { freq: 'YEARLY', bymonth: [2, 11] },
  Thanksgiving: { freq: 'YEARLY', bymonth: [11], byday: ['4TH'] },
  'the third Monday of the year': { freq: 'YEARLY', byday: ['3MO'] },
  'days of the year': { freq: 'YEARLY', byyearday: [1, 100, -1] },
  'years, by day of the month': { freq: 'YEARLY', bymonth: [1, 7], bymonthday: [1, -1] },
  'years, on the 30th of every month': { freq: 'YEARLY', bymonthday: [30] },
  'Mondays, by the year': { freq: 'YEARLY', byday: ['MO'] },
  'the last Sunday of March': { freq: 'YEARLY', bymonth: [3], byday: ['-1SU'] },
  'the last Sunday of the year': { freq: 'YEARLY', byday: ['-1SU'] },
  'the last day of leap years': { freq: 'YEARLY', byyearday: [366] },
  'every second year': { freq: 'YEARLY', interval: 2 },
  'every second year, in two months': { freq: 'YEARLY', interval: 2, bymonth: [3, 11] },
  'the first and last Monday': { freq: 'MONTHLY', byday: ['1MO', '-1MO'] },
  'days of the month, in two months': { freq: 'MONTHLY', bymonth: [1, 12], bymonthday: [5, 20, -2] },
  'every second month, on two days': { freq: 'MONTHLY', interval: 2, byday: ['2WE', 'FR'] },
  'days, by day of the month': { freq: 'DAILY', bymonthday: [1, 15, 31] },
  'hours, on Mondays': { freq: 'HOURLY', interval: 4, byday: ['MO'] },
  'minutes, in one hour': { freq: 'MINUTELY', interval: 20, byhour: [10] },
  seconds: { freq: 'SECONDLY', interval: 900, count: 50 },
  'every sixth hour': { freq: 'HOURLY', interval: 6 },
  'hours of the morning': { freq: 'HOURLY', byhour: [9, 10, 11], count: 60 },
  'quarters of an hour': { freq: 'MINUTELY', interval: 15, count: 200 },
  'minutes of an hour': { freq: 'DAILY', byhour: [9], byminute: [0, 30], bysecond: [0] },
}

const HALF_AN_HOUR = 30 * MINUTE

/** Beside rules: what is moved, left out, added, all day, or says that it is not busy. */
const others: Readonly<Record<string, readonly Event[]>> = {
  'one event': [{ start: wall(2026, 12, 1, 9), lasts: HOUR }],
  'a week without two of its days': [
    {
      start: START,
      lasts: HOUR,
      rule: weekly,
      without: [wall(2026, 11, 24, 9, 30), wall(2027, 3, 30, 9, 30)],
    },
  ],
  'one moved into summer time': [
    {
      ...{ start: START, lasts: HOUR, rule: weekly },
      moved: [{ from: wall(2027, 3, 23, 9, 30), to: wall(2027, 3, 29, 8), lasts: 2 * HOUR }],
    },
  ],
  'one moved out of it': [
    {
      ...{ start: START, lasts: HOUR, rule: weekly },
      moved: [{ from: wall(2027, 10, 26, 9, 30), to: wall(2027, 11, 8, 7), lasts: HOUR }],
    },
  ],
  'one moved from behind the horizon': [
    {
      ...{ start: START, lasts: HOUR, rule: weekly },
      moved: [{ from: wall(2028, 2, 1, 9, 30), to: wall(2026, 12, 3, 11), lasts: HOUR }],
    },
  ],
  'one called off': [{ start: START, lasts: HOUR, rule: weekly, calledOff: [wall(2026, 12, 1, 9, 30)] }],
  'two days beside the rule': [
    { start: START, lasts: HOUR, rule: weekly, also: [wall(2026, 12, 3, 16), wall(2027, 6, 3, 16)] },
  ],
  'the 29th of February': [{ start: wall(2024, 2, 29, 9), lasts: HOUR, rule: { freq: 'YEARLY' } }],
  'the 30th of two months': [
    { start: wall(2024, 12, 30, 9), lasts: HOUR, rule: { freq: 'YEARLY', bymonth: [2, 12] } },
  ],
  'every fourth year': [{ start: wall(2024, 2, 29, 9), lasts: HOUR, rule: { freq: 'YEARLY', interval: 4 } }],
  'the 30th, by name': [
    {
      start: wall(2024, 12, 30, 9),
      lasts: HOUR,
      rule: { freq: 'YEARLY', bymonth: [2, 12], bymonthday: [30] },
    },
  ],
  'five leap days': [{ start: wall(2012, 2, 29, 9), lasts: HOUR, rule: { freq: 'YEARLY', count: 5 } }],
  'the 30th, also in February': [{ start: wall(2026, 11, 30, 9), lasts: HOUR, rule: { freq: 'MONTHLY' } }],
  'the hour that is skipped': [
    { start: wall(2027, 3, 27, 2, 15), lasts: HALF_AN_HOUR, rule: { freq: 'DAILY', count: 3 } },
  ],
  'the hour that comes twice': [
    { start: wall(2027, 10, 30, 2, 15), lasts: HALF_AN_HOUR, rule: { freq: 'DAILY', count: 3 } },
  ],
  'nights, of which one is an hour shorter': [
    { start: wall(2027, 3, 26, 22), lasts: 8 * HOUR, rule: { freq: 'DAILY', count: 3 } },
  ],
  'days, across both changes': [
    { start: wall(2027, 3, 26), lasts: 4 * DAY, isAllDay: true },
    { start: wall(2027, 10, 29), lasts: 4 * DAY, isAllDay: true },
  ],
  'a day every week': [{ start: wall(2026, 11, 11), lasts: DAY, isAllDay: true, rule: weekly }],
  'a day that is free': [{ start: wall(2026, 12, 24), lasts: DAY, isAllDay: true, isFree: true }],
  'times that float': [{ start: START, lasts: HOUR, rule: weekly, floats: true }],
  'what was called off': [{ start: START, lasts: HOUR, rule: weekly, isOff: true }],
  'what does not count': [{ start: START, lasts: HOUR, rule: weekly, isFree: true }],
  'events that overlap': [
    { start: START, lasts: 3 * HOUR, rule: weekly },
    { start: START + HOUR, lasts: 4 * HOUR, rule: { freq: 'DAILY', interval: 2 } },
  ],
  nothing: [],
}

/** When the events are, worked out without anything of the app's: by going through all days. */
const expectedOf = (events: readonly Event[], zone: string): Interval[] => {
  const busy = events.flatMap((event) => {
    const {
      start,
      lasts,
      rule,
      without = [],
      also = [],
      moved = [],
      calledOff = [],
      isAllDay,
      floats,
    } = event
    if (event.isFree || event.isOff) return []
    const instantOf = (at: Wall) => instantIn(isAllDay || floats ? READER : zone, at)
    const times = rule ? repetitions(start, rule, window.end + 2 * DAY, instantOf) : [start]
    const gone = [...without, ...calledOff, ...moved.map(({ from }) => from)]
    const usual = [...new Set([start, ...times, ...also])].filter((at) => !gone.includes(at))
    const taken = (at: Wall, long: number) => ({
      start: instantOf(at),
      end: isAllDay ? instantOf(at + long) : instantOf(at) + long,
    })
    return [...usual.map((at) => taken(at, lasts)), ...moved.map((one) => taken(one.to, one.lasts))]
  })
  return united(busy, window)
}

const feeds = programs.flatMap((program: Program) => [
  ...Object.entries(rules).map(([name, rule]) => ({
    program,
    name,
    events: [{ start: START, lasts: HALF_AN_HOUR, rule }],
  })),
  ...Object.entries(others).map(([name, events]) => ({ program, name, events })),
])

const readable = (busy: readonly Interval[] | undefined) =>
  busy?.map(({ start, end }) => `${new Date(start).toISOString()} ${new Date(end).toISOString()}`)

describe('a calendar as programs write them says when its owner is busy', () => {
  it('in more than 150 shapes', () => {
    expect(feeds.length).toBeGreaterThan(150)
  })

  it.each(programs.map((program) => [program.name, program] as const))('%s', (_name, program) => {
    for (const { name, events } of feeds.filter((feed) => feed.program === program)) {
      const said = busyTimes(fileOf(program, events), { window, zones: [READER], ours: new Set() })
      if ('fault' in said) throw new Error(`${name}: ${said.fault}`)
      expect.soft(readable(said.busy.get(READER)), name).toEqual(readable(expectedOf(events, program.zone)))
      expect.soft(said.unclear, name).toBe(0)
    }
  })
})

it.each([
  'FREQ=YEARLY;BYDAY=20MO',
  'FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=3',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=2,12;BYMONTHDAY=30',
  'FREQ=YEARLY;BYWEEKNO=49',
  'FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-1',
  'FREQ=DAILY;BYHOUR=9,17;BYSETPOS=-1',
  'FREQ=DAILY;BYMONTHDAY=-1',
])(
  'a rule that the parser reads as another one is not taken for it: from its start on, nothing is free (%s)',
  (rule) => {
    const start = Date.UTC(2026, 11, 1, 9)
    const lines = ['DTSTART:20261201T090000Z', 'DURATION:PT1H', `RRULE:${rule}`]
    const file = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n')
    const said = busyTimes(file, { window, zones: [READER], ours: new Set() })
    expect(said).toEqual({ busy: new Map([[READER, [{ start, end: window.end }]]]), unclear: 1 })
  },
)

/** Five megabytes, as much as is read of any feed. */
it('a hundred thousand events that are over hide none of those to come', () => {
  const past = Array.from({ length: 100_000 }, () => 'BEGIN:VEVENT\nDTSTART:20200101T090000Z\nEND:VEVENT')
  const ahead = 'BEGIN:VEVENT\nDTSTART:20261201T090000Z\nDURATION:PT1H\nEND:VEVENT'
  const file = ['BEGIN:VCALENDAR', ...past, ahead, 'END:VCALENDAR'].join('\n')
  const start = Date.UTC(2026, 11, 1, 9)
  const said = busyTimes(file, { window, zones: [READER], ours: new Set() })
  expect(said).toEqual({ busy: new Map([[READER, [{ start, end: start + HOUR }]]]), unclear: 0 })
})
