import { describe, expect, it } from 'vitest'
import { findZones, offsetName, zoneName } from '../../../src/domain/time/zone-names.ts'

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

  it('are found by what people call the city, by its old name and by the region', () => {
    expect(findZones('berl', 5)).toEqual(['Europe/Berlin'])
    expect(findZones('NEW YORK', 5)).toEqual(['America/New_York'])
    expect(findZones('new_york', 5)).toEqual(['America/New_York'])
    expect(findZones('kolkata', 5)).toHaveLength(1)
    expect(findZones('utc', 5)[0]).toBe('Etc/UTC')
    expect(findZones('europe', 100).length).toBeGreaterThan(30)
    expect(findZones('lo', 3)).toHaveLength(3)
    expect(findZones('lond', 100)).toEqual(['Europe/London'])
    expect(findZones(' berl ', 5)).toEqual(['Europe/Berlin'])
    expect(findZones('atlantis', 5)).toEqual([])
  })

  it('are listed with those first whose city begins with what was typed', () => {
    const beginning = findZones('por', 500).map((zone) => zoneName(zone).startsWith('Por'))
    expect(beginning.indexOf(false)).toBe(beginning.lastIndexOf(true) + 1)
    expect(beginning.filter(Boolean).length).toBeGreaterThan(3)
    expect(findZones('s t', 500).map(zoneName)).toContain('Los Angeles time')
  })
})
