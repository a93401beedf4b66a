import { defaultAvailability } from '../../../src/domain/availability/availability.ts'
import type { Slot, SlotDay } from '../../../src/domain/availability/slot-day.ts'
import { cardId, memberId, requestId, sessionId, suggestionId, topicId } from '../../../src/domain/ids.ts'
import type { Member } from '../../../src/domain/member.ts'
import type { Request } from '../../../src/domain/requests/request.ts'
import { asBooked, type Session } from '../../../src/domain/sessions/session.ts'
import type { Suggestion } from '../../../src/domain/suggestions/suggestion.ts'
import { HOUR, MINUTE } from '../../../src/domain/time/time.ts'
import type { HomeScreen } from '../../../src/service/screens.ts'
import type { BookingOptions } from '../../../src/service/sessions/booking-options.ts'
import type { CardState } from '../../../src/store/reads/card-state.ts'
import type { HomeState } from '../../../src/store/reads/home.ts'
import type { SuggestionState } from '../../../src/store/reads/suggestions.ts'

/** Monday 23 November 2026, 10:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 10)

export const ids = {
  ada: memberId('U0ADA00001'),
  ben: memberId('U0BEN00002'),
  request: requestId('01900000-0000-7000-8000-000000000001'),
  answer: requestId('01900000-0000-7000-8000-000000000002'),
  session: sessionId('01900000-0000-7000-8000-000000000003'),
  card: cardId('01900000-0000-7000-8000-000000000004'),
  suggestion: suggestionId('01900000-0000-7000-8000-000000000005'),
  cleo: memberId('U0CLEO0003'),
  topic: topicId('01900000-0000-7000-8000-000000000006'),
}

export const member = (id = ids.ada, zone = 'Europe/Berlin', changes: Partial<Member> = {}): Member => ({
  id,
  name: 'Ada',
  fullName: 'Ada Lovelace',
  picture: null,
  title: null,
  zone,
  isBot: false,
  isDeactivated: false,
  isGuest: false,
  isStranger: false,
  isAdmin: false,
  isPaused: false,
  ...changes,
})

/** An offer from Ada to Ben. */
export const request = (changes: Partial<Request> = {}): Request => ({
  id: ids.request,
  kind: 'offer',
  sender: ids.ada,
  receiver: ids.ben,
  message: 'Shall we look at your first talk?',
  contextUrl: null,
  status: 'pending',
  card: ids.card,
  number: 1,
  sentAt: NOW - HOUR,
  withdrawnAt: null,
  acceptedAt: null,
  acceptedBy: null,
  suggestedBy: null,
  ...changes,
})

/** Ada mentors Ben on Tuesday 24 November, 14:00 to 14:30 UTC. */
export const session = (changes: Partial<Session> = {}): Session => ({
  id: ids.session,
  mentor: ids.ada,
  mentees: [ids.ben],
  startsAt: NOW + 28 * HOUR,
  endsAt: NOW + 28 * HOUR + 30 * MINUTE,
  topic: 'First talk',
  location: 'https://meet.example.com/ada',
  ...asBooked,
  bookedBy: ids.ben,
  suggestedBy: null,
  ...changes,
})

export const cardStateOf = (latest: Request, changes: Partial<CardState> = {}): CardState => ({
  card: {
    id: latest.card,
    sender: latest.sender,
    receiver: latest.receiver,
    kind: latest.kind,
    message: null,
  },
  sender: { fullName: 'Ada Berlin', picture: null, zone: 'Europe/Berlin' },
  latest,
  pending: latest.withdrawnAt === null && latest.status === 'pending' ? 1 : 0,
  dismissed: latest.withdrawnAt === null && latest.status === 'dismissed' ? 1 : 0,
  accepted: latest.status === 'accepted' ? 1 : 0,
  upTo: latest.number,
  session: null,
  answered: 0,
  isSeatGone: false,
  barred: null,
  ...changes,
})

/** Ben, in New York, books with Ada, in Berlin. */
export const options = (changes: Partial<BookingOptions> = {}): BookingOptions => ({
  outcome: 'options',
  actorIs: 'mentee',
  mentor: member(ids.ada, 'Europe/Berlin'),
  mentee: member(ids.ben, 'America/New_York'),
  availability: defaultAvailability('Europe/Berlin'),
  usualMinutes: 30,
  day: dayOf(slotsFrom(NOW + 28 * HOUR, 4)),
  chosen: null,
  checkedAt: { mentor: null, mentee: null },
  accepts: 1,
  origin: request(),
  moves: null,
  now: NOW,
  ...changes,
})

/** The day of some free times, without others around it. */
export const dayOf = (slots: readonly Slot[], changes: Partial<SlotDay> = {}): SlotDay => ({
  date: '2026-11-24',
  slots,
  previous: undefined,
  next: undefined,
  reach: { from: '2026-11-23', to: '2026-12-21' },
  ...changes,
})

export const slotsFrom = (first: number, count: number): Slot[] =>
  Array.from({ length: count }, (_, index) => ({
    start: first + index * 30 * MINUTE,
    end: first + (index + 1) * 30 * MINUTE,
    own: null,
    other: null,
    unchecked: { mentor: false, mentee: false },
  }))

/** Cleo suggests Ada to Ben as his mentor. */
export const suggestionStateOf = (
  changes: Partial<SuggestionState> = {},
  suggestion: Partial<Suggestion> = {},
): SuggestionState => ({
  suggestion: {
    id: ids.suggestion,
    mentor: ids.ada,
    mentee: ids.ben,
    receiver: ids.ben,
    suggester: ids.cleo,
    why: 'Ada gave the talk that you liked.',
    namesSuggester: true,
    suggestedAt: NOW - HOUR,
    putAsideAt: null,
    usedBy: null,
    ...suggestion,
  },
  other: { id: ids.ada, fullName: 'Ada Berlin', picture: null },
  headline: 'First talks',
  topics: [],
  barred: null,
  isGone: false,
  message: null,
  ...changes,
})

const countsOf = ({ filter }: HomeState['browsing']['received']) =>
  filter.kind || filter.state || filter.sender ? { shown: 12, all: 63 } : null

const nothing = { items: [], previous: null, next: null }

/** Ben's Home. */
export const homeStateOf = (changes: Partial<HomeScreen> = {}): HomeScreen => ({
  browsing: {
    received: { filter: { kind: null, state: null }, from: null },
    sent: { filter: { kind: null, state: null }, from: null },
  },
  pending: 0,
  waiting: 0,
  history: { received: false, sent: false },
  received: nothing,
  sent: nothing,
  narrowed: {
    received: changes.browsing ? countsOf(changes.browsing.received) : null,
    sent: changes.browsing ? countsOf(changes.browsing.sent) : null,
  },
  member: ids.ben,
  now: NOW,
  upcoming: [],
  upcomingCount: 0,
  hasPast: false,
  suggested: nothing,
  held: new Map(),
  toJoin: [],
  hasMoreToJoin: false,
  people: new Map([[ids.ada, { fullName: 'Ada Berlin' }]]),
  availability: defaultAvailability('America/New_York'),
  availabilityIsSet: false,
  nextSlot: null,
  listing: { isSet: false, mentors: false, seeks: false, keptOutBy: null, isFull: false },
  toHelp: [],
  place: 'member',
  organisers: [],
  about: { programmeName: '', welcomeLine: '' },
  calendars: { sources: [], canConnect: true },
  ...changes,
})
