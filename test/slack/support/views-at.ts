import type { HomeView, ModalView } from '@slack/types'
import {
  defaultAvailability,
  MAX_DAYS_OFF,
  MAX_LOCATION_LENGTH,
} from '../../../src/domain/availability/availability.ts'
import { MOST_SHOWN, PROFILE_LIMITS } from '../../../src/domain/directory/profile.ts'
import { sessionId } from '../../../src/domain/ids.ts'
import { PAGE_SIZE, type Page } from '../../../src/domain/page.ts'
import type { RequestCursor } from '../../../src/domain/requests/lists.ts'
import { MESSAGE_LIMIT, MOST_RECEIVERS } from '../../../src/domain/requests/request.ts'
import { MOST_OTHERS } from '../../../src/domain/requests/reroute.ts'
import { TOPIC_LIMIT } from '../../../src/domain/sessions/session.ts'
import { SUGGESTION_LIMITS } from '../../../src/domain/suggestions/suggestion.ts'
import { HOUR } from '../../../src/domain/time/time.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { availabilityModal } from '../../../src/slack/views/availability-modal.ts'
import { emptyDraft } from '../../../src/slack/views/booking-draft.ts'
import { bookingModal } from '../../../src/slack/views/booking-modal.ts'
import { calendarsModal } from '../../../src/slack/views/calendars-modal.ts'
import { findModal } from '../../../src/slack/views/find-modal.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { sayModal } from '../../../src/slack/views/modal.ts'
import { nudgeMessage } from '../../../src/slack/views/nudge-message.ts'
import { ownDataModal } from '../../../src/slack/views/own-data-modal.ts'
import { profileModal } from '../../../src/slack/views/profile-modal.ts'
import type { ReportMessage } from '../../../src/slack/views/report-message.ts'
import { requestCard } from '../../../src/slack/views/request-card.ts'
import { requestsMessage } from '../../../src/slack/views/requests-message.ts'
import { requestsModal } from '../../../src/slack/views/requests-modal.ts'
import { rerouteMessage } from '../../../src/slack/views/reroute-message.ts'
import { sendModal } from '../../../src/slack/views/send-modal.ts'
import { sessionMessage } from '../../../src/slack/views/session-message.ts'
import {
  pastSessionsMessage,
  pastSessionsModal,
  sessionsMessage,
  sessionsModal,
} from '../../../src/slack/views/sessions-list.ts'
import { suggestionCard } from '../../../src/slack/views/suggestion-card.ts'
import { suggestionsModal } from '../../../src/slack/views/suggestions-modal.ts'
import { MOST_SESSIONS, MOST_TO_JOIN } from '../../../src/store/reads/home.ts'
import { calendarsAt } from './calendar-states.ts'
import { foundAt, profileAt, resultAt } from './directory-states.ts'
import { feedbackViewsOfOne } from './drawn-feedback.ts'
import { openSessionViewsAt, openSessionViewsOfOne } from './drawn-open-sessions.ts'
import { ownDataAt, ownDataViewsOfOne } from './drawn-own-data.ts'
import { programmeViewsAt, programmeViewsOfOne } from './drawn-programme.ts'
import { reportsAt } from './drawn-report.ts'
import { openAt, toJoinAt } from './open-session-states.ts'
import {
  cardStateOf,
  dayOf,
  homeStateOf,
  ids,
  member,
  NOW,
  options,
  request,
  session,
  slotsFrom,
  suggestionStateOf,
} from './states.ts'

const some = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item)

/** The first page of so many. */
const page = <Item, Place>(count: number, size: number, item: Item, place: Place): Page<Item, Place> => ({
  items: some(Math.min(count, size), item),
  previous: null,
  next: count > size ? place : null,
})

const longest = request({ message: 'W'.repeat(MESSAGE_LIMIT) })
const place: RequestCursor = { section: 4, id: ids.request }
const person = { fullName: 'W'.repeat(80), picture: `https://avatars.example.com/${'a'.repeat(2900)}.png` }
const listed = {
  request: longest,
  state: 'pending',
  session: null,
  barred: null,
  sender: person,
  receiver: person,
} as const
const longSession = session({ topic: 'W'.repeat(TOPIC_LIMIT), location: 'W'.repeat(MAX_LOCATION_LENGTH) })

