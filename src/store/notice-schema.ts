import * as v from 'valibot'
import { cardId, memberId, sessionId } from '../domain/ids.ts'
import type { Notice } from '../domain/notices.ts'

const member = v.pipe(v.string(), v.transform(memberId))
const session = v.pipe(v.string(), v.transform(sessionId))

/** A notice as it comes back from the outbox's jsonb. */
export const noticeSchema: v.GenericSchema<unknown, Notice> = v.variant('kind', [
  v.object({
    kind: v.literal('card'),
    to: member,
    from: member,
    about: v.picklist(['offer', 'session_request']),
    card: v.pipe(v.string(), v.transform(cardId)),
    announce: v.boolean(),
  }),
  v.object({ kind: v.literal('session'), to: member, session, announce: v.boolean() }),
  v.object({ kind: v.literal('calendar'), to: member, session }),
  v.object({
    kind: v.literal('reminder'),
    to: member,
    session,
    startsAt: v.number(),
    lead: v.picklist(['day', 'soon']),
  }),
  v.object({ kind: v.literal('nudge'), to: member }),
  v.object({ kind: v.literal('unanswered'), to: member, at: v.number() }),
  v.object({ kind: v.literal('replaced'), to: member, channel: v.string(), ts: v.string() }),
  v.object({ kind: v.literal('home'), to: member }),
])
