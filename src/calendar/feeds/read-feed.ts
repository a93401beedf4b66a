import { type FeedAccess, noValidators } from '../../domain/calendars/reading.ts'
import type { ReadCalendar } from '../read-calendar.ts'
import type { Expand } from './expand.ts'
import { fetchGuarded, type Reach } from './fetch-guarded.ts'
import { readFile } from './read-file.ts'

/** Reads an address that gives an iCalendar file to anybody who knows it. */
export const readFeed =
  (reach: Reach, expand: Expand): ReadCalendar<FeedAccess> =>
  async ({ address }, wanted) => {
    const fetched = await fetchGuarded(address, wanted.known ?? noValidators, reach)
    if (fetched.state !== 'fetched') return fetched
    return readFile(expand, fetched.body, wanted, fetched.said)
  }