const longSuggestion = suggestionStateOf(
  { other: { id: ids.ada, ...person }, headline: 'W'.repeat(PROFILE_LIMITS.headline), barred: 'stranger' },
  { why: 'W'.repeat(SUGGESTION_LIMITS.why) },
)

const homeAt = (count: number, received: number, sent: number) =>
  homeStateOf({
    ...{ pending: count, waiting: count, history: { received: count > 0, sent: count > 0 } },
    received: page(count, received, listed, place),
    sent: page(count, sent, listed, place),
    upcoming: some(Math.min(count, MOST_SESSIONS + 1), longSession),
    suggested: page(count, PAGE_SIZE.suggested, longSuggestion, ids.suggestion),
    ...{ upcomingCount: count, hasPast: count > 0, people: new Map([[ids.ada, person]]) },
    ...{ toJoin: toJoinAt(count), hasMoreToJoin: count > MOST_TO_JOIN },
    toHelp: some(Math.min(count, 3), resultAt(count)),
  })

const sessionsAt = (count: number) => ({
  ...{ member: ids.ben, now: NOW, people: new Map([[ids.ada, member(ids.ada, 'UTC', person)]]) },
  ...{ barred: new Map([[ids.ada, 'stranger' as const]]), held: new Map() },
  sessions: page(count, PAGE_SIZE.sessions, longSession, NOW),
})

/** The same, all of them open, with a seat that is held. */
const openAmongSessions = (count: number) => ({
  ...sessionsAt(count),
  held: new Map([[ids.session, NOW]]),
  sessions: page(count, PAGE_SIZE.sessions, openAt(count).session, NOW),
})

/** One of several open sessions, each with its own id. */
const ownOpenAt = (count: number, at: number) => {
  const open = openAt(count)
  return { ...open, session: { ...open.session, id: sessionId(`${ids.session.slice(0, -2)}${at + 10}`) } }
}

const daysOff = (count: number) =>
  some(Math.min(count, MAX_DAYS_OFF), { from: '2099-12-24', to: '2099-12-31' })

type View = ReportMessage | ModalView | HomeView

