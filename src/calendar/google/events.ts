import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { EventToWrite } from '../../domain/calendars/writing.ts'
import { type Api, answered, type Call, withToken } from '../call-api.ts'
import { Refused } from '../refused.ts'
import { DONE, MOST_TURNS, type WriteEvent } from '../write-event.ts'

/** https://developers.google.com/workspace/calendar/api/v3/reference/events */
const EVENTS = '/calendars/primary/events'
const QUIETLY = 'sendUpdates=none'

const eventSchema = v.object({
  etag: v.string(),
  sequence: v.optional(v.number(), 0),
  /** Of an event that was deleted, perhaps nothing else is there. */
  extendedProperties: v.optional(v.object({ private: v.optional(v.record(v.string(), v.string()), {}) })),
})

/** The properties in which our UID and sequence stand: Google gives its own UID to what is not imported. */
const [UID, SEQUENCE] = ['mentorshipUid', 'mentorshipSequence']

/**
 * Writes into a Google calendar. The event's id is derived from its UID, so that there is never a second one: an id is taken
 * for good, and one whose event was deleted brings that event back.
 */
export const writeGoogle = (api: Api): WriteEvent => ({
  put: (token, event) =>
    withToken(api, token, async (call) => {
      const id = idOf(event.uid)
      for (let turn = 0; turn < MOST_TURNS; turn++) {
        const there = await found(call, id)
        if (!there) {
          const body = { id, ...shown(event, event.sequence) }
          const { status } = await call(`${EVENTS}?${QUIETLY}`, { method: 'POST', body, also: [409] })
          if (status !== 409) return DONE
          continue
        }
        if (there.ours > event.sequence) return DONE
        const { status } = await call(`${EVENTS}/${id}?${QUIETLY}`, {
          method: 'PATCH',
          // Google counts changes too, also those by the owner, and takes no lower number than its own.
          body: shown(event, Math.max(event.sequence, there.sequence)),
          headers: { 'if-match': there.etag },
          also: [404, 409, 410, 412],
        })
        if (status === 200) return DONE
      }
      throw new Refused('unexpected')
    }),

  remove: (token, uid) =>
    withToken(api, token, async (call) => {
      await call(`${EVENTS}/${idOf(uid)}?${QUIETLY}`, { method: 'DELETE', also: [404, 410] })
      return DONE
    }),
})

/** In letters that Google allows: those of base32hex, RFC 4648, 7. */
const idOf = (uid: string): string => createHash('sha256').update(uid).digest('hex')

/** The UID that Google gives to what is written for ours, as the calendar's own file (.ics) names it. */
export const uidAtGoogle = (uid: string): string => `${idOf(uid)}@google.com`

/** One that was deleted is found too, unless that was long ago. */
const found = async (call: Call, id: string) => {
  const answer = await call(`${EVENTS}/${id}`, { also: [404, 410] })
  if (answer.status !== 200) return undefined
  const { etag, sequence, extendedProperties } = answered(eventSchema, answer)
  return { etag, sequence, ours: Number(extendedProperties?.private[SEQUENCE] ?? -1) }
}

const shown = (
  { uid, sequence: ours, startsAt, endsAt, title, description, location }: EventToWrite,
  sequence: number,
) => ({
  status: 'confirmed',
  sequence,
  summary: title,
  description,
  location,
  start: { dateTime: new Date(startsAt).toISOString(), timeZone: 'UTC' },
  end: { dateTime: new Date(endsAt).toISOString(), timeZone: 'UTC' },
  extendedProperties: { private: { [UID]: uid, [SEQUENCE]: String(ours) } },
})
