import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { EventToWrite } from '../../domain/calendars/writing.ts'
import { type Api, answered, type Call, queryOf, withToken } from '../call-api.ts'
import { Refused } from '../refused.ts'
import { DONE, MOST_TURNS, type WriteEvent } from '../write-event.ts'

const EVENTS = '/me/events'

/**
 * Named properties in a set of our own, in which our UID and sequence stand: Graph gives its own UID to each event, and shows
 * no sequence. https://learn.microsoft.com/graph/api/resources/extended-properties-overview
 */
const SET = '{6b1d1f0a-6c34-4b5c-9a51-2f0c6f1f7b1e}'
const UID = `String ${SET} Name MentorshipUid`
const SEQUENCE = `String ${SET} Name MentorshipSequence`

const listSchema = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      '@odata.etag': v.string(),
      singleValueExtendedProperties: v.optional(v.array(v.object({ id: v.string(), value: v.string() })), []),
    }),
  ),
})

const LONGEST_SUBJECT = 255

/**
 * Writes into a Microsoft calendar. Graph chooses the id of an event, so ours is found by the property that holds its UID.
 * Before one is created, it is looked for: an earlier attempt may have made it.
 */
export const writeMicrosoft = (api: Api): WriteEvent => ({
  put: (token, event) =>
    withToken(api, token, async (call) => {
      for (let turn = 0; turn < MOST_TURNS; turn++) {
        const [there, ...more] = await found(call, event.uid)
        await deleteAll(call, more)
        if (!there) {
          const body = { ...shown(event), transactionId: transactionOf(event.uid, turn) }
          const { status } = await call(EVENTS, { method: 'POST', body, also: [409] })
          // What was made in a later turn might be the second one, so it is looked for again.
          if (status !== 409 && turn === 0) return DONE
          continue
        }
        if (there.ours > event.sequence) return DONE
        const { status } = await call(placeOf(there), {
          method: 'PATCH',
          body: shown(event),
          headers: { 'if-match': there.etag },
          also: [404, 409, 410, 412],
        })
        if (status === 200) return DONE
      }
      throw new Refused('unexpected')
    }),

  remove: (token, uid) =>
    withToken(api, token, async (call) => {
      await deleteAll(call, await found(call, uid))
      return DONE
    }),
})

type Found = { id: string; etag: string; ours: number }

/** In an order in which every call finds them, so that of two at once each keeps the same. */
const found = async (call: Call, uid: string): Promise<readonly Found[]> => {
  const query = queryOf({
    $filter: `singleValueExtendedProperties/Any(ep: ep/id eq '${UID}' and ep/value eq '${uid}')`,
    $expand: `singleValueExtendedProperties($filter=id eq '${SEQUENCE}')`,
    $select: 'id',
  })
  const { value } = answered(listSchema, await call(`${EVENTS}?${query}`))
  return value
    .map(({ id, '@odata.etag': etag, singleValueExtendedProperties: [sequence] }) => ({
      ...{ id, etag },
      ours: Number(sequence?.value ?? -1),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

const deleteAll = async (call: Call, events: readonly Found[]): Promise<void> => {
  for (const event of events) await call(placeOf(event), { method: 'DELETE', also: [404, 410] })
}

const placeOf = ({ id }: Found): string => `${EVENTS}/${encodeURIComponent(id)}`

/**
 * By this Graph knows a repeated creation and makes no second event. It is taken for good: for an event that its owner
 * deleted, each turn has another.
 */
const transactionOf = (uid: string, turn: number): string =>
  createHash('sha256').update(`${uid} ${turn}`).digest('hex')

const shown = ({ uid, sequence, startsAt, endsAt, title, description, location }: EventToWrite) => ({
  subject: title.slice(0, LONGEST_SUBJECT),
  body: { contentType: 'text', content: description },
  location: { displayName: location },
  start: timeOf(startsAt),
  end: timeOf(endsAt),
  showAs: 'busy',
  singleValueExtendedProperties: [
    { id: UID, value: uid },
    { id: SEQUENCE, value: String(sequence) },
  ],
})

const timeOf = (at: number) => ({ dateTime: new Date(at).toISOString().slice(0, 19), timeZone: 'UTC' })
