import type { DayAsked } from '../../domain/availability/slot-day.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time/time.ts'
import type { BookingWarning } from '../../service/sessions/session-time.ts'

/** The controls that choose a time, one of which is drawn: the list of a day's free times, and the picker of any. */
export type TimeControl = 'list' | 'picker'

/** What the person has typed and looked at so far, kept when the modal is redrawn. */
export type BookingDraft = {
  /** Null until the modal has shown it: it begins as the request's message. */
  topic: string | null
  /** The place a mentor names for this session; null until the modal has shown the usual one. */
  place: string | null
  /** The length a mentor chooses for this session; null for the usual one. */
  minutes: number | null
  chosen: Instant | null
  /** A mentor picked it freely: it need not be one of the free times. */
  isPicked: boolean
  control: TimeControl
  day: DayAsked['day']
  revision: number
  otherRevision: number
  dayRevision: number
  /** The time that the mentor was warned about, and of what. */
  warned: Instant | null
  warning: BookingWarning
  /** The cancelled session this one replaces. */
  replaces: SessionId | null
}

export const emptyDraft: BookingDraft = {
  topic: null,
  place: null,
  minutes: null,
  chosen: null,
  isPicked: false,
  control: 'list',
  day: null,
  revision: 0,
  otherRevision: 0,
  dayRevision: 0,
  warned: null,
  warning: 'outside_waking_hours',
  replaces: null,
}
