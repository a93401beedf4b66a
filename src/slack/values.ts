import * as v from 'valibot'
import { cardId, suggestionId } from '../domain/ids.ts'
import { SESSION_MINUTES } from '../domain/sessions/session.ts'
import { isPlainDate } from '../domain/time/time.ts'
import { codec, id, member, pageFrom, request, session } from './codec.ts'

const card = v.pipe(id, v.transform(cardId))
const suggestion = v.pipe(id, v.transform(suggestionId))
const kind = v.picklist(['offer', 'session_request'])
/** The range of an integer column. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647))
/** Epoch milliseconds until the year 2100: what no clock shows would break the database's. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000))
const date = v.pipe(v.string(), v.check(isPlainDate))
const minutes = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(SESSION_MINUTES.min),
  v.maxValue(SESSION_MINUTES.max),
)
const role = v.picklist(['mentor', 'mentee'])

/** The `browsingValue` of the list around a request, so that a press leaves the reader in place. */
const view = v.optional(v.string())

/** Accept and Dismiss: a card with the highest number it showed, or one request in a list. */
export const requestTarget = codec(v.union([v.object({ card, upTo: count }), v.object({ request, view })]))
export const withdrawTarget = codec(v.object({ request, view }))
export const sessionTarget = codec(v.object({ session }))
/** An entry of a session's menu; the first two open a page. */
export const SESSION_CHOICES = ['google', 'outlook', 'edit', 'cancel'] as const
export const sessionChoice = codec(v.object({ session, choose: v.picklist(SESSION_CHOICES) }))
export type SessionChoice = NonNullable<ReturnType<typeof sessionChoice.decode>>['choose']
/** A cancelled session to be replaced by a new booking. */
export const replaceTarget = codec(v.object({ replaces: session }))
/** `actorIs`: the role the button proposes for the actor, if it knows one: the member has the other. */
export const memberTarget = codec(v.object({ member, actorIs: v.optional(role) }))
export const suggestionTarget = codec(v.object({ suggestion }))
/** A page of what was suggested: after or before a suggestion. */
export const suggestionsPage = codec(v.object({ from: pageFrom(suggestion) }))

/** A slot in a select: its start, in epoch milliseconds. */
export const slotChoice = codec(v.object({ startsAt: instant }))
/** A button to another day's free times. */
export const dayTarget = codec(v.object({ day: date }))
/** A length in a select. */
export const lengthChoice = codec(v.object({ minutes }))
/** A page button in a modal opened before there was a date picker: the start of the first slot on that page. */
export const slotsPage = codec(v.object({ from: v.nullable(instant) }))

/** A page of the upcoming sessions: the end of the last session before it, or of the first one after it. */
export const sessionsPage = codec(v.object({ from: pageFrom(instant) }))

/** The page that the modal with the upcoming sessions shows. */
export const sessionsShown = codec(v.object({ upcoming: pageFrom(instant) }))

/** The offer and request modals: `to` if the member is given, `answers` if it answers an offer. */
export const sendMetadata = codec(
  v.object({
    kind,
    to: v.nullable(member),
    answers: v.nullable(request),
    contextUrl: v.nullable(v.string()),
  }),
)
export type SendMetadata = NonNullable<ReturnType<typeof sendMetadata.decode>>

const WARNINGS = ['outside_waking_hours', 'own_calendar', 'own_calendar_and_hours'] as const

export const bookingMetadata = codec(
  v.object({
    member,
    actorIs: role,
    origin: v.nullable(request),
    /** The time the summary shows, in epoch milliseconds: only this one is booked. */
    shown: v.optional(v.nullable(instant), null),
    /** The length in the summary; a session booked with another would not be what was shown. */
    shownMinutes: v.optional(v.nullable(minutes), null),
    /** The time shown is one that the mentor picked freely, so it need not be in the list. */
    picked: v.optional(v.boolean(), false),
    /** Which of the two controls is drawn; both were, in modals opened before there was a date picker. */
    control: v.optional(v.picklist(['list', 'picker'])),
    /** The day whose free times are listed, by the actor's calendar. */
    day: v.optional(v.nullable(date), null),
    /** The odd hour the mentor was warned about, in epoch milliseconds: submitting it again confirms it. */
    warned: v.nullable(instant),
    /** Of what. */
    warning: v.optional(v.picklist(WARNINGS)),
    /** The start of the first slot listed, in modals opened before there was a date picker. */
    slotsFrom: v.optional(v.nullable(instant), null),
    /** The session to be moved, as the member saw it; null for a new booking. */
    moves: v.nullable(
      v.object({ session, sequence: count, startsAt: v.optional(instant), endsAt: v.optional(instant) }),
    ),
    /** Each rises to clear its control's choice, which Slack keeps as long as the block's id stays the same. */
    revision: count,
    otherRevision: v.optional(count, 0),
    dayRevision: v.optional(count, 0),
    /** What was typed and chosen in fields that are not drawn now. */
    topic: v.optional(v.nullable(v.string()), null),
    place: v.optional(v.nullable(v.string()), null),
    minutes: v.optional(v.nullable(minutes), null),
    /** The cancelled session this booking replaces. */
    replaces: v.optional(v.nullable(session), null),
  }),
)

export const cancelMetadata = codec(v.object({ session }))

/** What the form showed: only what differs from it was changed in it. */
export const editMetadata = codec(v.object({ session, topic: v.string(), location: v.string() }))
