import * as v from 'valibot'
import { noValidators } from '../../domain/calendars/reading.ts'
import { DAY, type Interval, SECOND } from '../../domain/time/time.ts'
import { type Api, answered, type Call, withToken } from '../call-api.ts'
import { inZone, MOST_OCCURRENCES } from '../occurrence.ts'
import type { ReadWithToken } from '../read-with-token.ts'
import { Refused } from '../refused.ts'

/** Google refuses longer queries; how long is not documented, and three months were too long for others. */
const LONGEST_QUERY = 60 * DAY

/** The calendar in which its owner's own events are; others of theirs need a scope that shows more than busy times. */
const CALENDAR = 'primary'

const time = v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), v.finite())

/** https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query */
const answerSchema = v.object({
  timeMin: time,
  timeMax: time,
  calendars: v.object({
    [CALENDAR]: v.object({
      busy: v.array(v.object({ start: time, end: time })),
      /** It could not be worked out, for one; what is in `busy` then says nothing. */
      errors: v.optional(v.array(v.object({ reason: v.string() })), []),
    }),
  }),
})

/** Reads when the owner of a Google calendar is busy, and nothing else. */
export const readGoogle =
  (api: Api): ReadWithToken =>
  async (token, { window, zones }) => {
    const whole = { start: floor(window.start), end: floor(window.end) + SECOND }
    const found = await withToken(api, token, async (call) => {
      const parts = await Promise.all(partsOf(whole).map((part) => busyDuring(call, part)))
      return { busy: parts.flat() }
    })
    if ('fault' in found) return { state: 'not_known', ...found }
    const { busy } = found
    if (busy.length > MOST_OCCURRENCES) return { state: 'not_known', fault: 'too_many_events' }
    const occurrences = busy.map((one) => ({ ...one, floats: { start: false, end: false } }))
    return {
      state: 'read',
      busy: new Map(zones.map((zone) => [zone, inZone(occurrences, zone, window)])),
      unclear: 0,
      validators: noValidators,
    }
  }

const floor = (at: number): number => Math.floor(at / SECOND) * SECOND

const partsOf = ({ start, end }: Interval): readonly Interval[] =>
  Array.from({ length: Math.ceil((end - start) / LONGEST_QUERY) }, (_, n) => ({
    start: start + n * LONGEST_QUERY,
    end: Math.min(start + (n + 1) * LONGEST_QUERY, end),
  }))

/** @throws Refused */
const busyDuring = async (call: Call, { start, end }: Interval): Promise<readonly Interval[]> => {
  const body = {
    timeMin: new Date(start).toISOString(),
    timeMax: new Date(end).toISOString(),
    items: [{ id: CALENDAR }],
  }
  const answer = answered(answerSchema, await call('/freeBusy', { method: 'POST', body }))
  const { busy, errors } = answer.calendars[CALENDAR]
  if (errors.length > 0)
    throw new Refused(errors.some(({ reason }) => reason === 'notFound') ? 'gone' : 'server_error')
  const isWhole = answer.timeMin <= start && answer.timeMax >= end
  if (!isWhole || busy.some((one) => one.end < one.start)) throw new Refused('unexpected')
  return busy
}
