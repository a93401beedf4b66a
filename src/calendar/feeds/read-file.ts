import { createHash } from 'node:crypto'
import type { CalendarReading, CalendarWanted } from '../../domain/calendars/reading.ts'
import { uidAtGoogle } from '../google/events.ts'
import type { Expand } from './expand.ts'
import type { Said } from './fetch-guarded.ts'

/** Some programs write the time of the fetch into every event (RFC 5545, 3.8.7.2), which says nothing of when it is. */
const WRITTEN_AT = /^DTSTAMP[;:].*$/gm

/** The same for files that say the same. */
export const digestOf = (file: string): string =>
  createHash('sha256').update(file.replace(WRITTEN_AT, '')).digest('base64url')

/** What an iCalendar file says, unless it is the one that is known already: most are as they were a quarter of an hour ago. */
export const readFile = async (
  expand: Expand,
  file: string,
  { known, ...wanted }: CalendarWanted,
  said: Said,
): Promise<CalendarReading> => {
  const digest = digestOf(file)
  if (digest === known?.digest) return { state: 'unchanged' }
  // A calendar into which sessions are written may be connected by its address too.
  const ours = new Set([...wanted.ours].flatMap((uid) => [uid, uidAtGoogle(uid)]))
  const expanded = await expand(file, { ...wanted, ours })
  if ('fault' in expanded) return { state: 'not_known', fault: expanded.fault }
  return { state: 'read', ...expanded, validators: { ...said, digest } }
}
