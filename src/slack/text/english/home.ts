import type { Availability } from '../../../domain/availability/availability.ts'
import { type HoursWords, hoursInWords } from '../../../domain/availability/hours-in-words.ts'
import type { MemberId } from '../../../domain/ids.ts'
import type { Interval } from '../../../domain/time/time.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import { atMost99, bookableInWords, daysInWords } from './nouns.ts'
import { mention } from './people.ts'
import { moment } from './times.ts'

/** @param pending counted up to 100, and shown no further than 99 */
export const needYou = (pending: number): string => {
  if (pending === 0) return 'Nothing needs you right now.'
  return pending === 1 ? '*1 needs you*' : `*${atMost99(pending)} need you*`
}

/** @param waiting counted as above */
export const waitForOthers = (waiting: number): string =>
  waiting === 0 ? 'Nothing is waiting for an answer.' : `*${atMost99(waiting)} waiting*`

/** @param waiting counted as above */
export const showAllWaiting = (waiting: number): string => `Show all ${atMost99(waiting)}`

export const pausedLine = "*You're paused.* You won't get new requests or bookings."

/** Under the heading of upcoming sessions. */
export const onlyTheNext = 'Only the one at the top.'

/** Before the programme's own name. */
export const welcomeTo = 'Welcome to'

export const welcome = {
  title: '*Welcome to Mentorship!* Learn from each other, one session at a time.',
  find: '*Find a mentor* by what they help with, and when they have time.',
  offer: '*Offer to mentor* someone you can help. They pick a time in your free hours.',
  requestSession: "*Request a session* with someone you'd like to learn from. They pick a time.",
  book: '*Book a session* right away: pick a member, then a free time.',
  openSessions: '*Join an open session* that a mentor set up for several people, or host one yourself.',
  next: "Requests you get show up here and as a message. Accept one to pick a time. If you dismiss it, the sender won't be told.",
} as const

type Part = {
  /** Counted up to 100 each. */
  narrowed: { shown: number; all: number } | null
  isPaged: boolean
  /** The one whose requests alone are shown. */
  sender: MemberId | undefined
}

/** That a list does not show all from its top, and what it shows. */
export const partOfList = ({ narrowed, isPaged, sender }: Part): string => {
  if (!narrowed) return "You're further down the list."
  const counted = `*${sender ? `From ${mention(sender)}` : 'Filtered'}:* ${atMost99(narrowed.shown)} of ${atMost99(narrowed.all)}`
  return isPaged ? `${counted}, further down the list` : counted
}

export const emptyList = (
  side: 'received' | 'sent',
  looked: { isNarrowed: boolean; isPaged: boolean },
): string => {
  if (looked.isPaged) return 'Nothing left on this page.'
  if (looked.isNarrowed) return 'No matches'
  return side === 'received'
    ? 'Nothing yet. Offers and session requests you get show up here.'
    : 'Nothing yet. Offers and session requests you send show up here.'
}

const shortHours: HoursWords = {
  days: {
    monday: 'Mon',
    tuesday: 'Tue',
    wednesday: 'Wed',
    thursday: 'Thu',
    friday: 'Fri',
    saturday: 'Sat',
    sunday: 'Sun',
  },
  everyDay: 'Every day',
  none: 'No weekly hours',
  and: 'and',
  through: (first, last) => `${first}–${last}`,
  zone: (zone) => zoneName(zone).replace(/ time$/, ''),
}

/** `Mon–Fri 09:00–17:00, Berlin · 30-minute sessions, bookable 12 hours to 4 weeks ahead`. */
export const availabilityLine = (availability: Availability, isSet: boolean): string =>
  [
    `*${hoursInWords(availability, shortHours)}* · ${bookableInWords(availability)}`,
    ...(isSet ? [] : ['These are the default hours.']),
  ].join('\n')

export const nextFreeTime = (nextSlot: Interval | null, horizonDays: number): string =>
  nextSlot
    ? `Next free time: ${moment(nextSlot.start)}`
    : `No free time in the next ${daysInWords(horizonDays)}`