/** Every view that shows a number of things, or counts them, when there are exactly so many. */
export const viewsAt: Record<string, (words: Words, count: number) => readonly View[]> = {
  ownDataModal: (words, count) => [ownDataModal(words, ownDataAt(count))],
  requestCard: (words, count) => {
    const card = (latest: Parameters<typeof request>[0], counts: object) =>
      requestCard(words, cardStateOf({ ...longest, ...latest }, { answered: count, ...counts }), NOW)
    const by = { acceptedAt: NOW, acceptedBy: { session: ids.session } }
    return [
      card({}, { pending: count, dismissed: count }),
      card({ status: 'dismissed' }, { pending: 0, dismissed: count }),
      card({ status: 'accepted', ...by }, { accepted: count }),
    ]
  },
  sessionMessage: (words, count) => {
    const accepted = count === 0 ? null : ({ kind: 'session_request', count } as const)
    const sides = { reader: member(ids.ada), other: member(ids.ben, 'UTC', person) }
    const state = {
      session: longSession,
      ...sides,
      accepted,
      message: null,
      isReplaced: false,
      unchecked: [],
    }
    return [sessionMessage(words, state, NOW)]
  },
  rerouteMessage: (words, count) => {
    const others = some(Math.min(count, MOST_OTHERS), resultAt(count))
    const state = { receiver: ids.ada, isSeveral: count > 1, upTo: count, others }
    return count === 0 ? [] : [rerouteMessage(words, state)]
  },
  nudgeMessage: (words, count) =>
    count === 0 ? [] : [nudgeMessage(words, { pending: count, latest: some(Math.min(count, 5), longest) })],
  suggestionCard: (words, count) => {
    const topics = some(Math.min(count, PROFILE_LIMITS.helpsWith), {
      id: ids.topic,
      name: 'W'.repeat(PROFILE_LIMITS.topicName),
    })
    return [suggestionCard(words, suggestionStateOf({ topics }))]
  },
  homeView: (words, count) => [homeView(words, homeAt(count, PAGE_SIZE.received, PAGE_SIZE.sent))],
  requestsModal: (words, count) =>
    (['received', 'sent'] as const).flatMap((side) =>
      (['all', 'open', 'closed'] as const).map((extent) =>
        requestsModal(words, { side, extent }, homeAt(count, PAGE_SIZE.modal, PAGE_SIZE.modal), undefined),
      ),
    ),
  requestsMessage: (words, count) => [
    requestsMessage(words, homeAt(count, PAGE_SIZE.message, PAGE_SIZE.message)),
  ],
  suggestionsModal: (words, count) => [
    suggestionsModal(words, page(count, PAGE_SIZE.modal, longSuggestion, ids.suggestion), null),
  ],
  sessionsMessage: (words, count) => [
    sessionsMessage(words, sessionsAt(count)),
    sessionsMessage(words, openAmongSessions(count)),
  ],
  sessionsModal: (words, count) => [
    sessionsModal(words, sessionsAt(count), null),
    sessionsModal(words, openAmongSessions(count), { after: NOW }, words.invitationPutAside),
  ],
  pastSessionsMessage: (words, count) => [pastSessionsMessage(words, sessionsAt(count))],
  pastSessionsModal: (words, count) => [pastSessionsModal(words, sessionsAt(count))],
  bookingModal: (words, count) => {
    // A day has a hundred at most.
    const slots = slotsFrom(NOW + 28 * HOUR, Math.min(count, 100))
    const shown = { origin: longest, accepts: count, day: dayOf(slots) }
    return [
      bookingModal(words, options(shown), emptyDraft, undefined),
      bookingModal(words, options({ ...shown, actorIs: 'mentor', origin: null }), emptyDraft, undefined),
      bookingModal(
        words,
        options({ ...shown, actorIs: 'mentor' }),
        emptyDraft,
        { notAdded: 'gone' },
        Array.from({ length: Math.min(count, 20) }, (_, at) => ownOpenAt(count, at)),
      ),
    ]
  },
  calendarsModal: (words, count) => [calendarsModal(words, calendarsAt(count))],
  availabilityModal: (words, count) => {
    const availability = { ...defaultAvailability('UTC'), daysOff: daysOff(count) }
    return [availabilityModal(words, { availability, isSet: true, calendars: calendarsAt(count), now: NOW })]
  },
  findModal: (words, count) => {
    // Earlier pages showed at most so many.
    const shown = some(Math.min(count, MOST_SHOWN - 1), ids.ada)
    const search = { listedAs: 'mentor', words: 'W'.repeat(300), topic: null } as const
    return [[], shown].map((before) => findModal(words, foundAt(count), { ...search, shown: before }))
  },
  profileModal: (words, count) => [
    profileModal(words, {
      profile: profileAt(count),
      avoided: some(Math.min(count, PROFILE_LIMITS.avoided), ids.ada),
    }),
  ],
  sayModal: (words, count) => {
    const availability = { ...defaultAvailability('UTC'), daysOff: daysOff(count) }
    const saved = words.savedText(availability, { now: NOW, nextSlot: null })
    return [sayModal(words, words.modals.availabilityTitle, saved)]
  },
  sendModal: (words, count) => {
    const form = {
      kind: 'offer',
      to: null,
      answers: null,
      contextUrl: null,
      message: longest.message,
      othersAfterDays: 0,
    } as const
    const several = some(Math.min(count, MOST_RECEIVERS), ids.ada)
    return [sendModal(words, { ...form, ...(count > 0 && { several }) })]
  },
  ...openSessionViewsAt,
  ...programmeViewsAt,
  ...reportsAt,
}

/** Views that are about one thing, or about nothing that can be counted. */
export const viewsOfOne = [
  ...openSessionViewsOfOne,
  ...programmeViewsOfOne,
  ...feedbackViewsOfOne,
  ...ownDataViewsOfOne,
  'calendarFaultMessage',
  'leftoversMessage',
  'connectCalendarModal',
  'reminderMessage',
  'replacedMessage',
  'sentMessage',
  'sentModal',
  'unansweredMessage',
  'subscribeModal',
  'addressModal',
  'editSessionModal',
  'suggestModal',
  'pickMemberModal',
  'cancelModal',
  'helpMessage',
  'usageMessage',
  'incompleteMessage',
  'refusedMessage',
  'unresolvedMessage',
]
