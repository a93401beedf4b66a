import type { Member } from '../../../domain/member.ts'
import type { Session } from '../../../domain/sessions/session.ts'
import { readable } from '../markup.ts'

/** A calendar entry's text, for the calendar's owner. Without markup: calendars render none. */
export const calendarEntry = {
  title: ({ topic }: Pick<Session, 'topic'>, other: Pick<Member, 'name'>): string => {
    const said = readable(topic).trim()
    return `Mentoring session with ${readable(other.name)}${said && `: ${said}`}`
  },
  description: ({ mentor, status }: Pick<Session, 'mentor' | 'status'>, reader: Pick<Member, 'id'>): string =>
    `You are the ${mentor === reader.id ? 'mentor' : 'mentee'}. ${
      status === 'cancelled'
        ? 'This session was cancelled.'
        : 'To move or cancel this session, open Mentorship in Slack.'
    }`,
} as const

/** The file's name, its title in Slack, and the sentence above it. */
export const calendarFile = {
  scheduled: {
    name: 'session.ics',
    title: 'Session for your calendar',
    comment: 'For your calendar: open this file to put the session into it, or to move it there.',
  },
  cancelled: {
    name: 'cancelled-session.ics',
    title: 'Cancelled session for your calendar',
    comment: 'For your calendar: open this file to take the cancelled session out of it.',
  },
} as const satisfies Record<Session['status'], { name: string; title: string; comment: string }>
