import { ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { WorkspaceId } from '../domain/ids.ts'
import { type Session, uidOf } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time/time.ts'

export type EventParts = {
  workspace: WorkspaceId
  session: Session
  /** It takes the session out of the calendar: it was cancelled, or its owner has left it. */
  isCancelled: boolean
  /** Of the one whose calendar it is for. */
  title: string
  description: string
  /** When it is written. */
  now: Instant
}

/**
 * A session as an event: one UID for its whole life and a SEQUENCE that rises with each change, in files and in the
 * calendar that one subscribes to alike. So a calendar that has it from both shows it once. Times are in UTC, so no
 * VTIMEZONE can be wrong, and calendars show them in their reader's zone.
 */
export const eventOf = ({ workspace, session, isCancelled, title, description, now }: EventParts) => ({
  id: uidOf(session),
  sequence: session.sequence,
  stamp: new Date(now),
  start: new Date(session.startsAt),
  end: new Date(session.endsAt),
  summary: oneLine(title),
  description,
  ...(session.location.trim() && { location: oneLine(session.location) }),
  organizer: { name: 'Mentorship', email: address('mentorship', workspace) },
  status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  transparency: ICalEventTransparency.OPAQUE,
})

export const PRODUCT = { company: 'Mentorship', product: 'mentorship-bot', language: 'EN' }

/**
 * A request must give an address for the organizer and each attendee (RFC 5546, 3.2.2). The app has no addresses and
 * does not ask Slack for them; mail to `.invalid` is never delivered (RFC 2606).
 */
export const address = (who: string, workspace: WorkspaceId) =>
  `${who}@${workspace}.mentorship.invalid`.toLowerCase()

export const oneLine = (typed: string): string => typed.replace(/\s+/g, ' ').trim()
