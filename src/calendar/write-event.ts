import type { EventOutcome, EventToWrite } from '../domain/calendars/writing.ts'

/**
 * Writes into the calendar of the owner whose token it is. Each can be repeated, also at the same time, and after one whose
 * answer was lost; what the owner did to the event in the meantime is overruled. Nobody is invited, and no mail is sent.
 */
export type WriteEvent = {
  /** Sees to it that exactly one event of that UID is there and shows this, or something later. */
  put(token: string, event: EventToWrite): Promise<EventOutcome>
  /** Sees to it that no event of that UID is there. */
  remove(token: string, uid: string): Promise<EventOutcome>
}

export const DONE = { done: true } as const

/** Others may change the event while we do; more often than this, something else is wrong. */
export const MOST_TURNS = 4
