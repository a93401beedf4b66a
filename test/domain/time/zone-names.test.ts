import { describe, expect, it } from 'vitest'
import { offsetName, zoneName } from '../../../src/domain/time/zone-names.ts'

const at = (iso: string) => Date.parse(`${iso}Z`)

describe('zones by name', () => {
  it.each([
    ['Europe/Berlin', 'Berlin time'],
    ['Asia/Kolkata', 'Kolkata time'],
    ['Asia/Calcutta', 'Kolkata time'],
    ['Europe/Kiev', 'Kyiv time'],
    ['Asia/Saigon', 'Ho Chi Minh City time'],
    ['America/New_York', 'New York time'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
    ['America/North_Dakota/Center', 'Center time'],
    ['Etc/UTC', 'UTC'],
    ['UTC', 'UTC'],
    ['Etc/GMT', 'UTC'],
    ['Etc/GMT+5', 'UTC−5'],
    ['Etc/GMT-14', 'UTC+14'],
    ['US/Pacific', 'Pacific time'],
  ])('%s is called %s', (zone, name) => {
    expect(zoneName(zone)).toBe(name)
  })

  it('are told apart by how far they are from UTC at the time', () => {
    const winter = at('2026-11-24T12:00')
    expect(offsetName(winter, 'Europe/London')).toBe('UTC')
    expect(offsetName(at('2027-06-01T12:00'), 'Europe/London')).toBe('UTC+1')
    expect(offsetName(winter, 'America/New_York')).toBe('UTC−5')
    expect(offsetName(winter, 'Asia/Kathmandu')).toBe('UTC+05:45')
    expect(offsetName(winter, 'America/St_Johns')).toBe('UTC−03:30')
  })
})
