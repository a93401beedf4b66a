import * as v from 'valibot'
import { memberId, requestId, sessionId } from '../domain/ids.ts'

/** Raise it when the shape of a value changes: buttons in old messages live for ever. */
export const VERSION = 1

export type Codec<T> = { encode(value: T): string; decode(raw: unknown): T | undefined }

/** `undefined` for anything this app did not write: forged, foreign, or from a version long gone. */
export const codec = <Schema extends v.GenericSchema<unknown>>(
  schema: Schema,
): Codec<v.InferOutput<Schema>> => ({
  encode: (value) => JSON.stringify([VERSION, value]),
  decode: (raw) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.tuple([v.literal(VERSION), schema])), raw)
    return parsed.success ? parsed.output[1] : undefined
  },
})

export const id = v.pipe(v.string(), v.uuid())
export const request = v.pipe(id, v.transform(requestId))
export const member = v.pipe(v.string(), v.regex(/^[UW][A-Z0-9]{1,30}$/), v.transform(memberId))
export const session = v.pipe(id, v.transform(sessionId))

/** Where a page begins (domain/page.ts). */
export const pageFrom = <Cursor extends v.GenericSchema>(cursor: Cursor) =>
  v.nullable(v.union([v.object({ after: cursor }), v.object({ before: cursor })]))
