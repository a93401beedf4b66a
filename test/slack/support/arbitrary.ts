import fc from 'fast-check'
import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import { PROFILE_LIMITS } from '../../../src/domain/directory/profile.ts'
import { cardId, memberId, requestId, sessionId, suggestionId, topicId } from '../../../src/domain/ids.ts'
import type { AnswerBar } from '../../../src/domain/member.ts'
import { PAGE_SIZE, type Page } from '../../../src/domain/page.ts'
import { MOST_ORGANISERS } from '../../../src/domain/programme/organisers.ts'
import type { Browsing, RequestCursor } from '../../../src/domain/requests/lists.ts'
import { isOpen, MESSAGE_LIMIT, type Request } from '../../../src/domain/requests/request.ts'
import {
  everyoneIn,
  otherOf,
  REASON_LIMIT,
  type Session,
  TOPIC_LIMIT,
} from '../../../src/domain/sessions/session.ts'
import { SETTING_LIMITS } from '../../../src/domain/settings.ts'
import {
  SUGGESTION_LIMITS,
  type Suggestion,
  suggestedOther,
} from '../../../src/domain/suggestions/suggestion.ts'
import { DAY, MINUTE } from '../../../src/domain/time/time.ts'
import type { CardState } from '../../../src/store/reads/card-state.ts'
import { type HomeState, MOST_SESSIONS } from '../../../src/store/reads/home.ts'
import type { Listed, SentListed } from '../../../src/store/reads/request-lists.ts'
import type { SessionState } from '../../../src/store/reads/session-state.ts'
import type { Suggested, SuggestionState } from '../../../src/store/reads/suggestions.ts'
import { member, NOW } from './states.ts'

const nasty = [
  '<!channel>',
  '<@U0BEN00002|ben>',
  '<https://evil.example|https://good.example>',
  '&amp;',
  '*bold* _it_ ~gone~ `code`',
  '> quoted',
  '&&&<<<>>>',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u202Edesrever\u202C',
  '\u0000\u0007\u001B[31m',
  '\r\n\n\t ',
  'é'.repeat(40),
  'https://example.com/a?b=<c>|d&e',
  ':tada: :-) 10:30:15',
  '<!date^0^{date}|x>',
] as const

/** What people might type: up to `max` UTF-16 units, and often exactly that many. */
export const typed = (max: number) =>
  fc
    .oneof(
      fc.array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 20 })), {
        maxLength: 60,
      }),
      fc.constantFrom(...nasty, '<', '&', '𝕏', 'W').map((unit) => Array(max).fill(unit)),
    )
    .map((parts) => parts.join('').slice(0, max))

const uuid = fc.uuid({ version: 7 })
export const someone = fc.stringMatching(/^[UW][A-Z0-9]{8,10}$/).map(memberId)
export const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC', 'Etc/GMT+5')
const instant = fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY })
const contextUrl = fc.oneof(
  fc.constant(null),
  fc.webUrl(),
  typed(3000),
  fc.constant('https://example.slack.com/archives/C1/p1?a=<b>|c&d'),
)

const request = (kind: Request['kind']): fc.Arbitrary<Request> =>
  fc
    .record({
      id: uuid.map(requestId),
      sender: someone,
      receiver: someone,
      message: typed(MESSAGE_LIMIT),
      contextUrl,
      status: fc.constantFrom('pending', 'dismissed', 'accepted'),
      card: uuid.map(cardId),
      number: fc.integer({ min: 1, max: 1_000_000 }),
      sentAt: instant,
      suggestedBy: fc.option(someone),
      isWithdrawn: fc.boolean(),
      acceptedBy: fc.oneof(
        uuid.map((id) => ({ session: sessionId(id) })),
        uuid.map((id) => ({ sessionRequest: requestId(id) })),
      ),
    })
    .map(({ isWithdrawn, acceptedBy, ...rest }) => ({
      ...rest,
      kind,
      withdrawnAt: isWithdrawn && rest.status !== 'accepted' ? NOW : null,
      acceptedAt: rest.status === 'accepted' ? NOW : null,
      acceptedBy: rest.status === 'accepted' ? acceptedBy : null,
    }))

export const anyRequest = fc.constantFrom('offer', 'session_request').chain((kind) => request(kind))

