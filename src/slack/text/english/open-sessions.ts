import { isFormer } from '../../../domain/former-member.ts'
import type { MemberId } from '../../../domain/ids.ts'
import type { OpenSession, SeatedBy } from '../../../domain/sessions/open-session.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import { type OpenStanding, PLACES_NAMED } from '../../../domain/sessions/standing.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { zoneName } from '../../../domain/time/zone-names.ts'
import type { Coming, OpenSessionState } from '../../../store/reads/open-session-state.ts'
import { readable } from '../markup.ts'
import { allOf, lineNumber, minutesInWords } from './nouns.ts'
import { mention } from './people.ts'
import { dayAndTimeRange, formatInZone, intervalOf, moment, momentRange } from './times.ts'

type Told = Pick<OpenSessionState, 'open' | 'mentor' | 'reader' | 'standing'>

/** Names in a message before the rest are only counted. */
const MOST_NAMED = 30

/** What an open session is to the one who reads of it, in a sentence. */
export const openSessionTitle = ({ open, mentor, reader, standing }: Told): string => {
  const { session } = open
  const whom = mention(mentor.id)
  if (session.status === 'cancelled') return cancelledOpenTitle(open, standing)
  if (session.moved && standing.is === 'seated' && standing.movedSince)
    return openMovedTitle(whom, session, session.moved.from, reader.zone)
  switch (standing.is) {
    case 'mentor':
      return '*Your open session*'
    case 'seated':
      return seatedTitle(whom, standing.by)
    case 'held':
      return `*A seat is free for you* in ${whom}'s open session`
    case 'waiting':
      return `*You're waiting for a seat* in ${whom}'s open session`
    case 'gone':
      return goneTitle[standing.because](whom)
    case 'invited':
      return `*${whom} invites you to an open session*`
    case 'none':
      return `*${whom}'s open session*`
  }
}

const seatedTitle = (whom: string, by: SeatedBy): string => {
  if (by === 'added') return `*${whom} gave you a seat in an open session*`
  return by === 'promoted'
    ? `*A seat came free, and it's yours* in ${whom}'s open session`
    : `*You have a seat* in ${whom}'s open session`
}

const goneTitle = {
  left: (whom: string) => `*You left* ${whom}'s open session`,
  lapsed: (whom: string) => `*The seat went to the next in line* in ${whom}'s open session`,
  collided: (whom: string) =>
    `*You no longer have a seat*: ${whom} moved the open session to a time when you have another one`,
  departed: (whom: string) => `*Your seat in ${whom}'s open session was given up while you were away*`,
} as const

const openMovedTitle = (whom: string, { startsAt, endsAt }: Session, from: number, zone: Zone): string =>
  from === startsAt
    ? `*${whom} changed the length of the open session*`
    : `*${whom} moved the open session* from ~${formatInZone(from, zone, 'short')}~ to *${dayAndTimeRange(intervalOf({ startsAt, endsAt }), zone)}*`

const cancelledOpenTitle = (
  { session, endedBecause, fewest, releaseHours }: OpenSession,
  standing: OpenStanding,
) => {
  const isOwn = standing.is === 'mentor'
  if (endedBecause === 'too_few')
    return isOwn
      ? `*Your open session was cancelled*: a day before, fewer than ${fewest ?? 1} had a seat`
      : `*The open session was cancelled*: too few people took a seat`
  if (endedBecause === 'released')
    return isOwn
      ? `*Your time is free again*: nobody had joined your open session ${minutesInWords((releaseHours ?? 0) * 60)} before`
      : '*The open session was cancelled*: nobody had joined'
  if (session.cancelledOnDeparture)
    return isOwn
      ? '*Your open session was cancelled while you were away*'
      : isFormer(session.mentor)
        ? '*The open session was cancelled*: its mentor is no longer part of Mentorship'
        : `*The open session was cancelled because ${mention(session.mentor)}'s account was deactivated*`
  return isOwn
    ? '*You cancelled your open session*'
    : `*${mention(session.mentor)} cancelled the open session*`
}

