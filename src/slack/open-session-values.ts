import * as v from 'valibot'
import { topicId } from '../domain/ids.ts'
import { codec, id, member, pageFrom, session } from './codec.ts'
import { instant } from './values.ts'

/** An entry of an open session's menu; the last two open a page. Slack's menus hold five. */
export const OPEN_SESSION_CHOICES = ['edit', 'again', 'cancel', 'google', 'outlook'] as const
export const openSessionChoice = codec(v.object({ session, choose: v.picklist(OPEN_SESSION_CHOICES) }))
export type OpenSessionChoice = NonNullable<ReturnType<typeof openSessionChoice.decode>>['choose']

/** The times at which the mentor was told that their own calendar says that they are busy; submitted again, it is confirmed. */
const toldBusy = v.optional(v.array(instant), [])
export const hostMetadata = codec(v.object({ toldBusy }))
export const moveOpenMetadata = codec(v.object({ session, toldBusy }))

/** A page of the open sessions, of one topic and of one mentor if those are given. */
const shown = v.object({
  topic: v.nullable(v.pipe(id, v.transform(topicId))),
  mentor: v.nullable(member),
  from: pageFrom(session),
})

export const openSessionsShown = codec(shown)
export type OpenSessionsShown = v.InferOutput<typeof shown>

/** `list`: the modal below the form, which showed that page when the form was opened. */
export const joinMetadata = codec(
  v.object({ session, list: v.nullable(v.object({ ...shown.entries, view: v.string() })) }),
)
export type JoinMetadata = NonNullable<ReturnType<typeof joinMetadata.decode>>
