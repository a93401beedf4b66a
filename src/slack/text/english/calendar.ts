import type { Member } from '../../../domain/member.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import type { Zone } from '../../../domain/time/zone.ts'
import { inFileName, readable } from '../markup.ts'
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

/** The file's name, its title in Slack, and the line above it. @param zone its reader's */
export const calendarFile = (
  { status, startsAt }: Pick<Session, 'status' | 'startsAt'>,
  other: Named,
  zone: Zone,
): { name: string; title: string; comment: string } => {
  const day = formatInZone(startsAt, zone, 'date')
  const file = `${inFileName(other.fullName) || 'Session'}-${day.replace(' ', '-')}.ics`
  const whom = `${readable(other.fullName)}, ${day}`
  return status === 'cancelled'
    ? {
        name: `Cancelled-${file}`,
        title: `Cancelled: session with ${whom}`,
        comment: 'Remove this session from your calendar',
      }
    : {
        name: file,
        title: `Session with ${whom}`,
        comment: 'Add or update this session in your calendar',
      }
}
