import type { HomeView, ModalView } from '@slack/types'
import fc from 'fast-check'
import {
  defaultAvailability,
  MAX_DAYS_OFF,
  MAX_LOCATION_LENGTH,
  MAX_RANGES_A_DAY,
} from '../../../src/domain/availability/availability.ts'
import { calendarProviders } from '../../../src/domain/calendars/reading.ts'
import { PAGE_SIZE } from '../../../src/domain/page.ts'
import { MOST_RECEIVERS } from '../../../src/domain/requests/request.ts'
import { MOST_OTHERS } from '../../../src/domain/requests/reroute.ts'
import { everyoneIn } from '../../../src/domain/sessions/session.ts'
import { MOST_DAYS } from '../../../src/domain/settings.ts'
import { SUGGESTION_LIMITS } from '../../../src/domain/suggestions/suggestion.ts'
import { DAY } from '../../../src/domain/time/time.ts'
import { lackingAmong } from '../../../src/slack/oauth/scopes.ts'
import type { Words } from '../../../src/slack/text/words.ts'
import { availabilityModal } from '../../../src/slack/views/availability-modal.ts'
import { type BookingRemark, bookingModal } from '../../../src/slack/views/booking-modal.ts'
import { calendarFaultMessage, leftoversMessage } from '../../../src/slack/views/calendar-fault-message.ts'
import { calendarsModal } from '../../../src/slack/views/calendars-modal.ts'
import { cancelModal } from '../../../src/slack/views/cancel-modal.ts'
import { connectCalendarModal } from '../../../src/slack/views/connect-calendar-modal.ts'
import { editSessionModal } from '../../../src/slack/views/edit-session-modal.ts'
import {
  helpMessage,
  incompleteMessage,
  refusedMessage,
  unresolvedMessage,
  usageMessage,
} from '../../../src/slack/views/help.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { sayModal } from '../../../src/slack/views/modal.ts'
import { nudgeMessage } from '../../../src/slack/views/nudge-message.ts'
import { pickMemberModal } from '../../../src/slack/views/pick-member-modal.ts'
import { reminderMessage } from '../../../src/slack/views/reminder-message.ts'
import { replacedMessage } from '../../../src/slack/views/replaced-message.ts'
import type { ReportMessage } from '../../../src/slack/views/report-message.ts'
import { requestCard } from '../../../src/slack/views/request-card.ts'
import { requestsMessage } from '../../../src/slack/views/requests-message.ts'
import { requestsModal } from '../../../src/slack/views/requests-modal.ts'
import { rerouteMessage } from '../../../src/slack/views/reroute-message.ts'
import { sendModal } from '../../../src/slack/views/send-modal.ts'
import { sentMessage, sentModal } from '../../../src/slack/views/sent.ts'
import { sessionMessage } from '../../../src/slack/views/session-message.ts'
import {
  pastSessionsMessage,
  pastSessionsModal,
  sessionsMessage,
  sessionsModal,
} from '../../../src/slack/views/sessions-list.ts'
import { addressModal, subscribeModal } from '../../../src/slack/views/subscribe-modal.ts'
import { suggestModal } from '../../../src/slack/views/suggest-modal.ts'
import { suggestionCard } from '../../../src/slack/views/suggestion-card.ts'
import { suggestionsModal } from '../../../src/slack/views/suggestions-modal.ts'
import { unansweredMessage } from '../../../src/slack/views/unanswered-message.ts'
import { MOST_SESSIONS, MOST_TO_JOIN } from '../../../src/store/reads/home.ts'
import { worstAvailability } from '../../support/worst-availability.ts'
import {
  anyCardState,
  anyHomeState,
  anyRequest,
  anySession,
  anySessionState,
  anySuggestedPage,
  anySuggestionState,
  someone,
  typed,
  zone,
} from './arbitrary.ts'
import { allCalendars, anyCalendar } from './calendar-states.ts'
import { anyResult } from './directory-states.ts'
import { drawnDirectoryViews } from './drawn-directory.ts'
import { drawnFeedbackViews } from './drawn-feedback.ts'
import { drawnOpenSessionViews } from './drawn-open-sessions.ts'
import { drawnOwnDataViews } from './drawn-own-data.ts'
import { drawnProgrammeViews } from './drawn-programme.ts'
import { drawnReport } from './drawn-report.ts'
import { anyOpenOnHome, anyOpenSession } from './open-session-states.ts'
import { dayOf, ids, member, NOW, options, request, slotsFrom } from './states.ts'

