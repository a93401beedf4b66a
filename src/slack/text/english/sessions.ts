import { isFormer } from '../../../domain/former-member.ts'
import type { MemberId } from '../../../domain/ids.ts'
import type { Member } from '../../../domain/member.ts'
import type { RequestKind } from '../../../domain/requests/request.ts'
import { keepsItsTime, otherOf, type Session } from '../../../domain/sessions/session.ts'
import type { Instant } from '../../../domain/time/time.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import type { Edited } from '../../../service/sessions/edit.ts'
import { readable } from '../markup.ts'
import { allOf, atMost99 } from './nouns.ts'
import { mention } from './people.ts'
import { dayAndTimeRange, formatInZone, intervalOf, moment, momentRange } from './times.ts'

type Acceptance = { kind: RequestKind; count: number } | null

type Told = {
  session: Session
  reader: Pick<Member, 'id' | 'zone'>
  other: Pick<Member, 'id' | 'zone'>
  /** The reader's own requests which the booking accepted. */
  accepted: Acceptance
}

/** What happened to a session last, for the one of the two who reads it. */
export const sessionTitle = (told: Told): string => {
  const { session, reader, other, accepted } = told
  const { moved, bookedBy } = session
  const whom = mention(other.id)
  if (session.status === 'cancelled') return cancelledTitle(session, reader.id, other.id)
  if (moved) return movedTitle(session, moved, told)
  if (!keepsItsTime(session)) return `*Your session with ${whom} has a new time*`
  if (bookedBy === reader.id) return `*You're booked with ${whom}*`
  return accepted
    ? `*${whom} accepted ${allOf('your', accepted.count, accepted.kind)}* and booked a session with you`
    : `*${whom} booked a session with you*`
}

const cancelledTitle = (session: Session, reader: MemberId, other: MemberId): string => {
  const { cancelledBy, cancelledOnDeparture } = session
  const whom = mention(other)
  if (cancelledOnDeparture) {
    return cancelledBy === reader
      ? `*Your session with ${whom} was cancelled while you were away*`
      : isFormer(other)
        ? '*Your session was cancelled*: the other person is no longer part of Mentorship'
        : `*Your session with ${whom} was cancelled because their account was deactivated*`
  }
  if (cancelledBy === reader) return `*You cancelled your session with ${whom}*`
  return cancelledBy === other
    ? `*${whom} cancelled your session*`
    : `*Your session with ${whom} was cancelled*`
}

const movedTitle = (
  { startsAt }: Session,
  { by, from }: NonNullable<Session['moved']>,
  { reader, other }: Told,
): string => {
  const [who, what] =
    by === reader.id ? ['You', `your session with ${mention(other.id)}`] : [mention(other.id), 'your session']
  const at = (instant: Instant) => formatInZone(instant, reader.zone, 'short')
  return from === startsAt
    ? `*${who} changed the length of ${what}*`
    : `*${who} moved ${what}* from ~${at(from)}~ to *${at(startsAt)}*`
}

/** Stays below the title if the title tells something newer. */
export const acceptedLine = (other: MemberId, accepted: NonNullable<Acceptance>): string =>
  `${mention(other)} accepted ${allOf('your', accepted.count, accepted.kind)} by booking it`

/** The time by the reader's clock and by the other's, if their zones have different names. */
export const whenText = (session: Session, { reader, other }: Pick<Told, 'reader' | 'other'>): string => {
  const inZone = (zone: Zone) => dayAndTimeRange(intervalOf(session), zone)
  const [own, theirs] = [zoneName(reader.zone), zoneName(other.zone)]
  return own === theirs || isFormer(other.id)
    ? `*${inZone(reader.zone)}*, ${own}, for both of you`
    : `*${inZone(reader.zone)}*, ${own}\n${inZone(other.zone)}, ${theirs}, for ${mention(other.id)}`
}

export const rolesLine = (session: Session, reader: MemberId): string =>
  session.mentor === reader
    ? `You're the mentor and ${mention(otherOf(session, reader))} is the mentee`
    : `${mention(session.mentor)} is the mentor and you're the mentee`

export const editedLine = (by: MemberId, reader: MemberId): string =>
  `Topic or place edited by ${by === reader ? 'you' : mention(by)}`

export const sessions = {
  topic: 'Topic:',
  location: 'Where:',
  reason: 'Reason',
  notSet: 'not set yet',
} as const

/** True whenever it is read: “in 10 minutes” would not be, and nothing “starts yesterday”. */
export const reminderLine = (session: Session, other: MemberId): string =>
  `Reminder: your session with ${mention(other)}, *${moment(session.startsAt)}*`

/** What the two will talk about, and where unless a button leads there. Without markup. */
export const reminderDetails = (topic: string, where: string): string => {
  const [about, place] = [readable(topic).trim(), readable(where).trim()]
  return [...(about ? [`Topic: ${about}`] : []), ...(place ? [`Where: ${place}`] : [])].join(' · ')
}

const role = (session: Session, reader: MemberId) => (session.mentor === reader ? 'mentor' : 'mentee')

/** When and with whom, by the reader's own clock. */
export const whenAndWho = (session: Session, reader: MemberId): string =>
  `*${momentRange(intervalOf(session))}* · ${mention(otherOf(session, reader))}`

/** One session in a list. */
export const sessionRow = (session: Session, reader: MemberId): string =>
  `${whenAndWho(session, reader)}\nYou're the ${role(session, reader)}`

/** The same for one that is over. */
export const pastRow = (session: Session, reader: MemberId): string =>
  `${whenAndWho(session, reader)}\nYou were the ${role(session, reader)}`

/** What screen readers say of a button on a session. */
export const sessionButton = (label: string, other: Pick<Member, 'fullName'>): string =>
  `${label}: session with ${readable(other.fullName)}`

export const noSessions = 'No upcoming sessions'
export const noPastSessions = 'No past sessions'

/** @param count counted up to 100, and shown no further than 99 */
export const showAllSessions = (count: number): string => `Show all ${atMost99(count)}`

export const cancelling = {
  ask: (session: Session, other: MemberId, zone: Zone) =>
    `Cancel your session with ${mention(other)} on *${dayAndTimeRange(intervalOf(session), zone)}*, ${zoneName(zone)}?`,
  next: "I'll let them know, and the time is free again right away. Either of you can book another session.",
  reasonLabel: 'Reason',
  reasonPlaceholder: "They'll see what you write here",
} as const

/** What can be said of a session in a form. */
export const sessionFields = {
  placeLabel: 'Where',
  placePlaceholder: 'A link, a room or a phone number',
  topicLabel: 'Topic',
  topicPlaceholder: 'What will you talk about?',
} as const

export const editing = {
  what: (session: Session, other: MemberId, zone: Zone) =>
    `Your session with ${mention(other)}: *${dayAndTimeRange(intervalOf(session), zone)}*, ${zoneName(zone)}`,
  next: (other: MemberId) =>
    `${mention(other)} will see the change in their message, and you'll both get a calendar update in its thread.`,
} as const

/** @param other the one of the two who did not edit */
export const editedText = ({ outcome }: Edited, other: MemberId): string =>
  outcome === 'edited'
    ? `Saved. ${mention(other)} will see it too. You'll both find a calendar update in the thread of the session's message.`
    : 'Nothing changed.'
