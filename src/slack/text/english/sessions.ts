import type { MemberId } from '../../../domain/ids.ts'
import type { Member } from '../../../domain/member.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import { mention } from '../markup.ts'
import { allOf, atMost99 } from './nouns.ts'
import { dayAndTimeRange, intervalOf, moment } from './times.ts'

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

/** The time by both clocks, in separate columns if their zones have different names. */
export const whenColumns = (
  session: Session,
  readerZone: Zone,
  other: Pick<Member, 'id' | 'zone'>,
): string[] => {
  const inZone = (zone: Zone) => `${dayAndTimeRange(intervalOf(session), zone)}\n${zoneName(zone)}`
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
    `Cancel your session with ${mention(other)} on *${dayAndTimeRange(intervalOf(session), zone)}*, ${zoneName(zone)}?`,
  next: 'They are told, and the time is free again at once. You can both book another one.',
  reasonLabel: 'Reason',
  reasonPlaceholder: 'They will see what you write here',
} as const
