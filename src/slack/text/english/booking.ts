import type { Slot } from '../../../domain/availability/slot-day.ts'
import type { MemberId } from '../../../domain/ids.ts'
import type { Member, MentoringRole } from '../../../domain/member.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import { dateIn, type EarlyOrLate, WAKING_HOURS } from '../../../domain/time/local-time.ts'
import type { Instant, Interval, PlainDate } from '../../../domain/time/time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName, zonePlace } from '../../../domain/time/zone-names.ts'
import type { Unavailable } from '../../../service/sessions/session-time.ts'
import { clip } from '../../limits.ts'
import { readable } from '../markup.ts'
import { allOf, capital, daysInWords, lengthInWords } from './nouns.ts'
import { mention } from './people.ts'
import { asksYou } from './requests.ts'
import { dayAndTimeRange, dayLabel, formatInZone, intervalOf, shortDay, timeRange } from './times.ts'

const bothTimes = (time: Interval, own: Zone, other: Pick<Member, 'id' | 'zone'>): string =>
  zoneName(own) === zoneName(other.zone)
    ? `*${dayAndTimeRange(time, own)}*, ${zoneName(own)}, for both of you`
    : `*${dayAndTimeRange(time, own)}*, ${zoneName(own)}\n${dayAndTimeRange(time, other.zone)}, ${zoneName(other.zone)}, for ${mention(other.id)}`

export const booking = {
  request: (kind: RequestKind, sender: MemberId) => `*${asksYou(kind, sender)}*`,
  roles: (actorIs: MentoringRole, other: MemberId) =>
    actorIs === 'mentor'
      ? `*You're the mentor* and ${mention(other)} is the mentee.`
      : `*${mention(other)} is the mentor* and you're the mentee.`,
  moves: (session: Session, own: Zone, other: Pick<Member, 'id' | 'zone'>) =>
    `Your session with ${mention(other.id)} is booked for:\n${bothTimes(intervalOf(session), own, other)}`,
  movesNext: (other: MemberId) => `I'll tell ${mention(other)} the new time.`,
  accepts: (kind: RequestKind, count: number) => `Booking accepts ${allOf('their', count, kind)}.`,
  otherWay: 'No time works? Ask for one instead. That accepts the offer too.',
  dayLabel: 'Day',
  slotLabel: (date: PlainDate, today: PlainDate, zone: Zone) =>
    `Free times on ${dayLabel(date, today)}, ${zoneName(zone)}`,
  slotPlaceholder: 'Pick a time',
  /** The times of a long list that are early or late for nobody. */
  daytime: 'Daytime for both of you',
  /** Above a time chosen on another day, or freely, where this day has none. */
  timeLabel: 'Time',
  /** The heading of such a time in a long list. */
  otherChoice: 'Your choice',
  keptChoice: (time: Interval, own: Zone) => `Your choice: ${dayAndTimeRange(time, own)}`,
  noTimesOn: (date: PlainDate, today: PlainDate) => `No free times on ${dayLabel(date, today)}.`,
  outOfReach: (
    actorIs: MentoringRole,
    other: MemberId,
    date: PlainDate,
    reach: { from: PlainDate; to: PlainDate; today: PlainDate },
  ) => {
    const { from, to, today } = reach
    if (date < today) return `${dayLabel(date, today)} is in the past.`
    return actorIs === 'mentor'
      ? `Your hours can be booked from ${shortDay(from, today)} to ${shortDay(to, today)}. For ${dayLabel(date, today)}, press Any other time.`
      : `${mention(other)} can be booked from ${shortDay(from, today)} to ${shortDay(to, today)}.`
  },
  previousDay: (date: PlainDate) => `Previous free day: ${shortDay(date)}`,
  nextDay: (date: PlainDate) => `Next free day: ${shortDay(date)}`,
  otherTime: 'Any other time',
  freeTimes: 'Back to free times',
  otherTimeLabel: 'Any other time',
  otherTimeHint: 'In your own time zone.',
  lengthLabel: 'Length',
  length: lengthInWords,
  none: 'Pick a time to see it in both time zones.',
  chosen: (time: Interval, own: Zone, other: Pick<Member, 'id' | 'zone'>, moves: boolean) =>
    `${moves ? 'New time:\n' : ''}${bothTimes(time, own, other)}`,
  noSlots: (actorIs: MentoringRole, other: MemberId, horizonDays: number, moves: boolean) => {
    if (actorIs === 'mentor') {
      return `*You have no free hours in the next ${daysInWords(horizonDays)}.* Pick any time instead:`
    }
    const none = `*${mention(other)} has no free time in the next ${daysInWords(horizonDays)}.*`
    return moves
      ? `${none} Ask them to move the session: they can pick any time.`
      : `${none} Send them a session request instead: they can pick any time.`
  },
} as const

/** A free time in the list of its day: by the reader's clock, and by the other's if it differs. */
export const slotText = (slot: Interval, own: Zone, other: Zone): string => {
  const mine = timeRange(slot, own)
  if (formatInZone(slot.start, own, 'short') === formatInZone(slot.start, other, 'short')) return mine
  const style = dateIn(slot.start, own) === dateIn(slot.start, other) ? 'time' : 'short'
  return `${mine} · ${formatInZone(slot.start, other, style)} ${zoneName(other)}`
}

/** Leaves room for the longest city in one line of a menu. */
const LONGEST_NAME = 20

