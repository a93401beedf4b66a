import type { FeedAccess, Validators } from '../../domain/calendars/reading.ts'
import type { ReadCalendar } from '../read-calendar.ts'
import type { Expand } from './expand.ts'
import { fetchGuarded, type Reach } from './fetch-guarded.ts'

const NOTHING_KNOWN: Validators = { etag: null, lastModified: null }

/** Reads an address that gives an iCalendar file to anybody who knows it. */
export const readFeed =
  (reach: Reach, expand: Expand): ReadCalendar<FeedAccess> =>
  async ({ address }, { known, ...wanted }) => {
    const fetched = await fetchGuarded(address, known ?? NOTHING_KNOWN, reach)
    if (fetched.state !== 'fetched') return fetched
    const expanded = await expand(fetched.body, wanted)
    if ('fault' in expanded) return { state: 'not_known', fault: expanded.fault }
    return { state: 'read', ...expanded, validators: fetched.validators }
  }
