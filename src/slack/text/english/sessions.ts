import type { MemberId } from '../../../domain/ids.ts'
import type { Member } from '../../../domain/member.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Instant, Interval } from '../../../domain/time/time.ts'
import { dateIn } from '../../../domain/time/wall-time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import { mention } from '../markup.ts'
import { allOf, atMost99, daysInWords } from './nouns.ts'
import { dayAndTimeRange, formatInZone, moment, timeRange } from './times.ts'

type Acceptance = { kind: RequestKind; count: number } | null

/** What happened to a session, for the one of the two who reads it. @param accepted the reader's own requests that it accepted */
export const sessionTitle = (
  session: Session,
  reader: MemberId,
  other: MemberId,
  accepted: Acceptance,
): string => {
  if (session.status === 'cancelled') {
    if (session.cancelledBy === reader) return `*You cancelled this session with ${mention(other)}.*`
    return session.cancelledBy === other
      ? `*${mention(other)} cancelled your session.*`
      : `*Your session with ${mention(other)} is cancelled.*`
  }
  if (session.sequence > 0) return `*Your session with ${mention(other)} has a new time.*`
  if (session.bookedBy === reader) return `*You booked a session with ${mention(other)}.*`
  return accepted
    ? `*${mention(other)} accepted ${allOf('your', accepted.count, accepted.kind)}* and booked a session with you.`
    : `*${mention(other)} booked a session with you.*`
}

/** Stays below the title if the title tells something newer. */
export const acceptedLine = (other: MemberId, accepted: NonNullable<Acceptance>): string =>
  `With it ${mention(other)} accepted ${allOf('your', accepted.count, accepted.kind)}.`

const interval = ({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): Interval => ({
  start: startsAt,
  end: endsAt,
})

/** The time by both clocks, in separate columns if their zones have different names. */
export const whenColumns = (
  session: Session,
  readerZone: Zone,
  other: Pick<Member, 'id' | 'zone'>,
): string[] => {
  const inZone = (zone: Zone) => `${dayAndTimeRange(interval(session), zone)}\n${zoneName(zone)}`
  return zoneName(readerZone) === zoneName(other.zone)
    ? [`*When*\n${inZone(readerZone)}, for both of you`]
    : [`*When*\n${inZone(readerZone)}`, `*For ${mention(other.id)}*\n${inZone(other.zone)}`]
}

export const roleColumns = (session: Session, reader: MemberId): string[] => {
  const who = (member: MemberId) => (member === reader ? 'You' : mention(member))
  return [`*Mentor*\n${who(session.mentor)}`, `*Mentee*\n${who(session.mentee)}`]
}

export const sessions = {
  topic: 'Topic',
  location: 'Where',
  reason: 'Reason',
  noLocation: '*Where*  Not said yet: agree on it in a message.',
  stays: 'What it accepted stays accepted.',
} as const

/** One session in a list: only the reader's own time, which Slack shows in their zone. */
export const sessionRow = (session: Session, reader: MemberId): string => {
  const isMentor = session.mentor === reader
  return `*${moment(session.startsAt)}* with ${mention(isMentor ? session.mentee : session.mentor)}\nYou are the ${isMentor ? 'mentor' : 'mentee'}.`
}

export const noSessions = 'No sessions ahead.'

/** @param count counted up to 100, and shown no further than 99 */
export const showAllSessions = (count: number): string => `Show all ${atMost99(count)}`

export const cancelling = {
  ask: (session: Session, other: MemberId, zone: Zone) =>
    `Cancel your session with ${mention(other)} on *${dayAndTimeRange(interval(session), zone)}*, ${zoneName(zone)}?`,
  next: 'They are told, and the time is free again at once. You can both book another one.',
  reasonLabel: 'Reason',
  reasonPlaceholder: 'They will see what you write here',
} as const

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
    `Your session with ${mention(other.id)} is now on:\n${bothTimes(interval(session), own, other)}`,
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
