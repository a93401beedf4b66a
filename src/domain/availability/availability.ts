import {
  DAY,
  type HourRange,
  MINUTE,
  type PlainDate,
  parseDate,
  parseTime,
  WEEKDAYS,
  type Weekday,
} from '../time/time.ts'
import { isZone, type Zone } from '../time/zone.ts'

/** When a mentor can be booked (spec 3): wall-clock hours in their own zone, so 09:00 stays 09:00 across a DST change. */
export type Availability = {
  zone: Zone
  weekly: WeeklyHours
  sessionMinutes: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  /** How long before its start a session must be booked. */
  leadMinutes: number
  /** How far ahead a session can be booked, in days of 24 hours from now. */
  horizonDays: number
  /** The most sessions as mentor in a week, Monday to Sunday in `zone`; null for no limit. */
  weeklyCap: number | null
  daysOff: readonly DateRange[]
  /** A link or text; '' if not given. */
  location: string
  /** Takes no new requests. */
  paused: boolean
}

export type WeeklyHours = Readonly<Record<Weekday, readonly HourRange[]>>

/** Both dates inclusive. */
export type DateRange = { from: PlainDate; to: PlainDate }

/** The smallest and largest value for each number a mentor sets. */
export const AVAILABILITY_BOUNDS = {
  sessionMinutes: { min: 15, max: 120 },
  bufferBeforeMinutes: { min: 0, max: 120 },
  bufferAfterMinutes: { min: 0, max: 120 },
  leadMinutes: { min: 0, max: 28 * 24 * 60 },
  horizonDays: { min: 1, max: 52 * 7 },
  weeklyCap: { min: 1, max: 100 },
} as const

export type BoundedField = keyof typeof AVAILABILITY_BOUNDS

export const MAX_LOCATION_LENGTH = 300
export const MAX_RANGES_A_DAY = 12
export const MAX_DAYS_OFF = 100

export type HoursProblem =
  | 'unreadable'
  | 'reversed'
  | 'overlapping'
  | 'shorter_than_session'
  /** A night whose part before or after midnight is shorter than one session. */
  | 'cut_at_midnight'
  | 'too_many'

/** What is wrong, and in which field of the form. */
export type AvailabilityFault =
  | { field: 'zone'; problem: 'unknown' }
  | { field: 'weekly'; day: Weekday; problem: HoursProblem; range?: HourRange }
  | { field: BoundedField; problem: 'out_of_bounds'; min: number; max: number }
  | { field: 'daysOff'; problem: 'unreadable' | 'reversed' | 'too_many'; range?: DateRange }
  | { field: 'location'; problem: 'too_long'; max: number }

export const NO_HOURS: WeeklyHours = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}

/** The defaults until a mentor sets their own. */
export function defaultAvailability(zone: Zone): Availability {
  const office = [{ from: '09:00', to: '17:00' }]
  return {
    zone,
    weekly: {
      ...NO_HOURS,
      monday: office,
      tuesday: office,
      wednesday: office,
      thursday: office,
      friday: office,
    },
    sessionMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    leadMinutes: 12 * 60,
    horizonDays: 28,
    weeklyCap: null,
    daysOff: [],
    location: '',
    paused: false,
  }
}

/** Everything wrong with a draft, not only the first fault; empty if it can be saved. */
export function checkAvailability(draft: Availability): AvailabilityFault[] {
  const faults: AvailabilityFault[] = []
  if (!isZone(draft.zone)) faults.push({ field: 'zone', problem: 'unknown' })
  for (const day of WEEKDAYS) {
    for (const fault of checkHours(draft.weekly[day], draft.sessionMinutes)) {
      faults.push({ field: 'weekly', day, ...fault })
    }
  }
  for (const field of Object.keys(AVAILABILITY_BOUNDS) as BoundedField[]) {
    const { min, max } = AVAILABILITY_BOUNDS[field]
    const value = draft[field]
    if (value === null) continue
    if (!Number.isInteger(value) || value < min || value > max) {
      faults.push({ field, problem: 'out_of_bounds', min, max })
    }
  }
  faults.push(...checkDaysOff(draft.daysOff))
  if (draft.location.length > MAX_LOCATION_LENGTH) {
    faults.push({ field: 'location', problem: 'too_long', max: MAX_LOCATION_LENGTH })
  }
  return faults
}

/** What is wrong with one day's hours, in clock order. Ranges may touch. */
export function checkHours(
  ranges: readonly HourRange[],
  sessionMinutes: number,
): { problem: HoursProblem; range?: HourRange }[] {
  if (ranges.length > MAX_RANGES_A_DAY) return [{ problem: 'too_many' }]
  const faults: { problem: HoursProblem; range?: HourRange }[] = []
  let busyUntil = 0
  for (const range of [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const [from, to] = [parseTime(range.from), parseTime(range.to)]
    if (from === undefined || to === undefined || from === DAY) faults.push({ problem: 'unreadable', range })
    else if (from >= to) faults.push({ problem: 'reversed', range })
    else if (from < busyUntil) faults.push({ problem: 'overlapping', range })
    else if (to - from < sessionMinutes * MINUTE) faults.push({ problem: 'shorter_than_session', range })
    busyUntil = Math.max(busyUntil, to ?? 0)
  }
  return faults
}

function checkDaysOff(daysOff: readonly DateRange[]): AvailabilityFault[] {
  if (daysOff.length > MAX_DAYS_OFF) return [{ field: 'daysOff', problem: 'too_many' }]
  return daysOff.flatMap((range): AvailabilityFault[] => {
    const [from, to] = [parseDate(range.from), parseDate(range.to)]
    if (from === undefined || to === undefined) return [{ field: 'daysOff', problem: 'unreadable', range }]
    return from > to ? [{ field: 'daysOff', problem: 'reversed', range }] : []
  })
}