/** Whom a free time suits badly: `Early for you`, `Late for Ada Rao (Kolkata)`, `Early for you, late for Ada Rao`. */
export const oddSlot = (
  slot: Pick<Slot, 'own' | 'other'>,
  other: Pick<Member, 'fullName' | 'zone'>,
): string => {
  const name = clip(readable(other.fullName), LONGEST_NAME)
  const forYou = (odd: EarlyOrLate) => `${odd} for you`
  const forThem = (odd: EarlyOrLate) => `${odd} for ${name}`
  if (slot.other === null) return slot.own === null ? '' : capital(forYou(slot.own))
  return capital(
    slot.own === null
      ? `${forThem(slot.other)} (${zonePlace(other.zone)})`
      : `${forYou(slot.own)}, ${forThem(slot.other)}`,
  )
}

type Marks = {
  actorIs: MentoringRole
  checkedAt: { mentor: Instant | null; mentee: Instant | null }
  zone: Zone
  now: Instant
}

/** What has to be known of a free time: whom it suits badly, and whether a calendar was not asked about it. */
export const slotMark = (
  slot: Pick<Slot, 'own' | 'other' | 'unchecked'>,
  other: Pick<Member, 'fullName' | 'zone'>,
  { actorIs, checkedAt, zone, now }: Marks,
): string => {
  const odd = oddSlot(slot, other)
  const { mentor, mentee } = slot.unchecked
  if (!mentor && !mentee) return odd
  if (odd !== '') return `${oddInShort(slot)} · not checked`
  const since = [...(mentor ? [checkedAt.mentor] : []), ...(mentee ? [checkedAt.mentee] : [])]
  const oldest = since.some((at) => at === null) ? null : Math.min(...since.map(Number))
  const isOwn = actorIs === 'mentor' ? mentor : mentee
  const whose = mentor && mentee ? 'Calendars' : isOwn ? 'Your calendar' : 'Calendar'
  return `${whose} not checked ${oldest === null ? 'yet' : `since ${sinceText(oldest, zone, now)}`}`
}

/** Without the name, which leaves no room for more. */
const oddInShort = ({ own, other }: Pick<Slot, 'own' | 'other'>): string =>
  capital([...(own ? [`${own} for you`] : []), ...(other ? [`${other} for them`] : [])].join(', '))

/** `09:40`, with the day if it is another one. */
const sinceText = (at: Instant, zone: Zone, now: Instant): string =>
  formatInZone(at, zone, dateIn(at, zone) === dateIn(now, zone) ? 'time' : 'short')

/** Why the picked time is not available, for the member who picked it. Without markup, like refusals. */
export const unavailableText = (reason: Unavailable, actorIs: MentoringRole): string => {
  switch (reason) {
    case 'past':
      return 'That time has passed. Pick a later one.'
    case 'too_far':
      return "That's more than a year ahead. Pick an earlier time."
    case 'too_soon':
      return "That's too soon for the mentor. Pick a later time."
    case 'beyond_horizon':
      return "That's further ahead than the mentor can be booked. Pick an earlier time."
    case 'day_off':
    case 'outside_hours':
    case 'off_grid':
      return "That time is no longer offered. Pick one that's free now."
    case 'mentor_busy':
      return actorIs === 'mentor'
        ? "You have another session then. Pick a time that's free."
        : "That time was just taken. Pick one that's free now."
    case 'mentee_busy':
      return actorIs === 'mentor'
        ? 'They have another session then. Pick another time.'
        : 'You have another session then. Pick another time.'
    case 'mentor_away':
      return actorIs === 'mentor'
        ? 'Your calendar says that you are busy then. Pick another time.'
        : "The mentor is busy then. Pick a time that's free now."
    case 'mentee_away':
      return actorIs === 'mentor'
        ? 'They are busy then. Pick another time.'
        : 'Your calendar says that you are busy then. Pick another time.'
    case 'weekly_cap':
      return "The mentor isn't taking any more sessions that week. Pick a time in another week."
  }
}

/** About a picked time that is odd for the mentee. @param time null if there is none any more */
export const oddHourText = (
  time: Instant | null,
  mentee: Pick<Member, 'id' | 'zone'>,
  moves: boolean,
): string => {
  const hours = `${WAKING_HOURS.from}–${WAKING_HOURS.to}`
  const next = `Pick another time, or ${moves ? 'reschedule' : 'book it'} anyway.`
  if (time === null) return `That's outside ${hours} for ${mention(mentee.id)}. ${next}`
  const when = `${formatInZone(time, mentee.zone, 'time')} on ${formatInZone(time, mentee.zone, 'weekday')}`
  return `That's ${when} for ${mention(mentee.id)} (${zonePlace(mentee.zone)}), outside ${hours}. ${next}`
}

/** The mentor's own calendar is in the way of the time that they picked. @param mentee if the hour is odd for them, too */
export const ownCalendarText = (mentee: Pick<Member, 'id'> | null, moves: boolean): string =>
  `Your calendar says that you're busy then.${
    mentee ? ` It's also outside ${WAKING_HOURS.from}–${WAKING_HOURS.to} for ${mention(mentee.id)}.` : ''
  } Pick another time, or ${moves ? 'reschedule' : 'book it'} anyway.`

/** The other side moved the session while this one was choosing a time. */
export const overtakenText =
  'This session has just been moved. Its new time is below; pick another one if it still needs to move.'

/** They changed its topic or place while this one was choosing a time. */
export const editedMeanwhileText =
  "This session has just been edited. Its time hasn't changed: press Reschedule again to move it."

/** Submitted before the summary showed the time chosen last. */
export const unshownText = (moves: boolean): string =>
  `Check the time first. Below is the one you picked last; press ${moves ? 'Reschedule' : 'Book'} if it's right.`

/** Nothing chosen at all. */
export const noTimeChosen = 'Pick a time first.'
