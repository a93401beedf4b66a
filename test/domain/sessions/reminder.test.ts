import { describe, expect, it } from 'vitest'
import { NO_HOURS } from '../../../src/domain/availability/availability.ts'
import { NUDGE_LAPSES_AFTER, nudgeMoment } from '../../../src/domain/requests/nudge.ts'
import { workingTime } from '../../../src/domain/requests/working-time.ts'
import { reminderDue, stillReminds } from '../../../src/domain/sessions/reminder.ts'
import { defaultSettings } from '../../../src/domain/settings.ts'

const at = (iso: string) => Date.parse(`${iso}Z`)
const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString().slice(0, -5)

describe('a reminder', () => {
  const startsAt = at('2026-11-25T10:00:00')

  it.each([
    ['day', '2026-11-24T10:00:00'],
    ['soon', '2026-11-25T09:50:00'],
  ] as const)('of the %s is due at %s, unless the session got its time then or later', (lead, due) => {
    expect(iso(reminderDue({ startsAt, timeSetAt: at(due) - 1 }, lead))).toBe(due)
    expect(reminderDue({ startsAt, timeSetAt: at(due) }, lead)).toBeUndefined()
  })

  it.each([
    ['day', '2026-11-25T09:50:00', 'the last one is due'],
    ['soon', '2026-11-25T09:59:50', 'there is no time left to send it'],
  ] as const)('of the %s is worth sending until %s, when %s', (lead, end, _when) => {
    expect(stillReminds(startsAt, lead, at(end) - 1)).toBe(true)
    expect(stillReminds(startsAt, lead, at(end))).toBe(false)
  })
})

const hours = [{ from: '09:00', to: '17:00' }]

describe('a nudge', () => {
  it('comes after three and seven days unless the workspace says otherwise, and lapses after a week', () => {
    expect(defaultSettings.nudgeAfterDays).toEqual([3, 7])
    expect(NUDGE_LAPSES_AFTER).toBe(at('2026-11-30T00:00:00') - at('2026-11-23T00:00:00'))
  })

  it.each([
    ['2026-11-24T08:00:00', null, '2026-11-24T08:00:00', 'within the day: at once'],
    ['2026-11-27T17:00:00', null, '2026-11-30T08:00:00', 'from Friday evening on: on Monday'],
    ['2026-11-28T10:00:00', null, '2026-11-30T08:00:00', 'on a Saturday: on Monday'],
    [
      '2026-11-27T16:00:00',
      '2026-11-27T12:00:00',
      '2026-11-30T08:00:00',
      'a day after one of a Friday: on Monday',
    ],
    ['2026-11-24T07:59:00', null, '2026-11-24T08:00:00', 'before nine: at nine'],
    ['2026-11-24T17:00:00', null, '2026-11-25T08:00:00', 'from six in the evening on: the next day'],
    ['2026-11-24T10:00:00', '2026-11-23T12:00:00', '2026-11-24T12:00:00', 'a day after the last one'],
    ['2026-11-24T10:00:00', '2026-11-20T12:00:00', '2026-11-24T10:00:00', 'long after the last one: at once'],
  ])(
    'of %s, Berlin being an hour ahead, the last one at %s, comes at %s: %s',
    (from, last, expected, _why) => {
      const moment = nudgeMoment(
        at(from),
        last === null ? null : at(last),
        'Europe/Berlin',
        workingTime(null, defaultSettings),
      )
      expect(iso(moment)).toBe(expected)
    },
  )

  it.each([
    ['set no hours', null, ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']],
    ['set hours on no day', NO_HOURS, ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']],
    ['set hours on Sunday and Monday', { ...NO_HOURS, sunday: hours, monday: hours }, ['monday', 'sunday']],
  ])('comes to a member who %s on their working days', (_who, weekly, days) => {
    expect(workingTime(weekly, defaultSettings)).toEqual({ days, hours: { from: '09:00', to: '18:00' } })
  })

  it('waits for the one day of a week that is a working day, and no longer than it takes to lapse', () => {
    const sent = at('2026-11-24T17:00:00')
    const moment = nudgeMoment(sent, null, 'Europe/Berlin', {
      ...{ days: ['tuesday'], hours: defaultSettings.messageHours },
    })
    expect(iso(moment)).toBe('2026-12-01T08:00:00')
    expect(moment - sent).toBeLessThan(NUDGE_LAPSES_AFTER)
  })
})
