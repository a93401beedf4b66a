import { distance, isSlipOf } from '../likeness.ts'
import { ABBREVIATIONS, knownPlaces, type Place } from './places.ts'
import { HOUR, type Instant, MINUTE } from './time.ts'
import { offsetAt, type Zone } from './zone.ts'
import { zoneName } from './zone-names.ts'

/** What a search found; `isGuess`: nothing has that name, and these are called something like it. */
export type FoundZones = { zones: readonly Zone[]; isGuess: boolean }

/** No name of a place is longer. */
const MOST_READ = 60

/**
 * At most `limit` zones for what somebody typed: an offset from UTC, an abbreviation, a city or a country. Those whose
 * own city begins with it come first, then places in them, then whatever contains it.
 * @param now decides which zones have a typed offset
 */
export const findZones = (typed: string, limit: number, now: Instant): FoundZones => {
  const wanted = folded(typed.slice(0, MOST_READ))
  const offset = offsetIn(wanted)
  const found =
    offset === undefined ? byName(wanted) : zones().filter((zone) => offsetAt(now, zone) === offset)
  if (found.length > 0) return { zones: [...new Set(found)].slice(0, limit), isGuess: false }
  return { zones: likeliest(wanted).slice(0, limit), isGuess: true }
}

const byName = (wanted: string): Zone[] => {
  const { cities, places } = index()
  const inPlaces = (matches: (name: string) => boolean) =>
    places.filter(({ name }) => matches(name)).flatMap((place) => place.zones)
  const whole = Object.hasOwn(ABBREVIATIONS, wanted) ? (ABBREVIATIONS[wanted] ?? []).flatMap(current) : []
  return [
    ...whole,
    ...inPlaces((name) => name === wanted),
    ...cities.filter(({ name }) => name.startsWith(wanted)).flatMap((city) => city.zones),
    ...inPlaces((name) => name.startsWith(wanted)),
    ...cities
      .filter(({ name, zones: [zone] }) => `${folded(zone ?? '')} ${name}`.includes(wanted))
      .flatMap((city) => city.zones),
    ...inPlaces((name) => name.includes(` ${wanted}`)),
  ]
}

/** Zones whose city, or a place in them, is a few slips away from the name, the nearest first. */
const likeliest = (wanted: string): Zone[] => {
  const { cities, places } = index()
  const near = [...cities, ...places]
    .map(({ name, zones }) => ({ name: name.replace(/ time$/, ''), zones }))
    .filter(({ name }) => isSlipOf(wanted, name))
    .sort((a, b) => distance(wanted, a.name) - distance(wanted, b.name))
  return [...new Set(near.flatMap((place) => place.zones))]
}

const OFFSET = /^(?:utc|gmt)? ?([+\-−–]) ?(\d{1,2})(?::?([0-5]\d))?$/

/** `UTC+5:30`, `GMT-8`, `+0530`: in milliseconds. */
const offsetIn = (wanted: string): number | undefined => {
  const [, sign, hours, minutes] = OFFSET.exec(wanted) ?? []
  if (sign === undefined) return undefined
  const ahead = Number(hours) * HOUR + Number(minutes ?? 0) * MINUTE
  return sign === '+' || ahead === 0 ? ahead : -ahead
}

const zones = (): readonly Zone[] => index().zones

/** The name under which this version of Node lists a zone: some list `Asia/Calcutta` for `Asia/Kolkata`. */
const current = (zone: Zone): Zone[] => {
  const listed = index().listed.get(zoneName(zone))
  return listed === undefined ? [] : [listed]
}

type Index = {
  zones: readonly Zone[]
  /** By what people call them. */
  listed: ReadonlyMap<string, Zone>
  cities: readonly Place[]
  places: readonly Place[]
}

let made: Index | undefined

/** Every name, folded; made at the first search, since that takes a tenth of a second. */
const index = (): Index => {
  if (made) return made
  const zones = ['Etc/UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  const cities = zones.map((zone) => ({ name: folded(zoneName(zone)), zones: [zone] }))
  const listed = new Map(zones.map((zone) => [zoneName(zone), zone]))
  made = { zones, listed, cities, places: [] }
  const places = knownPlaces().map((place) => ({
    name: folded(place.name),
    zones: place.zones.flatMap(current),
  }))
  made = { ...made, places }
  return made
}

/** Without accents, capitals and underscores, as people type names. */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ').trim()
