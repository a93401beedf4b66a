import type { Instant } from '../time/time.ts'
import type { CalendarFault } from './reading.ts'

/** A session as it should stand in one calendar. */
export type EventToWrite = {
  uid: string
  /** Rises with each change. */
  sequence: number
  startsAt: Instant
  endsAt: Instant
  title: string
  description: string
  location: string
}

/** `remove`: the UID of an event that should be gone. */
export type EventChange = { put: EventToWrite } | { remove: string }

/** `after`: how many milliseconds the provider wants to be left alone. */
export type EventOutcome = { done: true } | { fault: CalendarFault; after?: number }
