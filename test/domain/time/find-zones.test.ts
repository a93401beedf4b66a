import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findZones } from '../../../src/domain/time/find-zones.ts'
import { ABBREVIATIONS, knownPlaces } from '../../../src/domain/time/places.ts'
import { zoneName } from '../../../src/domain/time/zone-names.ts'

const NOW = Date.parse('2026-11-24T12:00Z')
const find = (typed: string, limit = 100) => {
  const { zones, isGuess } = findZones(typed, limit, NOW)
  return isGuess ? ['?', ...zones] : zones
}
const names = (typed: string) => find(typed).map(zoneName)

describe('time zones', () => {
  it('are found by what people call the city, by its old name and by the region', () => {
    expect(find('berl')).toEqual(['Europe/Berlin'])
    expect(find('NEW YORK')).toEqual(['America/New_York'])
    expect(find('new_york')).toEqual(['America/New_York'])
    expect(find('kolkata')).toHaveLength(1)
    expect(find('utc')[0]).toBe('Etc/UTC')
    expect(find('europe').length).toBeGreaterThan(30)
    expect(find('lo', 3)).toHaveLength(3)
    expect(find('lond')).toEqual(['Europe/London'])
    expect(find(' berl ')).toEqual(['Europe/Berlin'])
  })

  it('are listed with those first whose city begins with what was typed', () => {
    const beginning = find('por').map((zone) => zoneName(zone).startsWith('Por'))
    expect(beginning.indexOf(false)).toBe(beginning.lastIndexOf(true) + 1)
    expect(beginning.filter(Boolean).length).toBeGreaterThan(3)
    expect(names('s t')).toContain('Los Angeles time')
  })

  it.each([
    ['San Francisco', 'Los Angeles time'],
    ['san fran', 'Los Angeles time'],
    ['Munich', 'Berlin time'],
    ['münchen', 'Berlin time'],
    ['MUNCHEN', 'Berlin time'],
    ['Bangalore', 'Kolkata time'],
    ['India', 'Kolkata time'],
    ['germany', 'Berlin time'],
    ['Turkey', 'Istanbul time'],
    ['UK', 'London time'],
    ['South Korea', 'Seoul time'],
    ['emirates', 'Dubai time'],
    ['São Paulo', 'Sao Paulo time'],
  ])('are found by places that they are not named after: %s', (typed, expected) => {
    expect(names(typed)[0]).toBe(expected)
  })

  it.each([
    ['PST', ['Los Angeles time', 'Vancouver time', 'Tijuana time']],
    ['Pacific Time', ['Los Angeles time', 'Vancouver time', 'Tijuana time']],
    ['IST', ['Kolkata time', 'Jerusalem time', 'Dublin time']],
    ['jst', ['Tokyo time']],
    ['USA', ['New York time', 'Chicago time', 'Denver time', 'Phoenix time', 'Los Angeles time']],
  ])('are found by abbreviation, all that share it: %s', (typed, expected) => {
    expect(names(typed).slice(0, expected.length)).toEqual(expected)
  })

  it.each([
    ['UTC+5:30', 'Kolkata time'],
    ['+0530', 'Kolkata time'],
    ['gmt-8', 'Los Angeles time'],
    ['UTC −3:30', 'St Johns time'],
    ['utc+1', 'Berlin time'],
  ])('are found by how far they are from UTC now: %s', (typed, expected) => {
    expect(names(typed)).toContain(expected)
  })

  it('that nothing is named are guessed from names that are spelt like it, or not at all', () => {
    expect(find('Muncih')).toEqual(['?', 'Europe/Berlin'])
    expect(find('Bangaloer').map((zone) => (zone === '?' ? zone : zoneName(zone)))).toEqual([
      '?',
      'Kolkata time',
    ])
    expect(find('xyzzy')).toEqual(['?'])
    expect(find('UTC+9:17')).toEqual(['?'])
    expect(find('constructor')).toEqual(['?'])
  })

  it('are found by every name that the tables have', () => {
    for (const { name, zones } of knownPlaces()) {
      if (zones.length > 0)
        expect(names(name), name).toEqual(expect.arrayContaining(zones.slice(0, 1).map(zoneName)))
    }
    for (const [name, zones] of Object.entries(ABBREVIATIONS))
      expect(names(name).slice(0, zones.length), name).toEqual(zones.map(zoneName))
  })

  it('get an answer for any text, within the limit and each once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 100 }), (typed, limit) => {
        const { zones } = findZones(typed, limit, NOW)
        expect(zones.length).toBeLessThanOrEqual(limit)
        expect(new Set(zones).size).toBe(zones.length)
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
