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
  mentor: Member
  mentee: Member
  /** Of the one whose calendar it is for. */
  title: string
  description: string
  /** When the file is written. */
  now: Instant
}

/**
 * A session as an iCalendar file (RFC 5545, sent as RFC 5546 has it): one UID for its whole life, a SEQUENCE that
 * rises with each change, METHOD:REQUEST until it is cancelled and METHOD:CANCEL then. Times are in UTC, so that no
 * VTIMEZONE can be wrong: whoever opens the file sees their own zone.
 */
export const invitation = (invited: Invitation): string => {
  const { workspace, session, mentor, mentee, title, description, now } = invited
  const isCancelled = session.status === 'cancelled'
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
    attendees: [mentor, mentee].map(({ id, name }) => ({
      name: parameter(name),
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
 * A request must name an organizer and attendees, each by an address (RFC 5546, 3.2.2). The app knows no one's, and
 * asks Slack for none; under `.invalid` no mail is ever delivered (RFC 2606).
 */
const address = (who: string, workspace: WorkspaceId) =>
  `${who}@${workspace}.mentorship.invalid`.toLowerCase()

const oneLine = (typed: string): string => typed.replace(/\s+/g, ' ').trim()

/** A parameter's value has no escape: quotes and control characters cannot stand in it (RFC 5545, 3.1). */
const parameter = (name: string): string => oneLine(name.replaceAll('"', "'").replace(/\p{Cc}/gu, ' '))
