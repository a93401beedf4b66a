import { describe, expect, it } from 'vitest'
import { formatDate } from '../../../../src/sandbox/page/mrkdwn/dates.ts'
import { fromWall, toWall } from '../../../../src/sandbox/page/zone-time.ts'

const at = (iso: string) => Date.parse(iso)

describe('a date in a message', () => {
  const now = at('2026-11-23T12:00:00Z')
  it.each([
    ['{date_num} {time}', '2026-11-24T00:30:00Z', 'Europe/Berlin', '2026-11-24 1:30 AM'],
    ['{date}', '2026-11-22T00:30:00Z', 'America/New_York', 'November 21st'],
    ['{date}', '2027-01-03T12:00:00Z', 'Europe/Berlin', 'January 3rd, 2027'],
    ['{date_short}', '2026-11-11T12:00:00Z', 'Europe/Berlin', 'Nov 11'],
    ['{date_long}', '2026-11-12T12:00:00Z', 'Europe/Berlin', 'Thursday, November 12th'],
    ['{date_short_pretty} at {time}', '2026-11-23T22:59:00Z', 'Europe/Berlin', 'today at 11:59 PM'],
    ['{date_short_pretty} at {time}', '2026-11-23T23:00:00Z', 'Europe/Berlin', 'tomorrow at 12:00 AM'],
    ['{date_pretty}', '2026-11-22T22:59:00Z', 'Europe/Berlin', 'yesterday'],
    ['{date_long_pretty}', '2026-11-25T12:00:00Z', 'Pacific/Auckland', 'Thursday, November 26th'],
    ['{time_secs}', '2026-11-23T12:00:05Z', 'Asia/Kolkata', '5:30:05 PM'],
    ['{ago}', '2026-11-23T11:57:00Z', 'Asia/Kolkata', '3 minutes ago'],
    ['{unknown}', '2026-11-23T12:00:05Z', 'Asia/Kolkata', '{unknown}'],
  ])('%s of %s in %s is %s', (format, iso, zone, text) => {
    expect(formatDate(format, at(iso), now, zone)).toBe(text)
  })
})

describe('a picked date and time', () => {
  it.each([
    ['2026-11-24T09:00', 'Europe/Berlin', '2026-11-24T08:00:00Z'],
    ['2026-11-24T09:00', 'Asia/Kolkata', '2026-11-24T03:30:00Z'],
    ['2026-11-24T09:00', 'Pacific/Auckland', '2026-11-23T20:00:00Z'],
    ['2026-07-01T00:15', 'America/New_York', '2026-07-01T04:15:00Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ])('%s on the clock of %s is %s, and back', (wall, zone, iso) => {
    expect(fromWall(wall, zone)).toBe(at(iso) / 1000)
    expect(toWall(at(iso) / 1000, zone)).toBe(wall)
  })

  it('that clocks skip is the instant as long after the jump', () => {
    expect(fromWall('2026-03-29T02:30', 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z') / 1000)
  })
})
