import { DAY, HOUR, type Instant, type Interval, MINUTE } from '../time/time.ts'
import type { Zone } from '../time/zone.ts'

/** Those whose calendars are connected by consent at the provider (OAuth 2.0), where the operator set its client. */
export const calendarProviders = ['google', 'microsoft'] as const
export type CalendarProvider = (typeof calendarProviders)[number]

/** How a calendar from outside is reached; a kind is a row in `calendar/readers.ts`, which reads it. */
export const calendarKinds = ['feed', 'caldav', ...calendarProviders] as const
export type CalendarKind = (typeof calendarKinds)[number]

/** What it takes to read one: an address that only its owner knows, or tokens. Kept sealed, and never shown. */
export type FeedAccess = { kind: 'feed'; address: string }
export type CaldavAccess = { kind: 'caldav'; address: string; user: string; password: string }
/** What a provider gave with its owner's consent. */
export type Grant = {
  /** Good for about an hour. */
  access: string
  accessUntil: Instant
  /** Gets new access, until its owner takes the consent back. */
  refresh: string
  /** Whether events may be written there. */
  writes: boolean
}
export type ProviderAccess = Grant & { kind: CalendarProvider }
export type CalendarAccess = FeedAccess | CaldavAccess | ProviderAccess

/** Why a calendar could not be read; each has its sentence. */
export const calendarFaults = [
  'timeout',
  'unresolved',
  'unreachable',
  'certificate',
  'private_address',
  'bad_address',
  'redirects',
  'forbidden',
  'password',
  'revoked',
  'gone',
  'limited',
  'server_error',
  'unexpected',
  'too_large',
  'not_calendar',
  'too_many_events',
] as const
export type CalendarFault = (typeof calendarFaults)[number]

/** How often each kind is read, and how old a reading may be when it counts (spec 11-calendars, Sources). */
export const calendarPace = {
  feed: { every: 15 * MINUTE, countsFor: 2 * HOUR },
  caldav: { every: 15 * MINUTE, countsFor: HOUR },
  google: { every: 15 * MINUTE, countsFor: HOUR },
  microsoft: { every: 15 * MINUTE, countsFor: HOUR },
} as const satisfies Record<CalendarKind, { every: number; countsFor: number }>

/** Those that can be asked at any moment, and are, before a session gets its time. */
export const ASKED_AT_BOOKING = ['caldav', ...calendarProviders] as const satisfies readonly CalendarKind[]

/** How far ahead a calendar is read. */
export const READ_AHEAD = 400 * DAY
/** A calendar that says that it has not changed is read in full again once it is known no further than this. */
export const KNOWN_AHEAD = 370 * DAY

/**
 * What tells the version that was read from another: what the server said of it (RFC 9110, 8.8), to be asked whether there is
 * one, and a digest of it, since many servers say nothing.
 */
export type Validators = { etag: string | null; lastModified: string | null; digest: string | null }
export const noValidators: Validators = { etag: null, lastModified: null, digest: null }

export type CalendarWanted = {
  window: Interval
  /** Those in which times without a zone are read: one answer for each. */
  zones: readonly Zone[]
  /** UIDs of sessions that we booked: they do not collide with their own copies, and are left out. */
  ours: ReadonlySet<string>
  /** Of the version that is known already. Absent: whatever there is. */
  known?: Validators
}

/** What is busy, in order and apart, and when it was read. Nothing else of anybody's event leaves a reader. */
export type CalendarReading =
  | {
      state: 'read'
      /** The answers for `zones`. */
      busy: ReadonlyMap<Zone, readonly Interval[]>
      /** Events that could not be understood, and so count as busy. */
      unclear: number
      validators: Validators
    }
  | { state: 'unchanged' }
  /** `after`: how many milliseconds the server wants to be left alone. */
  | { state: 'not_known'; fault: CalendarFault; after?: number }

/** A calendar that a member connected, as far as it may be shown. */
export type CalendarSource = {
  id: string
  kind: CalendarKind
  host: string
  /** When it was last read; null if it never was. */
  readAt: Instant | null
  /** Why it cannot be read now; null if it can. */
  fault: CalendarFault | null
  unclear: number
  /** Whether the member's sessions are written into it. */
  writes: boolean
}

/** Whether what was read then still counts. A time that is not over yet was written before the clock was set back. */
export const stillCounts = (kind: CalendarKind, readAt: Instant | null, now: Instant): boolean =>
  readAt !== null && readAt <= now && now - readAt <= calendarPace[kind].countsFor

/** How many calendars a member can connect by an address. */
export const MOST_FEEDS = 3
