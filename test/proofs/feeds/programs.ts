import { DAY, HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import type { Rule, Wall } from './expected.ts'

export type Event = {
  start: Wall
  /** Milliseconds. */
  lasts: number
  rule?: Rule
  without?: readonly Wall[]
  also?: readonly Wall[]
  moved?: readonly { from: Wall; to: Wall; lasts: number }[]
  calledOff?: readonly Wall[]
  isAllDay?: boolean
  floats?: boolean
  isFree?: boolean
  isOff?: boolean
}

/** How a program writes its calendars: the facts of each shape, in words of our own. */
export type Program = {
  name: string
  /** The zone that is meant, by the database's name, and as the program names it. */
  zone: string
  tzid: string
  head: readonly string[]
  /** Definitions of zones. */
  zones: readonly string[]
  /** In each event. */
  each: readonly string[]
  /** Whether ends are written as lengths. */
  durations: boolean
  newline: string
}

const zone = (
  tzid: string,
  [standard, summer]: readonly [string, string],
  changes: readonly [string, string],
) => [
  ...['BEGIN:VTIMEZONE', `TZID:${tzid}`],
  ...[
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    changes[0],
    `TZOFFSETFROM:${summer}`,
    `TZOFFSETTO:${standard}`,
    'END:STANDARD',
  ],
  ...[
    'BEGIN:DAYLIGHT',
    'DTSTART:19700329T020000',
    changes[1],
    `TZOFFSETFROM:${standard}`,
    `TZOFFSETTO:${summer}`,
    'END:DAYLIGHT',
  ],
  'END:VTIMEZONE',
]
const EUROPE = ['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'] as const
const AMERICA = ['RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'] as const

export const programs: readonly Program[] = [
  {
    name: 'Google',
    zone: 'Europe/Berlin',
    tzid: 'Europe/Berlin',
    head: [
      ...[
        'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
        'VERSION:2.0',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
      ],
      ...['X-WR-CALNAME:ada@example.com', 'X-WR-TIMEZONE:Europe/Berlin'],
    ],
    zones: zone('Europe/Berlin', ['+0100', '+0200'], EUROPE),
    each: [
      'CREATED:20260101T000000Z',
      'LAST-MODIFIED:20260101T000000Z',
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
      'SUMMARY:Busy',
    ],
    ...{ durations: false, newline: '\r\n' },
  },
  {
    name: 'Outlook, with Windows’ names of zones',
    zone: 'Europe/Berlin',
    tzid: 'W. Europe Standard Time',
    head: ['METHOD:PUBLISH', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0', 'X-WR-CALNAME:Calendar'],
    zones: zone('W. Europe Standard Time', ['+0100', '+0200'], EUROPE),
    each: [
      'SUMMARY:Busy',
      'CLASS:PUBLIC',
      'PRIORITY:5',
      'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
      'X-MICROSOFT-DISALLOW-COUNTER:FALSE',
    ],
    ...{ durations: false, newline: '\r\n' },
  },
  {
    name: 'Exchange, without a definition of its zone',
    zone: 'America/New_York',
    tzid: 'Eastern Standard Time',
    head: ['METHOD:PUBLISH', 'PRODID:Microsoft Exchange Server 2010', 'VERSION:2.0'],
    zones: [],
    each: [
      'SUMMARY;LANGUAGE=en-US:Busy',
      'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
      'X-MICROSOFT-CDO-ALLDAYEVENT:FALSE',
    ],
    ...{ durations: false, newline: '\r\n' },
  },
  {
    name: 'Apple, with a zone of its own and alarms',
    zone: 'America/New_York',
    tzid: 'US Office',
    head: [
      'VERSION:2.0',
      'CALSCALE:GREGORIAN',
      'PRODID:-//Apple Inc.//macOS 15.1//EN',
      'X-APPLE-CALENDAR-COLOR:#1D9BF6',
    ],
    zones: zone('US Office', ['-0500', '-0400'], AMERICA),
    each: [
      ...['SUMMARY:A title that goes on for so long that whoever wrote', '  it had to fold the line'],
      ...[
        'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-PT15M',
        'END:VALARM',
      ],
    ],
    ...{ durations: true, newline: '\r\n' },
  },
  {
    name: 'Nextcloud, with lines that end as on Unix',
    zone: 'Asia/Kolkata',
    tzid: 'Asia/Kolkata',
    head: ['VERSION:2.0', 'CALSCALE:GREGORIAN', 'PRODID:-//IDN nextcloud.com//Calendar app 5.0.0//EN'],
    zones: [],
    each: ['CREATED:20260101T000000Z', 'SUMMARY:Busy', 'CATEGORIES:Work'],
    ...{ durations: true, newline: '\n' },
  },
]

const compact = (wall: Wall, isDate: boolean) =>
  new Date(wall)
    .toISOString()
    .replace(/[-:]|\.\d{3}Z/g, '')
    .slice(0, isDate ? 8 : 15)

const ruleText = (rule: Rule) =>
  Object.entries(rule)
    .map(
      ([part, value]) =>
        `${part.toUpperCase()}=${part === 'until' ? `${compact(Number(value), false)}Z` : value}`,
    )
    .join(';')

const lengthOf = (lasts: number, isDate: boolean) =>
  isDate ? `P${lasts / DAY}D` : `PT${Math.floor(lasts / HOUR)}H${(lasts % HOUR) / MINUTE}M`

/** The events as that program would write them. */
export const fileOf = (program: Program, events: readonly Event[]): string => {
  const lines = events.flatMap((event, n) => written(program, event, `${n}@example.com`))
  return ['BEGIN:VCALENDAR', ...program.head, ...program.zones, ...lines, 'END:VCALENDAR', ''].join(
    program.newline,
  )
}

const written = (program: Program, event: Event, uid: string): readonly string[] => {
  const { isAllDay = false, floats = false, moved = [], calledOff = [], without = [], also = [] } = event
  const at = (name: string, wall: Wall) => {
    if (isAllDay) return `${name};VALUE=DATE:${compact(wall, true)}`
    return `${name}${floats ? '' : `;TZID=${program.tzid}`}:${compact(wall, false)}`
  }
  const one = (start: Wall, lasts: number, more: readonly string[]) => [
    ...['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', at('DTSTART', start)],
    program.durations ? `DURATION:${lengthOf(lasts, isAllDay)}` : at('DTEND', start + lasts),
    ...more,
    ...program.each.filter((line) => !(event.isOff && line.startsWith('STATUS'))),
    ...(event.isFree ? ['TRANSP:TRANSPARENT'] : []),
    ...(event.isOff ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
  ]
  return [
    ...one(event.start, event.lasts, [
      ...(event.rule ? [`RRULE:${ruleText(event.rule)}`] : []),
      ...without.map((wall) => at('EXDATE', wall)),
      ...also.map((wall) => at('RDATE', wall)),
    ]),
    ...moved.flatMap(({ from, to, lasts }) => one(to, lasts, [at('RECURRENCE-ID', from)])),
    ...calledOff.flatMap((wall) => one(wall, event.lasts, [at('RECURRENCE-ID', wall), 'STATUS:CANCELLED'])),
  ]
}
