import * as v from 'valibot'
import { cardId, sessionId, suggestionId } from '../domain/ids.ts'
import { SESSION_MINUTES } from '../domain/sessions/session.ts'
import { isPlainDate, type Weekday } from '../domain/time/time.ts'
import { codec, id, member, request } from './codec.ts'

/**
 * Every name that travels to Slack and back: action ids, callback ids, block ids, and the values of buttons and modals.
 * These only name things; who acts, and where, comes from what Slack signed (spec 5-trust).
 */
export const actionIds = {
  acceptRequest: 'request.accept',
  dismissRequest: 'request.dismiss',
  withdrawRequest: 'request.withdraw',
  startOffer: 'offer.start',
  startSessionRequest: 'session_request.start',
  answerWithSessionRequest: 'offer.answer',
  bookSession: 'session.book',
  startBooking: 'booking.start',
  switchRoles: 'booking.switch_roles',
  pickSlot: 'booking.pick_slot',
  pickOtherTime: 'booking.pick_other_time',
  /** The same list drawn as radio buttons: under the select's name, Slack could carry a choice from one to the other. */
  pickTime: 'booking.pick_time',
  pickDay: 'booking.pick_day',
  nextDay: 'booking.next_day',
  previousDay: 'booking.previous_day',
  anyOtherTime: 'booking.any_other_time',
  freeTimes: 'booking.free_times',
  pickLength: 'booking.pick_length',
  editPlace: 'booking.place',
  /** In modals opened before there was a date picker. */
  pageSlots: 'booking.page_slots',
  pageSlotsBack: 'booking.page_slots_back',
  editTopic: 'booking.topic',
  cancelSession: 'session.cancel',
  showSessions: 'sessions.show',
  earlierSessions: 'sessions.earlier',
  laterSessions: 'sessions.later',
  rescheduleSession: 'session.reschedule',
  editAvailability: 'availability.edit',
  pause: 'availability.pause',
  resume: 'availability.resume',
  findZone: 'availability.find_zone',
  typeAvailability: 'availability.type',
  browse: 'requests.browse',
  browseNewer: 'requests.newer',
  browseOlder: 'requests.older',
  showRequests: 'requests.show',
  showHistory: 'requests.history',
  sessionMenu: 'session.menu',
  openPlace: 'link.place',
  startSuggestion: 'suggestion.start',
  putAside: 'suggestion.put_aside',
  showSuggestions: 'suggestions.show',
  newerSuggestions: 'suggestions.newer',
  olderSuggestions: 'suggestions.older',
  showPastSessions: 'sessions.past',
  newerPastSessions: 'sessions.past_newer',
  olderPastSessions: 'sessions.past_older',
  editProfile: 'profile.edit',
  typeProfile: 'profile.type',
  chooseTopics: 'profile.topics',
  findMentor: 'find.start',
  search: 'find.words',
  findTopic: 'find.topic',
  findListedAs: 'find.listed_as',
  hostSession: 'open_session.host',
  hostAgain: 'open_session.host_again',
  joinSession: 'open_session.join',
  leaveSession: 'open_session.leave',
  takeSeat: 'open_session.take_seat',
  declineSeat: 'open_session.decline_seat',
  putInvitationAside: 'open_session.put_aside',
  openSessionMenu: 'open_session.menu',
  moveOpenSession: 'open_session.move',
  manageSeats: 'open_session.seats',
  changeSeats: 'open_session.change_seats',
  giveSeat: 'open_session.give_seat',
  inviteToSession: 'open_session.invite',
  showOpenSessions: 'open_sessions.show',
  laterOpenSessions: 'open_sessions.later',
  earlierOpenSessions: 'open_sessions.earlier',
  filterOpenSessions: 'open_sessions.topic',
  showQuestions: 'open_session.questions',
  addToOpenSession: 'booking.add_to_open_session',
  typeHosting: 'open_session.type',
  typeNote: 'open_session.note',
  chooseOpenTopics: 'open_session.topics',
  moreFound: 'find.more',
  firstFound: 'find.first',
} as const

export const callbackIds = {
  sendModal: 'send.submit',
  pickMemberModal: 'booking.pick_member',
  bookingModal: 'booking.submit',
  rescheduleModal: 'reschedule.submit',
  availabilityModal: 'availability.submit',
  cancelModal: 'cancel.submit',
  editSessionModal: 'session.edit_submit',
  profileModal: 'profile.submit',
  findModal: 'find.submit',
  hostModal: 'open_session.host_submit',
  joinModal: 'open_session.join_submit',
  editOpenModal: 'open_session.edit_submit',
  moveOpenModal: 'open_session.move_submit',
  seatsModal: 'open_session.seats_submit',
  addModal: 'open_session.add_submit',
  inviteModal: 'open_session.invite_submit',
  cancelOpenModal: 'open_session.cancel_submit',
  suggestModal: 'suggestion.submit',
  offerShortcut: 'offer_to_mentor',
  sessionRequestShortcut: 'request_session',
  askAuthorShortcut: 'ask_author',
  findShortcut: 'find_mentor',
  suggestShortcut: 'suggest_mentor',
} as const

