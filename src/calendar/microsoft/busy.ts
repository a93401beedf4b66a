import * as v from 'valibot'
import { noValidators } from '../../domain/calendars/reading.ts'
import type { Interval } from '../../domain/time/time.ts'
import { type Api, answered, type Call, queryOf, withToken } from '../call-api.ts'
import { inZone, MOST_OCCURRENCES, type Occurrence } from '../occurrence.ts'
import type { ReadWithToken } from '../read-with-token.ts'
import { Refused } from '../refused.ts'

/** The largest page that Graph gives. */
const PAGE = 1_000
/** More than so many events take, however small the pages are. */
const MOST_PAGES = 100

/** Asked for explicitly, so that no title, place or attendee is ever sent to us. */
const WANTED = ['start', 'end', 'showAs', 'isAllDay', 'isCancelled']

/** `2026-11-24T09:00:00.0000000`; that it is UTC is said beside it. */
const time = v.pipe(
  v.object({
    dateTime: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/)),
    timeZone: v.literal('UTC'),
  }),
  v.transform(({ dateTime }) => Date.parse(`${dateTime.slice(0, 19)}Z`)),
  v.finite(),
)

/** https://learn.microsoft.com/graph/api/user-list-calendarview */
const pageSchema = v.object({
  value: v.array(
    v.object({
      start: time,
      end: time,
      showAs: v.nullish(v.string()),
      isAllDay: v.boolean(),
      isCancelled: v.boolean(),
    }),
  ),
  '@odata.nextLink': v.optional(v.string()),
})
type Event = v.InferOutput<typeof pageSchema>['value'][number]

/** Reads when the owner of a Microsoft calendar is busy, and nothing else. */
export const readMicrosoft =
  (api: Api): ReadWithToken =>
  async (token, { window, zones }) => {
    const found = await withToken(api, token, async (call) => ({ events: await eventsIn(call, window) }))
    if ('fault' in found) return { state: 'not_known', ...found }
    const busy = found.events.filter(isBusy)
    const occurrences = busy.map(occurrenceOf)
    return {
      state: 'read',
      busy: new Map(zones.map((zone) => [zone, inZone(occurrences, zone, window)])),
      unclear: busy.filter(({ showAs }) => !BUSY.has(showAs ?? '')).length,
      validators: noValidators,
    }
  }

/** @throws Refused */
const eventsIn = async (call: Call, { start, end }: Interval): Promise<readonly Event[]> => {
  const events: Event[] = []
  let place: string | undefined = `/me/calendarView?${queryOf({
    startDateTime: new Date(start).toISOString(),
    endDateTime: new Date(end).toISOString(),
    $select: WANTED.join(),
    $top: String(PAGE),
  })}`
  for (let page = 0; place !== undefined; page++) {
    if (page === MOST_PAGES) throw new Refused('too_many_events')
    const asking = { headers: { prefer: 'outlook.timezone="UTC"' } }
    const answer: v.InferOutput<typeof pageSchema> = answered(pageSchema, await call(place, asking))
    events.push(...answer.value)
    if (events.length > MOST_OCCURRENCES) throw new Refused('too_many_events')
    place = answer['@odata.nextLink']
  }
  if (events.some((event) => event.end < event.start)) throw new Refused('unexpected')
  return events
}

/** What `showAs` says of time that is somebody's own. What it says beside these two sets is not understood, and so busy. */
const FREE = new Set(['free', 'workingElsewhere'])
const BUSY = new Set(['tentative', 'busy', 'oof', 'unknown'])

const isBusy = ({ showAs, isCancelled }: Event): boolean => !isCancelled && !FREE.has(showAs ?? '')

/** Days of an all-day event are the owner's own: Graph gives them from midnight to midnight, in whatever zone it is asked. */
const occurrenceOf = ({ start, end, isAllDay }: Event): Occurrence => ({
  ...{ start, end },
  floats: { start: isAllDay, end: isAllDay },
})