type Drawn = fc.Arbitrary<ReportMessage | ModalView | HomeView>

const full = Array.from({ length: MAX_RANGES_A_DAY }, (_, hour) => ({
  from: `${String(hour).padStart(2, '0')}:00`,
  to: `${String(hour).padStart(2, '0')}:30`,
}))

/** As much as can be saved. */
const most = {
  weekly: {
    monday: full,
    tuesday: full,
    wednesday: full,
    thursday: full,
    friday: full,
    saturday: full,
    sunday: full,
  },
  daysOff: Array.from({ length: MAX_DAYS_OFF }, () => ({ from: '2099-12-24', to: '2099-12-31' })),
  weeklyCap: 100,
}

const anySessionsState = fc
  .tuple(
    fc.array(
      fc.oneof(
        anySession,
        anyOpenSession.map(({ session }) => session),
      ),
      {
        maxLength: PAGE_SIZE.sessions,
      },
    ),
    someone,
    fc.option(fc.constant(NOW)),
    typed(200),
  )
  .map(([items, reader, place, fullName]) => ({
    member: reader,
    now: NOW,
    sessions: { items, previous: place, next: place },
    held: new Map(items.slice(2).map(({ id }) => [id, NOW] as const)),
    people: new Map(items.flatMap(everyoneIn).map((id) => [id, member(id, 'UTC', { fullName })] as const)),
    barred: new Map(items.slice(1).map(({ mentor }) => [mentor, 'stranger' as const])),
  }))

/** On a day with one of the longest names. */
const longAgo = fc.constantFrom(NOW, NOW - 55 * DAY)
const oddness = fc.constantFrom('early', 'late', null)
const date = fc.constantFrom('2026-11-24', '2027-09-29', '2031-09-24')

const anyBooking = fc
  .record({
    actorIs: fc.constantFrom('mentor', 'mentee'),
    mentorZone: zone,
    menteeZone: zone,
    name: typed(80),
    slots: fc
      // In September of the next year, days have their longest names.
      .tuple(
        fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 285, max: 295 })),
        fc.oneof(fc.nat(12), fc.nat(100)),
      )
      .map(([days, count]) => slotsFrom(NOW + days * DAY, Math.min(count, MOST_TIMES_A_DAY))),
    marks: fc.array(
      fc.record({
        ...{ own: oddness, other: oddness },
        unchecked: fc.record({ mentor: fc.boolean(), mentee: fc.boolean() }),
      }),
      { maxLength: 100 },
    ),
    checkedAt: fc.record({ mentor: fc.option(longAgo), mentee: fc.option(longAgo) }),
    shownDay: fc.option(date),
    previous: fc.option(date),
    next: fc.option(date),
    sessionMinutes: fc.integer({ min: 15, max: 240 }),
    accepts: fc.nat(500),
    origin: fc.option(anyRequest),
    moves: fc.option(anySession),
    topic: fc.option(typed(400)),
    place: fc.option(typed(400)),
    chosen: fc.option(fc.oneof(fc.nat(100), fc.integer({ min: NOW, max: NOW + 400 * DAY }))),
    isPicked: fc.boolean(),
    control: fc.constantFrom('list', 'picker'),
    revision: fc.nat(1000),
    isWarned: fc.boolean(),
    remark: fc.constantFrom<BookingRemark | undefined>(
      ...([
        'unshown',
        'outside_waking_hours',
        'own_calendar_and_hours',
        'mentee_away',
        'mentor_busy',
        'weekly_cap',
        undefined,
      ] as const),
      { notAdded: 'collides' },
    ),
  })
  .map((given) => {
    const slots = given.slots.map((slot, index) => ({ ...slot, ...given.marks[index] }))
    const { chosen: choice, revision } = given
    const chosen = choice === null ? null : (slots[choice]?.start ?? Math.max(choice, NOW))
    const shown = options({
      ...given,
      availability: { ...defaultAvailability('UTC'), sessionMinutes: given.sessionMinutes },
      usualMinutes: given.sessionMinutes,
      day: dayOf(slots, {
        date: slots.length > 0 ? '2027-09-29' : given.shownDay,
        previous: given.previous ?? undefined,
        next: given.next ?? undefined,
      }),
      chosen: null,
      mentor: member(ids.ada, given.mentorZone, { fullName: given.name }),
      mentee: member(ids.ben, given.menteeZone, { fullName: given.name }),
    })
    const { topic, place, control, isPicked, isWarned, remark } = given
    const draft = {
      ...{ topic, place, control, isPicked, chosen, minutes: null, day: null, replaces: null },
      ...{ revision, otherRevision: revision, dayRevision: revision },
      warned: isWarned ? chosen : null,
      warning: 'own_calendar_and_hours' as const,
    }
    return { shown, draft, remark }
  })

