import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import type { WorkspaceId } from '../domain/ids.ts'
import type { Member } from '../domain/member.ts'
import type { Session } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time/time.ts'

export type Invitation = {
  workspace: WorkspaceId
  session: Session
  /** Everybody whom the file names. */
  attendees: readonly Member[]
  /** It takes the session out of the calendar: it was cancelled, or its owner has left it. */
  isCancelled: boolean
  /** Of the one whose calendar it is for. */
  title: string
  description: string
  /** When this file is written. */
  now: Instant
}

/**
 * A session as an iCalendar file (RFC 5545, exchanged as RFC 5546 describes): one UID for its whole life, a SEQUENCE
 * that rises with each change, METHOD:REQUEST until it is cancelled, then METHOD:CANCEL. Times are in UTC, so no
 * VTIMEZONE can be wrong, and calendars show them in their reader's zone.
 */
export const invitation = (invited: Invitation): string => {
  const { workspace, session, attendees, isCancelled, title, description, now } = invited
  const calendar = ical({
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: { company: 'Mentorship', product: 'mentorship-bot', language: 'EN' },
  })
  calendar.createEvent({
    id: `${session.id}@mentorship-bot`,
    sequence: session.sequence,
    stamp: new Date(now),
    start: new Date(session.startsAt),
    end: new Date(session.endsAt),
    summary: oneLine(title),
    description,
    ...(session.location.trim() && { location: oneLine(session.location) }),
    organizer: { name: 'Mentorship', email: address('mentorship', workspace) },
    attendees: attendees.map(({ id, fullName }) => ({
      name: parameter(fullName),
      email: address(id, workspace),
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
  })
  return calendar.toString()
}

/**
 * A request must give an address for the organizer and each attendee (RFC 5546, 3.2.2). The app has no addresses and
 * does not ask Slack for them; mail to `.invalid` is never delivered (RFC 2606).
 */
const address = (who: string, workspace: WorkspaceId) =>
  `${who}@${workspace}.mentorship.invalid`.toLowerCase()

const oneLine = (typed: string): string => typed.replace(/\s+/g, ' ').trim()

/** Parameter values have no escapes, so they cannot contain quotes or control characters (RFC 5545, 3.1). */
const parameter = (name: string): string => oneLine(name.replaceAll('"', "'").replace(/\p{Cc}/gu, ' '))
