import type { Member } from '../../../domain/member.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { inFileName, readable } from '../markup.ts'
import { capital } from './nouns.ts'
import { formatInZone } from './times.ts'

type Named = Pick<Member, 'fullName'>

/** A calendar entry's text, for the calendar's owner. Without markup: calendars render none. */
export const calendarEntry = {
  title: ({ topic }: Pick<Session, 'topic'>, other: Named): string => {
    const said = readable(topic).trim()
    return `Mentoring session with ${readable(other.fullName)}${said && `: ${said}`}`
  },
  description: ({ mentor, status }: Pick<Session, 'mentor' | 'status'>, reader: Pick<Member, 'id'>): string =>
    `You're the ${mentor === reader.id ? 'mentor' : 'mentee'}. ${
      status === 'cancelled'
        ? 'This session was cancelled.'
        : 'To move or cancel this session, open Mentorship in Slack.'
    }`,
} as const

/** A file's name, its title in Slack, and the line above it. */
export type CalendarFileWords = { name: string; title: string; comment: string }

/** @param zone its reader's */
export const calendarFile = (
  { status, startsAt }: Pick<Session, 'status' | 'startsAt'>,
  other: Named,
  zone: Zone,
): CalendarFileWords => {
  const day = formatInZone(startsAt, zone, 'date')
  const isCancelled = status === 'cancelled'
  const what = `session with ${readable(other.fullName)}, ${day}`
  return fileWords(other.fullName, day, { what: isCancelled ? what : capital(what), isCancelled })
}

/** The same for an open session, by its title. @param isCancelled the file takes it out of the reader's calendar */
export const openCalendarFile = (
  { topic, startsAt }: Pick<Session, 'topic' | 'startsAt'>,
  isCancelled: boolean,
  zone: Zone,
): CalendarFileWords => {
  const day = formatInZone(startsAt, zone, 'date')
  return fileWords(topic, day, { what: `${readable(topic).trim()}, ${day}`, isCancelled })
}

const fileWords = (
  called: string,
  day: string,
  { what, isCancelled }: { what: string; isCancelled: boolean },
): CalendarFileWords => {
  const file = `${inFileName(called) || 'Session'}-${day.replace(' ', '-')}.ics`
  return isCancelled
    ? {
        name: `Cancelled-${file}`,
        title: `Cancelled: ${what}`,
        comment: 'Remove this session from your calendar',
      }
    : { name: file, title: what, comment: 'Add or update this session in your calendar' }
}
