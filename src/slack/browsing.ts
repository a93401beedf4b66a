import * as v from 'valibot'
import { RECEIVED_SECTIONS, type RequestCursor } from '../domain/requests/lists.ts'
import { type Codec, codec, member, request, VERSION } from './codec.ts'

const kindsByLetter = { o: 'offer', s: 'session_request' } as const
const statesByLetter = { p: 'pending', d: 'dismissed', a: 'accepted', w: 'withdrawn' } as const
const sections = v.picklist(Object.values(RECEIVED_SECTIONS))

/** One list in as few characters as possible: a select option holds at most 150. */
const packedList = <const Letters extends readonly (keyof typeof statesByLetter)[]>(letters: Letters) =>
  v.pipe(
    v.tuple([
      v.nullable(v.picklist(['o', 's'])),
      v.nullable(v.picklist(letters)),
      v.nullable(v.tuple([v.picklist(['after', 'before']), sections, request])),
      /** Of Received only. */
      v.optional(member),
    ]),
    v.transform(([kind, state, from, sender]) => ({
      filter: {
        kind: kind && kindsByLetter[kind],
        state: state && statesByLetter[state],
        ...(sender && { sender }),
      },
      from: from && unpackedFrom(from[0], { section: from[1], id: from[2] }),
    })),
  )

const unpackedFrom = (
  side: 'after' | 'before',
  cursor: RequestCursor,
): { after: RequestCursor } | { before: RequestCursor } =>
  side === 'after' ? { after: cursor } : { before: cursor }

const packedLists = v.pipe(
  v.tuple([packedList(['p', 'd', 'a', 'w']), packedList(['p', 'a', 'w'])]),
  v.transform(([received, sent]) => ({ received, sent })),
)

const packList = ({ filter, from }: v.InferOutput<typeof packedLists>['received']) => [
  filter.kind?.at(0) ?? null,
  filter.state?.at(0) ?? null,
  from && ('after' in from ? pack('after', from.after) : pack('before', from.before)),
  ...(filter.sender ? [filter.sender] : []),
]
const pack = (side: string, cursor: RequestCursor) => [side, cursor.section, cursor.id]

/** How Received and Sent are browsed after a filter or page button is pressed. */
export const browsingValue: Codec<v.InferOutput<typeof packedLists>> = {
  encode: ({ received, sent }) => JSON.stringify([VERSION, [packList(received), packList(sent)]]),
  decode: codec(packedLists).decode,
}

/** One of the two lists, in a modal: which, and which of its sections. */
export const requestsShown = codec(
  v.object({ side: v.picklist(['received', 'sent']), extent: v.picklist(['all', 'open', 'closed']) }),
)
