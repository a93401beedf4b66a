import { HOUR, type Instant, MINUTE } from './time.ts'
import { offsetAt, type Zone } from './zone.ts'

// Older database names of these cities, which some Node versions list and some Slack profiles have.
const RENAMED: Readonly<Record<string, string>> = {
  Asmera: 'Asmara',
  Calcutta: 'Kolkata',
  Dacca: 'Dhaka',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Ho_Chi_Minh: 'Ho Chi Minh City',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Truk: 'Chuuk',
}

const UTC = /^(?:Etc\/)?(?:UTC|UCT|GMT|Greenwich|Universal|Zulu|GMT[+-]?0)$/

/** What people call the zone: `Berlin time`, `Ho Chi Minh City time`, `UTC`. */
export function zoneName(zone: Zone): string {
  const place = zonePlace(zone)
  return place.startsWith('UTC') ? place : `${place} time`
}

/** The same without "time": `Berlin`, `Ho Chi Minh City`, `UTC`. */
export function zonePlace(zone: Zone): string {
  if (UTC.test(zone)) return 'UTC'
  // `Etc/GMT+5` is five hours behind UTC, by an old convention that nobody expects.
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone)
  if (fixed) return `UTC${fixed[1] === '+' ? '−' : '+'}${fixed[2]}`
  return cityOf(zone)
}

/** The zone's offset from UTC at that instant, to tell listed zones apart: `UTC+05:45`, `UTC−3`, `UTC`. */
export function offsetName(instant: Instant, zone: Zone): string {
  const offset = offsetAt(instant, zone)
  if (offset === 0) return 'UTC'
  const [hours, minutes] = [
    Math.trunc(Math.abs(offset) / HOUR),
    Math.trunc((Math.abs(offset) % HOUR) / MINUTE),
  ]
  const behind = offset < 0 ? '−' : '+'
  if (minutes === 0) return `UTC${behind}${hours}`
  return `UTC${behind}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

function cityOf(zone: Zone): string {
  const last = zone.split('/').at(-1) ?? zone
  return RENAMED[last] ?? last.replaceAll('_', ' ')
}