/** Modal blocks whose values are read on submission. */
export const blockIds = {
  member: 'member',
  members: 'members',
  message: 'message',
  others: 'others',
  topic: 'topic',
  reason: 'reason',
  zone: 'zone',
  hours: (day: Weekday) => `hours_${day}`,
  sessionMinutes: 'session_minutes',
  bufferBeforeMinutes: 'buffer_before_minutes',
  bufferAfterMinutes: 'buffer_after_minutes',
  leadHours: 'notice_hours',
  horizonDays: 'horizon_days',
  weeklyCap: 'weekly_cap',
  daysOff: 'days_off',
  location: 'location',
  pause: 'pause',
  otherTime: (revision: number) => `other_time_${revision}`,
  slot: (revision: number) => `slot_${revision}`,
  day: (revision: number) => `day_${revision}`,
  length: 'length',
  place: 'place',
  listedAs: 'listed_as',
  headline: 'headline',
  about: 'about',
  helpsWith: 'helps_with',
  learns: 'learns',
  menteeLimit: 'mentee_limit',
  takesSuggestions: 'takes_suggestions',
  avoided: 'avoided',
  searchedWords: 'searched_words',
  searchedTopic: 'searched_topic',
  searchedListedAs: 'searched_listed_as',
  mentor: 'mentor',
  mentee: 'mentee',
  receives: 'receives',
  why: 'why',
  naming: 'naming',
  joinAll: 'join_all',
  title: 'title',
  description: 'description',
  topics: 'topics',
  starts: 'starts',
  repeats: 'repeats',
  times: 'times',
  seats: 'seats',
  fewest: 'fewest',
  audience: 'audience',
  invited: 'invited',
  channel: 'channel',
  asks: 'asks',
  releaseHours: 'release_hours',
  which: 'which',
} as const

const card = v.pipe(id, v.transform(cardId))
const session = v.pipe(id, v.transform(sessionId))
const suggestion = v.pipe(id, v.transform(suggestionId))
const kind = v.picklist(['offer', 'session_request'])
/** The range of an integer column. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647))
/** Epoch milliseconds until the year 2100: what no clock shows would break the database's. */
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000))
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
/** An entry of an open session's menu; the last two open a page. Slack's menus hold five. */
export const OPEN_SESSION_CHOICES = ['edit', 'again', 'cancel', 'google', 'outlook'] as const
export const openSessionChoice = codec(v.object({ session, choose: v.picklist(OPEN_SESSION_CHOICES) }))
export type OpenSessionChoice = NonNullable<ReturnType<typeof openSessionChoice.decode>>['choose']
/** A cancelled session to be replaced by a new booking. */
export const replaceTarget = codec(v.object({ replaces: session }))
/** `actorIs`: the role the button proposes for the actor, if it knows one: the member has the other. */
export const memberTarget = codec(v.object({ member, actorIs: v.optional(role) }))
export const suggestionTarget = codec(v.object({ suggestion }))
/** A page of what was suggested: after or before a suggestion. */
export const suggestionsPage = codec(
  v.object({
    from: v.nullable(v.union([v.object({ after: suggestion }), v.object({ before: suggestion })])),
  }),
)

/** A slot in a select: its start, in epoch milliseconds. */
export const slotChoice = codec(v.object({ startsAt: instant }))
/** A button to another day's free times. */
export const dayTarget = codec(v.object({ day: date }))
/** A length in a select. */
export const lengthChoice = codec(v.object({ minutes }))
/** A page button in a modal opened before there was a date picker: the start of the first slot on that page. */
export const slotsPage = codec(v.object({ from: v.nullable(instant) }))

/** A page of the upcoming sessions: the end of the last session before it, or of the first one after it. */
export const sessionsPage = codec(
  v.object({ from: v.nullable(v.union([v.object({ after: instant }), v.object({ before: instant })])) }),
)

/** The page that the modal with the upcoming sessions shows. */
export const sessionsShown = codec(
  v.object({
    upcoming: v.nullable(v.union([v.object({ after: instant }), v.object({ before: instant })])),
  }),
)

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
