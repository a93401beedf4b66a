import type { MemberId } from '../../../domain/ids.ts'
import type { Member } from '../../../domain/member.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Instant, Interval } from '../../../domain/time/time.ts'
import { dateIn, WAKING_HOURS } from '../../../domain/time/wall-time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import type { Unavailable } from '../../../service/sessions/session-time.ts'
import { mention } from '../markup.ts'
import { allOf, daysInWords } from './nouns.ts'
import { dayAndTimeRange, formatInZone, intervalOf, timeRange } from './times.ts'

type Role = 'mentor' | 'mentee'

const bothTimes = (time: Interval, own: Zone, other: Pick<Member, 'id' | 'zone'>): string =>
  zoneName(own) === zoneName(other.zone)
    ? `*${dayAndTimeRange(time, own)}*, ${zoneName(own)}, for both of you`
    : `*${dayAndTimeRange(time, own)}*, ${zoneName(own)}\n${dayAndTimeRange(time, other.zone)}, ${zoneName(other.zone)}, for ${mention(other.id)}`

export const booking = {
  roles: (actorIs: Role, other: MemberId) =>
    actorIs === 'mentor'
      ? `*You are the mentor*, ${mention(other)} is the mentee.`
      : `${mention(other)} *is the mentor*, you are the mentee.`,
  moves: (session: Session, own: Zone, other: Pick<Member, 'id' | 'zone'>) =>
    `Your session with ${mention(other.id)} is now on:\n${bothTimes(intervalOf(session), own, other)}`,
  movesNext: (other: MemberId) =>
    `${mention(other)} is told of the new time. The old one is free again at once.`,
  accepts: (kind: RequestKind, count: number) => `Booking accepts ${allOf('their', count, kind)}.`,
  otherWay: 'No time that suits? Ask for one instead, which accepts their offer as well:',
  slotLabel: (actorIs: Role, zone: Zone) =>
    `${actorIs === 'mentor' ? 'One of your free times' : 'Free times'}, in ${zoneName(zone)}`,
  slotPlaceholder: 'Pick a time',
  otherTimeLabel: 'Or another time',
  otherTimeHint: 'Takes the place of what you chose above. The picker shows your own time.',
  topicLabel: 'Topic',
  topicPlaceholder: 'What will you talk about?',
  none: 'Once you pick a time, it shows here for both of you.',
  chosen: (time: Interval, own: Zone, other: Pick<Member, 'id' | 'zone'>) => bothTimes(time, own, other),
  noSlots: (actorIs: Role, other: MemberId, horizonDays: number, moves: boolean) => {
    if (actorIs === 'mentor') {
      return `*None of your hours is free in the next ${daysInWords(horizonDays)}.* Pick another time:`
    }
    const none = `*${mention(other)} has no free time in the next ${daysInWords(horizonDays)}.*`
    return moves
      ? `${none} Ask them to move the session: they can pick any time that suits you both.`
      : `${none} Send them a session request instead: they can then book any time that suits you both.`
  },
  /** Times outside the mentee's day, in a mentor's list. */
  oddHours: (day: string) => `${day} · early or late for them`,
  /** The current choice, on another page of the list. */
  chosenBefore: (day: string, isOdd: boolean) =>
    isOdd ? `Chosen: ${day} · early or late` : `Your choice: ${day}`,
} as const

/** A slot listed under its day: by the reader's clock, and by the other's if it differs. */
export const slotText = (slot: Interval, own: Zone, other: Zone): string => {
  const mine = timeRange(slot, own)
  if (formatInZone(slot.start, own, 'short') === formatInZone(slot.start, other, 'short')) return mine
  const style = dateIn(slot.start, own) === dateIn(slot.start, other) ? 'time' : 'short'
  return `${mine} · ${formatInZone(slot.start, other, style)} ${zoneName(other)}`
}

/** For the warning about an odd hour: `06:30`, `Wed 25 Nov, 06:30`. */
export const hourFor = (startsAt: Instant, zone: Zone): string =>
  `${formatInZone(startsAt, zone, 'short')}, ${zoneName(zone)},`

/** Why the picked time is not available, for the member who picked it. Without markup, like refusals. */
export const unavailableText = (reason: Unavailable, actorIs: 'mentor' | 'mentee'): string => {
  switch (reason) {
    case 'past':
      return 'That time has passed. Pick a later one.'
    case 'too_far':
      return 'That is more than a year ahead. Pick an earlier time.'
    case 'notice':
      return 'That is sooner than the mentor can be booked. Pick a later time.'
    case 'beyond_horizon':
      return 'That is further ahead than the mentor can be booked. Pick an earlier time.'
    case 'day_off':
    case 'outside_hours':
    case 'off_grid':
      return 'That time is no longer offered. Pick one of those that are free now.'
    case 'mentor_busy':
      return actorIs === 'mentor'
        ? 'You have another session then. Pick a time that is free.'
        : 'That time was just taken. Pick one of those that are free now; what you typed is kept.'
    case 'mentee_busy':
      return actorIs === 'mentor'
        ? 'They have another session then. Pick another time.'
        : 'You have another session then. Pick another time.'
    case 'weekly_cap':
      return 'The mentor takes no more sessions in that week. Pick a time in another week.'
  }
}

/** What to say of a picked time that is odd for the mentee. Without markup. */
export const oddHourText = (theirs: string | null, moves = false): string =>
  `That is ${theirs ? `${theirs} for them: ` : ''}outside ${WAKING_HOURS.from}–${WAKING_HOURS.to} of their day. Pick another time, or ${moves ? 'take' : 'book'} it anyway.`

/** The other side moved the session while this one was choosing a time. */
export const overtakenText =
  'The session was moved meanwhile. What you see now is its new time; pick another one if you still want to.'

/** Submitted before the summary showed the time chosen last. */
export const unshownText = (moves: boolean): string =>
  `Check the time first. Below is the one you picked last; press ${moves ? 'Reschedule' : 'Book'} if it is right.`

/** Nothing chosen at all. */
export const noTimeChosen = 'Pick a time first.'