/** When it is, by the reader's own clock. */
export const openWhen = ({ open: { session }, reader }: Pick<Told, 'open' | 'reader'>): string =>
  `*${dayAndTimeRange(intervalOf(session), reader.zone)}*, ${zoneName(reader.zone)}`

/** Below that, for those whose title says something else: when it was to start before. */
export const movedFromLine = ({
  open: { session },
  reader,
  standing,
}: Pick<Told, 'open' | 'reader' | 'standing'>): string | undefined => {
  const isTold = standing.is === 'held' || standing.is === 'waiting'
  return isTold && session.moved && session.moved.from !== session.startsAt
    ? `Moved from ~${formatInZone(session.moved.from, reader.zone, 'short')}~`
    : undefined
}

/** `3 of 8 seats taken`. */
export const seatsTaken = ({ total, taken }: { total: number; taken: number }): string =>
  `${taken} of ${total} ${total === 1 ? 'seat' : 'seats'} taken`

/** `3 of 8 seats left`, for those who have none yet. */
export const seatsLeft = ({ total, taken }: { total: number; taken: number }): string => {
  const left = Math.max(0, total - taken)
  if (left > 0) return `${left} of ${total} ${total === 1 ? 'seat' : 'seats'} left`
  return total === 1 ? 'The seat is taken' : `All ${total} seats are taken`
}

/** In messages: acts keep only the first three places up to date there. */
const lineSoon = (place: number): string => (place <= PLACES_NAMED ? lineNumber(place) : 'in line')

/** What follows from how things stand, and what to do; undefined where the title says it all. */
export const openStandingLine = (standing: OpenStanding, mentor: MemberId): string | undefined => {
  switch (standing.is) {
    case 'held':
      return `It starts in less than a day, so please confirm. The seat is kept for you until *${moment(standing.until)}*; after that it goes to the next in line.`
    case 'waiting':
      return standing.passedOver
        ? `A seat came free, but you have another session at that time. You keep your place: you're ${lineSoon(standing.place)}.`
        : `You're ${lineSoon(standing.place)}. If a seat comes free, you'll hear from me.`
    case 'gone':
      return standing.because === 'lapsed' ? "It wasn't confirmed in time." : undefined
    case 'invited':
      return standing.isPutAside
        ? `Put aside. ${mention(mentor)} isn't told, and you can still join.`
        : undefined
    default:
      return undefined
  }
}