export const anySession: fc.Arbitrary<Session> = fc
  .record({
    id: uuid.map(sessionId),
    mentor: someone,
    mentee: someone,
    startsAt: instant,
    minutes: fc.integer({ min: 15, max: 120 }),
    topic: typed(TOPIC_LIMIT),
    location: typed(300),
    status: fc.constantFrom('scheduled', 'cancelled'),
    sequence: fc.integer({ min: 0, max: 5 }),
    menteeBooked: fc.boolean(),
    cancelledBy: fc.constantFrom('mentor', 'mentee', null),
    cancelReason: fc.option(typed(REASON_LIMIT)),
    movedFrom: fc.option(instant),
    edited: fc.boolean(),
    cancelledOnDeparture: fc.boolean(),
    suggestedBy: fc.option(someone),
  })
  .map(({ minutes, menteeBooked, cancelledBy, movedFrom, edited, mentee, ...rest }) => ({
    ...rest,
    mentees: [mentee],
    seats: null,
    endsAt: rest.startsAt + minutes * MINUTE,
    bookedBy: menteeBooked ? mentee : rest.mentor,
    cancelledBy:
      rest.status === 'cancelled' && cancelledBy ? { mentor: rest.mentor, mentee }[cancelledBy] : null,
    cancelReason: rest.status === 'cancelled' ? rest.cancelReason : null,
    moved: movedFrom === null ? null : { by: rest.mentor, from: movedFrom },
    editedBy: edited ? mentee : null,
  }))

const anyBar: fc.Arbitrary<AnswerBar | null> = fc.option(
  fc.record({
    side: fc.constantFrom('sender', 'receiver'),
    bar: fc.constantFrom('deactivated', 'stranger', 'guest'),
  }),
)

export const anyCardState: fc.Arbitrary<CardState> = fc
  .record({
    latest: anyRequest,
    sender: fc.record({
      fullName: typed(200),
      picture: fc.option(fc.constant('https://example.com/ada.png')),
      zone,
    }),
    pending: fc.nat(200),
    dismissed: fc.nat(200),
    accepted: fc.nat(200),
    session: fc.option(anySession),
    answered: fc.nat(100),
    isSeatGone: fc.boolean(),
    barred: anyBar,
  })
  .map((state) => ({
    ...state,
    card: { ...state.latest, id: state.latest.card, message: null },
    upTo: state.latest.number,
  }))

export const anySessionState: fc.Arbitrary<SessionState> = fc
  .record({
    session: anySession,
    readerZone: zone,
    otherZone: zone,
    readerIsMentor: fc.boolean(),
    accepted: fc.option(
      fc.record({
        kind: fc.constantFrom('offer', 'session_request'),
        count: fc.integer({ min: 1, max: 999 }),
      }),
    ),
    isReplaced: fc.boolean(),
    unchecked: fc.constantFrom('none', 'mentor', 'both'),
  })
  .map(({ session, readerZone, otherZone, readerIsMentor, accepted, isReplaced, unchecked }) => ({
    unchecked: { none: [], mentor: [session.mentor], both: everyoneIn(session) }[unchecked],
    isReplaced,
    session,
    reader: member(readerIsMentor ? session.mentor : otherOf(session, session.mentor), readerZone),
    other: member(readerIsMentor ? otherOf(session, session.mentor) : session.mentor, otherZone),
    accepted,
    message: null,
  }))

const place: fc.Arbitrary<RequestCursor> = fc.record({
  section: fc.constantFrom(1, 2, 3, 4),
  id: uuid.map(requestId),
})
const from = fc.oneof(
  fc.constant(null),
  place.map((after) => ({ after })),
  place.map((before) => ({ before })),
)
const kindFilter = fc.constantFrom('offer', 'session_request', null)

export const anyBrowsing: fc.Arbitrary<Browsing> = fc.record({
  received: fc.record({
    filter: fc.record(
      {
        kind: kindFilter,
        state: fc.constantFrom('pending', 'dismissed', 'accepted', 'withdrawn', null),
        sender: someone,
      },
      { requiredKeys: ['kind', 'state'] },
    ),
    from,
  }),
  sent: fc.record({
    filter: fc.record({ kind: kindFilter, state: fc.constantFrom('pending', 'accepted', 'withdrawn', null) }),
    from,
  }),
})

const stateOf = ({ status, withdrawnAt }: Request) => (withdrawnAt === null ? status : 'withdrawn')

const listed: fc.Arbitrary<Listed> = fc
  .record({
    request: anyRequest,
    session: fc.option(fc.record({ startsAt: instant, status: fc.constantFrom('scheduled', 'cancelled') })),
    barred: anyBar,
    sender: fc.record({
      fullName: typed(120),
      picture: fc.option(fc.constant(`https://avatars.example.com/${'a'.repeat(2900)}.png`)),
    }),
  })
  .map(({ request, session, barred, sender }) => ({
    ...{ request, state: stateOf(request), session, sender },
    barred: isOpen(request) ? barred : null,
  }))

