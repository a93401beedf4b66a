import { createHash } from 'node:crypto'
import ical, { ICalCalendarMethod } from 'ical-generator'
import { HOUR, SECOND } from '../domain/time/time.ts'
import { type EventParts, eventOf, PRODUCT } from './event.ts'

/** How often calendars should look again. Most have a pace of their own: Google takes up to a day. */
const LOOK_AGAIN = HOUR

type Entry = Omit<EventParts, 'now' | 'isCancelled'>

/**
 * A calendar to subscribe to (METHOD:PUBLISH): the events that the files carry, without their attendees, as RFC 5546,
 * 3.2.1, asks of what is published.
 */
export const subscribed = (name: string, entries: readonly Entry[], now: number): string => {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: PRODUCT,
    name,
    ttl: LOOK_AGAIN / SECOND,
  })
  for (const entry of entries) calendar.createEvent(eventOf({ ...entry, isCancelled: false, now }))
  return calendar.toString()
}

/**
 * Names what the calendar shows, so that one who has it already is told so without its being written again. Weak (RFC
 * 9110, 8.8.1): only the moment of writing, DTSTAMP, differs between two calendars of one tag.
 */
export const tagOf = (name: string, entries: readonly Entry[]): string => {
  const shown = entries.map(({ session, title, description }) => [
    ...[session.id, session.sequence, session.startsAt, session.endsAt, session.location],
    ...[title, description],
  ])
  return `W/"${createHash('sha256')
    .update(JSON.stringify([name, shown]))
    .digest('base64url')}"`
}
