import { HOUR } from '../../domain/time/time.ts'
import type { ServedCalendar } from '../page-server/served-calendars.ts'
import type { LocalSlack } from '../slack/local-slack.ts'

/** An iCalendar file (RFC 5545), as calendar programs publish them. */
const calendar = (name: string, zone: readonly string[], ...events: readonly (readonly string[])[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sandbox//Calendars//EN', `X-WR-CALNAME:${name}`],
    ...['BEGIN:VTIMEZONE', ...zone, 'END:VTIMEZONE'],
    ...events.flatMap((lines, number) => [
      ...['BEGIN:VEVENT', `UID:${number}@sandbox.example`, 'DTSTAMP:20260101T000000Z', ...lines],
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const LAGOS = [
  'TZID:Africa/Lagos',
  ...['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100', 'END:STANDARD'],
]

const LJUBLJANA = [
  'TZID:Europe/Ljubljana',
  ...['BEGIN:DAYLIGHT', 'DTSTART:19960331T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
  ...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'DTSTART:19961027T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD'],
]

const WORKDAYS = 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'

/** Colleagues' calendars, which the sandbox itself serves. Events repeat for ever, since its clock is moved. */
export const colleaguesCalendars: readonly ServedCalendar[] = [
  {
    owner: 'amara',
    file: calendar(
      'Amara Okafor',
      LAGOS,
      [
        ...['SUMMARY:Stand-up', WORKDAYS],
        ...['DTSTART;TZID=Africa/Lagos:20260105T093000', 'DTEND;TZID=Africa/Lagos:20260105T100000'],
      ],
      [
        ...['SUMMARY:Pipelines: review and planning', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
        ...['DTSTART;TZID=Africa/Lagos:20260105T130000', 'DURATION:PT2H30M'],
      ],
      // Free, as its owner wants to be seen.
      [
        ...['SUMMARY:Lunch', WORKDAYS, 'TRANSP:TRANSPARENT'],
        ...['DTSTART;TZID=Africa/Lagos:20260105T120000', 'DURATION:PT1H'],
      ],
    ),
  },
  {
    ...{ owner: 'irena', fails: true },
    file: calendar('Irena Kovač', LJUBLJANA, [
      ...['SUMMARY:Threat modelling', WORKDAYS],
      ...['DTSTART;TZID=Europe/Ljubljana:20260105T090000', 'DURATION:PT4H'],
    ]),
  },
]

/** Their owners connect them by the app's own form, where it has one. @param served where the calendars are served */
export const connectCalendars = async (slack: LocalSlack, served: string): Promise<void> => {
  for (const { owner } of colleaguesCalendars) {
    const member = slack.member(`@${owner}`)
    await member.openHome()
    await slack.until(() => member.home() !== undefined)
    // Without a key to seal its address with, no calendar can be connected.
    if (!slack.texts(member.home()).includes('[Connect a calendar]')) return
    await member.clickHome('Connect a calendar')
    await slack.until(() => member.modal() !== undefined)
    await member.fill('calendar_address', `${served}${owner}.ics`)
    await member.submit()
    await member.close()
  }
}

/** When those that fail could last be read: too long ago to count. */
export const lastReadings = (slack: LocalSlack, now: number): { member: string; at: number }[] =>
  colleaguesCalendars
    .filter(({ fails }) => fails)
    .map(({ owner }) => ({ member: slack.member(`@${owner}`).id, at: now - 3 * HOUR }))