const sentWords = (words: Words, isFirst: boolean) => {
  const { status: _status, ...sent } = request()
  return {
    kind: sent.kind,
    text: words.confirmation({ outcome: 'sent', request: sent, answered: 1 }),
    isFirst,
  }
}

/** A day of 25 hours, in steps of the shortest session. */
const MOST_TIMES_A_DAY = 100

/** Every view by the name of the function that draws it, with whatever people can have written and the app can hold. */
export const drawnViews: Record<string, (words: Words) => Drawn> = {
  requestCard: (words) => anyCardState.map((state) => requestCard(words, state, NOW)),
  sessionMessage: (words) => anySessionState.map((state) => sessionMessage(words, state, NOW)),
  reminderMessage: (words) => anySessionState.map((state) => reminderMessage(words, state)),
  nudgeMessage: (words) =>
    fc
      .tuple(fc.nat(100), fc.array(anyRequest, { maxLength: 5 }))
      .map(([more, latest]) => nudgeMessage(words, { pending: latest.length + more, latest })),
  rerouteMessage: (words) =>
    fc
      .record({
        ...{ receiver: someone, isSeveral: fc.boolean(), upTo: fc.nat() },
        others: fc.array(anyResult, { minLength: 1, maxLength: MOST_OTHERS }),
      })
      .map((state) => rerouteMessage(words, state)),
  replacedMessage: (words) => fc.constant(replacedMessage(words)),
  unansweredMessage: (words) => fc.constant(unansweredMessage(words, NOW)),
  homeView: (words) =>
    fc
      .tuple(
        ...([anyHomeState(6), fc.array(anyResult, { maxLength: 3 }), fc.boolean()] as const),
        ...([
          fc.array(anyOpenOnHome, { maxLength: MOST_TO_JOIN }),
          fc.array(anyOpenSession, { maxLength: 2 }),
          fc.subarray([...lackingAmong([])]),
        ] as const),
      )
      .map(([state, toHelp, isFull, toJoin, open, lacking]) =>
        homeView(
          words,
          {
            ...{ ...state, toHelp, toJoin },
            upcoming: [...open.map(({ session }) => session), ...state.upcoming].slice(0, MOST_SESSIONS + 1),
            held: new Map(open.slice(1).map(({ session }) => [session.id, NOW])),
            calendars: allCalendars,
            ...(isFull && { availability: { ...worstAvailability, ...most } }),
          },
          lacking,
        ),
      ),
  requestsModal: (words) =>
    fc
      .tuple(
        anyHomeState(PAGE_SIZE.modal),
        fc.constantFrom('received', 'sent'),
        fc.constantFrom('all', 'open', 'closed'),
        fc.constantFrom(
          undefined,
          words.dismissedText({ outcome: 'unchanged', request: request(), count: 0 }),
        ),
      )
      .map(([state, side, extent, remark]) => requestsModal(words, { side, extent }, state, remark)),
  requestsMessage: (words) => anyHomeState(PAGE_SIZE.message).map((state) => requestsMessage(words, state)),
  sentMessage: (words) => fc.boolean().map((isFirst) => sentMessage(words, sentWords(words, isFirst))),
  sentModal: (words) => fc.boolean().map((isFirst) => sentModal(words, sentWords(words, isFirst))),
  sessionsMessage: (words) => anySessionsState.map((state) => sessionsMessage(words, state)),
  pastSessionsMessage: (words) => anySessionsState.map((state) => pastSessionsMessage(words, state)),
  pastSessionsModal: (words) => anySessionsState.map((state) => pastSessionsModal(words, state)),
  editSessionModal: (words) => anySessionState.map((state) => editSessionModal(words, state)),
  sessionsModal: (words) => anySessionsState.map((state) => sessionsModal(words, state, null)),
  availabilityModal: (words) =>
    fc.tuple(zone, typed(MAX_LOCATION_LENGTH), fc.boolean()).map(([theirs, location, isFull]) => {
      const availability = { ...defaultAvailability(theirs), location, paused: isFull, ...(isFull && most) }
      const calendars = isFull ? allCalendars : { sources: [], canConnect: false }
      return availabilityModal(words, { availability, isSet: isFull, calendars, now: NOW })
    }),
  calendarsModal: (words) => fc.constant(calendarsModal(words, allCalendars)),
  connectCalendarModal: (words) =>
    fc.subarray([...calendarProviders]).map((providers) =>
      connectCalendarModal(
        words,
        providers.map((provider) => ({ provider, url: `https://example.com/${'x'.repeat(1_000)}` })),
      ),
    ),
  leftoversMessage: (words) =>
    fc.constantFrom(...calendarProviders).map((provider) => leftoversMessage(words, provider)),
  calendarFaultMessage: (words) => anyCalendar.map((source) => calendarFaultMessage(words, source)),
  ...drawnDirectoryViews,
  ...drawnProgrammeViews,
  ...drawnReport,
  ...drawnFeedbackViews,
  ...drawnOwnDataViews,
  ...drawnOpenSessionViews,
  sendModal: (words) =>
    fc
      .record({
        kind: fc.constantFrom('offer', 'session_request'),
        to: fc.option(someone.map((id) => ({ id }))),
        message: typed(4000),
        contextUrl: fc.option(typed(5000).map((tail) => `https://example.com/${tail}`)),
        answers: fc.constantFrom(ids.request, null),
        toSeveral: fc.boolean(),
        othersAfterDays: fc.constantFrom(0, 1, 5, MOST_DAYS),
        fault: fc.constantFrom(
          undefined,
          { outcome: 'refused', reason: 'paused', member: ids.ada },
          { unresolved: '*x* <!here>'.repeat(50) },
        ),
      })
      .map(({ toSeveral, fault, ...state }) =>
        sendModal(
          words,
          { ...state, ...(toSeveral && { several: Array(MOST_RECEIVERS).fill(ids.ada) }) },
          fault,
        ),
      ),
  suggestModal: (words) =>
    fc
      .record({
        mentor: fc.option(someone, { nil: undefined }),
        mentee: fc.option(someone, { nil: undefined }),
        to: fc.constantFrom('mentor', 'mentee'),
        why: typed(4000),
        fault: fc.constantFrom(
          undefined,
          { outcome: 'refused', reason: 'why_too_long', limit: SUGGESTION_LIMITS.why },
          { unresolved: '*x* <!here>'.repeat(50) },
        ),
      })
      .map(({ fault, ...form }) => suggestModal(words, form, fault)),
  suggestionsModal: (words) =>
    anySuggestedPage(PAGE_SIZE.modal).map((page) => suggestionsModal(words, page, null)),
  suggestionCard: (words) => anySuggestionState.map((state) => suggestionCard(words, state)),
  subscribeModal: (words) =>
    fc
      .record({
        madeAt: fc.option(fc.constant(NOW)),
        isReachable: fc.boolean(),
        remark: fc.constantFrom(words.subscribing.repeated, words.subscribing.ended),
      })
      .map((state) => subscribeModal(words, state)),
  addressModal: (words) =>
    fc.constant(
      addressModal(words, `https://${'mentorship.'.repeat(20)}example.com/calendar/${'x'.repeat(43)}.ics`),
    ),
  pickMemberModal: (words) => fc.constant(pickMemberModal(words)),
  bookingModal: (words) =>
    fc
      .tuple(anyBooking, fc.array(anyOpenSession, { maxLength: 20 }))
      .map(([{ shown, draft, remark }, open]) => bookingModal(words, shown, draft, remark, open)),
  cancelModal: (words) => anySessionState.map((state) => cancelModal(words, state)),
  sayModal: (words) =>
    fc.constantFrom(...Object.values(words.modals)).map((title) => {
      const saved = words.savedText({ ...worstAvailability, ...most }, { now: NOW, nextSlot: null })
      return sayModal(words, title, saved)
    }),
  helpMessage: (words) => fc.constant(helpMessage(words)),
  usageMessage: (words) =>
    fc
      .tuple(typed(4000), fc.constantFrom([], ['offer'], ['sessions', 'pause', 'availability']))
      .map(([text, meant]) => usageMessage(words, text, meant)),
  incompleteMessage: (words) => fc.constant(incompleteMessage(words, 'book')),
  refusedMessage: (words) =>
    typed(12_000).map((text) =>
      refusedMessage(words, { outcome: 'refused', reason: 'message_too_long', limit: 1500 }, text),
    ),
  unresolvedMessage: (words) => typed(2000).map((text) => unresolvedMessage(words, text, 'book')),
}
