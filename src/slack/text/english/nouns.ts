import type { Availability } from '../../../domain/availability/availability.ts'
import type { ReceivedState } from '../../../domain/requests/lists.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'

export const stateWords = {
  pending: 'Pending',
  dismissed: 'Dismissed',
  accepted: 'Accepted',
  withdrawn: 'Withdrawn',
} as const satisfies Record<ReceivedState, string>

const plurals = {
  offer: 'offers to mentor',
  session_request: 'session requests',
} as const satisfies Record<RequestKind, string>

export const kindWords = {
  offer: 'offer to mentor',
  session_request: 'session request',
} as const satisfies Record<RequestKind, string>

/** What is counted up to 100 is shown no further than 99. */
export const atMost99 = (count: number): string => (count > 99 ? '99+' : String(count))

/** `3 session requests`. @param count two at least */
export const several = (count: number, kind: RequestKind): string => `${count} ${plurals[kind]}`

/** `both`, `all 3`. @param count two at least */
export const all = (count: number): string => (count === 2 ? 'both' : `all ${count}`)

/** `your offer to mentor`, `both of your session requests`, `all 3 of your session requests`. */
export const allOf = (whose: 'your' | 'their', count: number, kind: RequestKind): string =>
  count === 1 ? `${whose} ${kindWords[kind]}` : `${all(count)} of ${whose} ${plurals[kind]}`

/** `4 weeks`, `10 days`. */
export const daysInWords = (days: number): string => {
  const [count, unit] = days % 7 === 0 ? [days / 7, 'week'] : [days, 'day']
  return `${count === 1 ? '' : `${count} `}${unit}${count === 1 ? '' : 's'}`
}

const DAY_MINUTES = 24 * 60

/** In the largest unit that comes out even; a single day is 24 hours, and 90 minutes stay minutes. */
const countOf = (minutes: number): readonly [count: number, unit: string] => {
  if (minutes > 0 && minutes % (7 * DAY_MINUTES) === 0) return [minutes / (7 * DAY_MINUTES), 'week']
  if (minutes > 0 && minutes % DAY_MINUTES === 0) return [minutes / DAY_MINUTES, 'day']
  return minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute']
}

/** `30 minutes`, `1 hour`, `90 minutes`, `12 hours`, `2 days`, `4 weeks`. */
export const minutesInWords = (minutes: number): string => {
  const [count, unit] = countOf(minutes)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** How long a session is: `45 minutes`, `1 hour`, `1.5 hours`. */
export const lengthInWords = (minutes: number): string =>
  minutes >= 60 && minutes % 30 === 0
    ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}`
    : `${minutes} minutes`

/** `30-minute sessions, bookable 12 hours to 4 weeks ahead` */
export const bookableInWords = ({ sessionMinutes, leadMinutes, horizonDays }: Availability): string => {
  const [count, unit] = countOf(sessionMinutes)
  const from = leadMinutes === 0 ? 'up' : minutesInWords(leadMinutes)
  return `${count}-${unit} sessions, bookable ${from} to ${minutesInWords(horizonDays * DAY_MINUTES)} ahead`
}

const ordinals = ['first', 'second', 'third'] as const

/** `second in line`, `number 4 in line`. @param place 1 for the first */
export const lineNumber = (place: number): string =>
  place <= ordinals.length ? `${ordinals[place - 1]} in line` : `number ${place} in line`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
