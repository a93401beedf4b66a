import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator'
import type { Member } from '../domain/member.ts'
import { address, type EventParts, eventOf, oneLine, PRODUCT } from './event.ts'

export type Invitation = EventParts & {
  /** Everybody whom the file names. */
  attendees: readonly Member[]
}

/**
 * A session as an iCalendar file (RFC 5545, exchanged as RFC 5546 describes): METHOD:REQUEST until it is cancelled, then
 * METHOD:CANCEL.
 */
export const invitation = (invited: Invitation): string => {
  const { workspace, attendees, isCancelled } = invited
  const calendar = ical({
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: PRODUCT,
  })
  calendar.createEvent({
    ...eventOf(invited),
    attendees: attendees.map(({ id, fullName }) => ({
      name: parameter(fullName),
      email: address(id, workspace),
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })),
  })
  return calendar.toString()
}

/** Parameter values have no escapes, so they cannot contain quotes or control characters (RFC 5545, 3.1). */
const parameter = (name: string): string => oneLine(name.replaceAll('"', "'").replace(/\p{Cc}/gu, ' '))