/** For the mentor: who comes. */
export const whoComes = ({ seated, held, waiting }: Coming): string => {
  const named = seated.slice(0, MOST_NAMED).map(({ id }) => mention(id))
  const more = seated.length - named.length
  const lines = [
    seated.length === 0
      ? 'Nobody has joined yet.'
      : `*Who comes:* ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    ...(held.length > 0 ? [`*Still to confirm:* ${held.map(({ id }) => mention(id)).join(', ')}`] : []),
    ...(waiting > 0 ? [`*On the waitlist:* ${waiting === 1 ? '1 person' : `${waiting} people`}`] : []),
  ]
  return lines.join('\n')
}

/** Below the title, where taking the seat accepted something of the reader's. */
export const acceptedBySeatLine = (
  mentor: MemberId,
  accepted: NonNullable<OpenSessionState['accepted']>,
): string =>
  `${mention(mentor)} accepted ${allOf('your', accepted.count, accepted.kind)} by giving you this seat`

export const openSessionFields = {
  title: 'Session:',
  topics: 'Topics:',
  location: 'Where:',
} as const

/** One in a list: when, with whom and how many seats. */
export const openSessionRow = (session: Session, reader: MemberId): string => {
  const seats = session.seats ? ` · ${seatsTaken(session.seats)}` : ''
  return session.mentor === reader
    ? `*${momentRange(intervalOf(session))}* · your open session${seats}`
    : `*${momentRange(intervalOf(session))}* · ${mention(session.mentor)}'s open session${seats}`
}

/** The same where the reader may not be in it yet. */
export const listedOpenRow = (session: Session, standing: OpenStanding): string => {
  const seats = session.seats ? seatsLeft(session.seats) : ''
  const invited = standing.is === 'invited' && !standing.isPutAside ? "You're invited · " : ''
  return `*${momentRange(intervalOf(session))}* · ${mention(session.mentor)}\n${standingWord(standing) ?? `${invited}${seats}`}`
}

const standingWord = (standing: OpenStanding): string | undefined => {
  switch (standing.is) {
    case 'mentor':
      return 'Your open session'
    case 'seated':
      return 'You have a seat'
    case 'held':
      return 'A seat is kept for you'
    case 'waiting':
      return `You're ${lineNumber(standing.place)} for a seat`
    default:
      return undefined
  }
}

/** Asked before a seat or a place on the waitlist is given up. */
export const leaving = {
  seat: 'Your seat goes to the next in line right away. You can join again if one is free.',
  waitlist: 'If you join again, you start at the end of the line.',
} as const

/** For readers in any zone, as each of them sees it. */
export const announcementWhen = (session: Session): string => `*${momentRange(intervalOf(session))}*`

/** What screen readers say of a button on an open session. */
export const openSessionButton = (label: string, title: string): string =>
  `${label}: ${readable(title).trim()}`

/** A calendar entry's text. Nobody but the mentor is named in it. */
export const openCalendarEntry = {
  title: ({ topic }: Pick<Session, 'topic'>): string => readable(topic).trim(),
  description: (mentor: string, { isOwn, isCancelled }: { isOwn: boolean; isCancelled: boolean }): string => {
    const who = isOwn ? "You're the mentor." : `${readable(mentor)} is the mentor.`
    const what = isCancelled
      ? isOwn
        ? 'This session was cancelled.'
        : "You don't have a seat in it any more."
      : `To ${isOwn ? 'move or cancel it' : 'give up your seat'}, open Mentorship in Slack.`
    return `Open session. ${who} ${what}`
  },
} as const

export const openReminderLine = (session: Session, reader: MemberId): string =>
  session.mentor === reader
    ? `Reminder: your open session, *${moment(session.startsAt)}*`
    : `Reminder: ${mention(session.mentor)}'s open session, *${moment(session.startsAt)}*`

/** What those who come would like to talk about, for the mentor. */
export const questions = {
  title: (startsAt: number, zone: Zone) =>
    `*What they'd like to talk about* in your open session at ${formatInZone(startsAt, zone, 'time')}`,
  heading: "What they'd like to talk about",
  from: (member: MemberId) => `From ${mention(member)}`,
  more: (count: number) => `…and ${count} more`,
  none: 'Nobody has written anything yet.',
  private: 'Only you can see this.',
} as const

/** In the channel, where nobody is named but the mentor. */
export const announcement = {
  title: (mentor: MemberId) => `*${mention(mentor)} invites everyone to an open session*`,
  ended: (came: number) =>
    came === 0 ? '*It has ended.*' : `*It took place* with ${came === 1 ? '1 person' : `${came} people`}.`,
  underWay: (session: Session) => `*It has started.* ${session.seats ? seatsLeft(session.seats) : ''}`,
  cancelled: '*It was cancelled.*',
  full: 'You can still join the waitlist.',
  /** @param why Slack's name for it */
  fault: (channel: string, why: string): string => {
    const where = `<#${channel}>`
    switch (why) {
      case 'not_in_channel':
      case 'channel_not_found':
        return `I can't show your open session in ${where}, because I'm not in that channel. Type \`/invite @Mentorship\` there, then edit the session and save it.`
      case 'is_archived':
        return `I can't show your open session in ${where}, because the channel is archived. People can still join it from the Home tab.`
      default:
        return `I can't show your open session in ${where}: only some people may post there. People can still join it from the Home tab.`
    }
  },
} as const
