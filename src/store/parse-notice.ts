import * as v from 'valibot'
import { calendarProviders } from '../domain/calendars/reading.ts'
import { cardId, memberId, sessionId, suggestionId } from '../domain/ids.ts'
import {
  type FieldType,
  type FieldTypes,
  isNoticeKind,
  type Notice,
  type NoticeKind,
  noticeTable,
} from '../domain/notices.ts'

const schemas: { readonly [Type in FieldType]: v.GenericSchema<unknown, FieldTypes[Type]> } = {
  member: v.pipe(v.string(), v.transform(memberId)),
  card: v.pipe(v.string(), v.transform(cardId)),
  session: v.pipe(v.string(), v.transform(sessionId)),
  suggestion: v.pipe(v.string(), v.transform(suggestionId)),
  requestKind: v.picklist(['offer', 'session_request']),
  reminderLead: v.picklist(['day', 'soon']),
  calendarProvider: v.picklist(calendarProviders),
  instant: v.number(),
  boolean: v.boolean(),
  string: v.string(),
}

const withKind = v.looseObject({
  kind: v.custom<NoticeKind>((raw) => typeof raw === 'string' && isNoticeKind(raw)),
})

/** Reads a notice from the outbox's jsonb. @returns for an unreadable one, a reason that quotes none of it */
export const parseNotice = (raw: unknown): { notice: Notice } | { unreadable: string } => {
  const parsed = v.safeParse(withKind, raw)
  if (!parsed.success) return { unreadable: 'the notice is of no kind that can be read' }
  const { kind } = parsed.output
  const values: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(noticeTable[kind].fields)) {
    const value = v.safeParse(schemas[type], parsed.output[name])
    if (!value.success) return { unreadable: `the notice’s field “${name}” cannot be read` }
    values[name] = value.output
  }
  // Each field was just checked against the table of notices.
  return { notice: { kind, ...values } as Notice }
}