const sentListed: fc.Arbitrary<SentListed> = listed.map(({ request, state, session, sender }) => {
  const { status: _status, ...told } = request
  return {
    request: told,
    state: state === 'dismissed' ? 'pending' : state,
    session,
    receiver: { fullName: sender.fullName },
  }
})

const page = <Item>(item: fc.Arbitrary<Item>, size: number): fc.Arbitrary<Page<Item, RequestCursor>> =>
  fc.record({
    items: fc.array(item, { maxLength: size }),
    previous: fc.option(place),
    next: fc.option(place),
  })

const counts = fc.record({ shown: fc.integer({ min: 0, max: 100 }), all: fc.integer({ min: 0, max: 100 }) })

const anySuggestion: fc.Arbitrary<Suggestion> = fc
  .record({
    id: uuid.map(suggestionId),
    mentor: someone,
    mentee: someone,
    toMentor: fc.boolean(),
    suggester: someone,
    why: typed(SUGGESTION_LIMITS.why),
    namesSuggester: fc.boolean(),
    suggestedAt: instant,
    putAsideAt: fc.option(instant),
  })
  .map(({ toMentor, ...rest }) => ({ ...rest, receiver: toMentor ? rest.mentor : rest.mentee, usedBy: null }))

const anySuggested: fc.Arbitrary<Suggested> = fc
  .record({
    suggestion: anySuggestion,
    fullName: typed(200),
    picture: fc.option(fc.constant(`https://avatars.example.com/${'a'.repeat(2900)}.png`)),
    headline: typed(PROFILE_LIMITS.headline),
    barred: fc.constantFrom(null, 'paused', 'guest', 'stranger', 'bot'),
  })
  .map(({ fullName, picture, ...rest }) => ({
    ...rest,
    other: { id: suggestedOther(rest.suggestion).other, fullName, picture },
  }))

export const anySuggestedPage = (size: number): fc.Arbitrary<HomeState['suggested']> =>
  fc.record({
    items: fc.array(anySuggested, { maxLength: size }),
    previous: fc.option(uuid.map(suggestionId)),
    next: fc.option(uuid.map(suggestionId)),
  })

/** @param size rows of each list */
export const anyHomeState = (size: number): fc.Arbitrary<HomeState> =>
  fc.record({
    browsing: anyBrowsing,
    narrowed: fc.record({ received: fc.option(counts), sent: fc.option(counts) }),
    pending: fc.integer({ min: 0, max: 100 }),
    waiting: fc.integer({ min: 0, max: 100 }),
    history: fc.record({ received: fc.boolean(), sent: fc.boolean() }),
    received: page(listed, size),
    sent: page(sentListed, size),
    member: someone,
    now: fc.constant(NOW),
    upcoming: fc.array(anySession, { maxLength: MOST_SESSIONS + 1 }),
    held: fc.constant(new Map()),
    toJoin: fc.constant([]),
    hasMoreToJoin: fc.boolean(),
    suggested: anySuggestedPage(PAGE_SIZE.suggested),
    people: fc.constant(new Map()),
    upcomingCount: fc.integer({ min: 0, max: 100 }),
    hasPast: fc.boolean(),
    availability: fc
      .record({ zone, location: typed(300), paused: fc.boolean() })
      .map((changes) => ({ ...defaultAvailability(changes.zone), ...changes })),
    availabilityIsSet: fc.boolean(),
    nextSlot: fc.option(fc.constant({ start: NOW, end: NOW + 1_800_000 })),
    listing: fc.record({
      isSet: fc.boolean(),
      mentors: fc.boolean(),
      seeks: fc.boolean(),
      keptOutBy: fc.constantFrom('paused', 'guest', 'stranger', 'deactivated', null),
      isFull: fc.boolean(),
    }),
    place: fc.constantFrom('organiser', 'admin', 'member'),
    organisers: fc.array(someone, { maxLength: MOST_ORGANISERS }),
    about: fc.record({
      programmeName: typed(SETTING_LIMITS.programmeName),
      welcomeLine: typed(SETTING_LIMITS.welcomeLine),
    }),
  })

export const anySuggestionState: fc.Arbitrary<SuggestionState> = fc
  .record({
    suggested: anySuggested,
    topics: fc.array(fc.record({ id: uuid.map(topicId), name: typed(PROFILE_LIMITS.topicName) }), {
      maxLength: PROFILE_LIMITS.helpsWith,
    }),
    isGone: fc.boolean(),
    usedBy: fc.constantFrom(null, 'request', 'session'),
  })
  .map(({ suggested, usedBy, ...rest }) => ({
    ...{ ...suggested, ...rest, message: null },
    suggestion: { ...suggested.suggestion, usedBy },
  }))
