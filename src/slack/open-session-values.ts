import * as v from 'valibot'
import { sessionId, topicId } from '../domain/ids.ts'
import { codec, id, member } from './codec.ts'

const session = v.pipe(id, v.transform(sessionId))
const from = v.nullable(v.union([v.object({ after: session }), v.object({ before: session })]))

/** A page of the open sessions, of one topic and of one mentor if those are given. */
const shown = v.object({
  topic: v.nullable(v.pipe(id, v.transform(topicId))),
  mentor: v.nullable(member),
  from,
})

export const openSessionsShown = codec(shown)
export type OpenSessionsShown = v.InferOutput<typeof shown>

/** `list`: the modal below the form, which showed that page when the form was opened. */
export const joinMetadata = codec(
  v.object({ session, list: v.nullable(v.object({ ...shown.entries, view: v.string() })) }),
)
export type JoinMetadata = NonNullable<ReturnType<typeof joinMetadata.decode>>
