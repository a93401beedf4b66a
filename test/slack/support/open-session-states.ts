import fc from 'fast-check'
import { MAX_LOCATION_LENGTH } from '../../../src/domain/availability/availability.ts'
import { PROFILE_LIMITS } from '../../../src/domain/directory/profile.ts'
import { topicId } from '../../../src/domain/ids.ts'
import { PAGE_SIZE } from '../../../src/domain/page.ts'
import { OPEN_SESSION_LIMITS, type OpenSession } from '../../../src/domain/sessions/open-session.ts'
import type { OpenStanding } from '../../../src/domain/sessions/standing.ts'
import { HOUR } from '../../../src/domain/time/time.ts'
import type { AllJoined } from '../../../src/service/open-sessions/join-all.ts'
import type { OpenSessionsState } from '../../../src/service/open-sessions/screens.ts'
import { MOST_TO_JOIN } from '../../../src/store/reads/home.ts'
import type { OpenOnHome } from '../../../src/store/reads/home-open-sessions.ts'
import type { ListedOpen } from '../../../src/store/reads/open-session-lists.ts'
import type { OpenSessionState } from '../../../src/store/reads/open-session-state.ts'
import { anySession, someone, typed, zone } from './arbitrary.ts'
import { ids, member, NOW, session } from './states.ts'

const { seats, releaseHours } = OPEN_SESSION_LIMITS

export const anyOpenSession: fc.Arbitrary<OpenSession> = fc
  .record({
    session: anySession,
    total: fc.integer(seats),
    mentees: fc.array(someone, { maxLength: seats.max }),
    title: typed(OPEN_SESSION_LIMITS.title),
    location: typed(MAX_LOCATION_LENGTH),
    description: typed(OPEN_SESSION_LIMITS.description),
    fewest: fc.option(fc.integer(seats)),
    audience: fc.constantFrom('everyone', 'invited'),
    asks: fc.boolean(),
    releaseHours: fc.option(fc.integer(releaseHours)),
    series: fc.option(fc.uuid()),
    announcedIn: fc.option(fc.constant('C0LUNCH001')),
    endedBecause: fc.constantFrom(null, 'too_few', 'released'),
  })
  .map(({ session, total, mentees, title, location, ...terms }) => ({
    ...{ ...terms, countAt: null, releaseAt: null },
    session: {
      ...{ ...session, location, mentees: mentees.slice(0, total), topic: title || 'x' },
      bookedBy: session.mentor,
      seats: { total, taken: Math.min(total, mentees.length) },
    },
  }))

const place = fc.integer({ min: 1, max: 100_000 })

export const anyStanding: fc.Arbitrary<OpenStanding> = fc.oneof(
  fc.constant({ is: 'mentor' as const }),
  fc.constantFrom('joined', 'added', 'promoted').map((by) => ({ is: 'seated' as const, by })),
  fc.constant({ is: 'held' as const, until: NOW + 4 * HOUR }),
  fc
    .tuple(place, fc.boolean())
    .map(([at, passedOver]) => ({ is: 'waiting' as const, place: at, passedOver })),
  fc
    .constantFrom('left', 'lapsed', 'collided', 'departed')
    .map((because) => ({ is: 'gone' as const, because })),
  fc.boolean().map((isPutAside) => ({ is: 'invited' as const, isPutAside })),
  fc.constant({ is: 'none' as const }),
)

export const anyTopics = fc.array(
  fc.record({ id: fc.uuid({ version: 7 }).map(topicId), name: typed(PROFILE_LIMITS.topicName) }),
  { maxLength: OPEN_SESSION_LIMITS.topics },
)

const comer = fc.record({ id: someone, fullName: typed(80) })

export const anyQuestions = fc.array(
  fc.record({ id: someone, fullName: typed(80), note: typed(OPEN_SESSION_LIMITS.note) }),
  { maxLength: seats.max },
)

export const anyOpenState: fc.Arbitrary<OpenSessionState> = fc
  .record({
    open: anyOpenSession,
    topics: anyTopics,
    standing: anyStanding,
    readerZone: zone,
    fullName: typed(200),
    picture: fc.option(fc.constant(`https://avatars.example.com/${'a'.repeat(2900)}.png`)),
    coming: fc.record({
      seated: fc.array(comer, { maxLength: seats.max }),
      held: fc.array(comer, { maxLength: 20 }),
      waiting: fc.nat(100_000),
      notes: fc.nat(seats.max),
    }),
    accepted: fc.option(
      fc.record({
        kind: fc.constantFrom('offer', 'session_request'),
        count: fc.integer({ min: 1, max: 999 }),
      }),
    ),
  })
  .map(({ readerZone, fullName, picture, coming, ...state }) => {
    const isOwn = state.standing.is === 'mentor'
    const mentor = member(state.open.session.mentor, readerZone, { fullName, picture })
    return {
      ...{ ...state, mentor, coming: isOwn ? coming : null, message: null },
      reader: isOwn ? mentor : member(ids.ben, readerZone),
    }
  })

const w = (count: number) => 'W'.repeat(count)

/** Ada's session with so many seats, all but one taken, and the longest texts. */
export const openAt = (count: number): OpenSession => {
  const total = Math.max(1, Math.min(count, seats.max))
  const taken = total - 1
  return {
    session: {
      ...session({ topic: w(OPEN_SESSION_LIMITS.title), location: w(MAX_LOCATION_LENGTH) }),
      ...{ mentees: Array.from({ length: taken }, () => ids.ben), seats: { total, taken } },
    },
    description: w(OPEN_SESSION_LIMITS.description),
    ...{ fewest: total, audience: 'everyone', asks: true, releaseHours: releaseHours.max },
    ...{ series: ids.request, countAt: null, releaseAt: null, announcedIn: 'C0LUNCH001', endedBecause: null },
  }
}

export const openTopicsAt = (count: number) =>
  Array.from({ length: Math.min(count, OPEN_SESSION_LIMITS.topics) }, () => ({
    id: ids.topic,
    name: w(PROFILE_LIMITS.topicName),
  }))

export const questionsAt = (count: number) =>
  Array.from({ length: Math.min(count, seats.max) }, () => ({
    ...{ id: ids.ben, fullName: w(80) },
    note: w(OPEN_SESSION_LIMITS.note),
  }))

export const openStateAt = (count: number, standing: OpenStanding): OpenSessionState => {
  const isOwn = standing.is === 'mentor'
  const comers = questionsAt(Math.max(0, count - 1))
  return {
    open: openAt(count),
    ...{ topics: openTopicsAt(count), standing, message: null },
    mentor: member(ids.ada, 'Europe/Berlin', { fullName: w(80) }),
    reader: member(isOwn ? ids.ada : ids.ben),
    coming: isOwn ? { seated: comers, held: [], waiting: count, notes: comers.length } : null,
    accepted: count === 0 ? null : { kind: 'session_request', count },
  }
}

const person = { fullName: w(80), picture: `https://avatars.example.com/${'a'.repeat(2900)}.png` }

const anyListedOpen: fc.Arbitrary<ListedOpen> = anyOpenState.map(({ open, topics, mentor, standing }) => ({
  ...{ open, topics, mentor, standing },
}))

/** A page of them, however it is filtered. */
export const anyOpenSessions: fc.Arbitrary<OpenSessionsState> = fc
  .record({
    items: fc.array(anyListedOpen, { maxLength: PAGE_SIZE.openSessions }),
    cursor: fc.option(fc.constant(ids.session)),
    topics: anyTopics,
    mentor: fc.option(someone),
  })
  .map(({ items, cursor, topics: [topic], mentor }) => ({
    sessions: { items, previous: cursor, next: cursor },
    ...{ filter: { topic: topic?.id ?? null, mentor }, topic: topic ?? null, reader: ids.ben, now: NOW },
  }))

/** The first page of so many, all full of the longest texts. */
export const openSessionsAt = (count: number): OpenSessionsState => {
  const { open, topics } = openStateAt(count, { is: 'none' })
  const mentor = { id: ids.ada, ...person }
  const item = { open, topics, mentor, standing: { is: 'invited' as const, isPutAside: false } }
  return {
    sessions: {
      items: Array.from({ length: Math.min(count, PAGE_SIZE.openSessions) }, () => item),
      ...{ previous: null, next: count > PAGE_SIZE.openSessions ? ids.session : null },
    },
    ...{ filter: { topic: null, mentor: ids.ada }, topic: null, reader: ids.ben, now: NOW },
  }
}

export const anyOpenOnHome: fc.Arbitrary<OpenOnHome> = fc
  .record({ open: anyOpenSession, isInvited: fc.boolean() })
  .map(({ open, isInvited }) => ({ session: open.session, isInvited }))

/** Those that a Home offers. */
export const toJoinAt = (count: number): OpenOnHome[] =>
  Array.from({ length: Math.min(count, MOST_TO_JOIN) }, () => ({
    session: openAt(count).session,
    isInvited: true,
  }))

/** What came of joining a whole series, in each way that it can. */
export const joinedAllAt = (count: number): AllJoined => {
  const { session } = openAt(count)
  const startsAt = NOW
  const ways: readonly AllJoined['each'][number]['joined'][] = [
    { outcome: 'seated', session, accepted: null },
    { outcome: 'waiting', session, place: Math.max(1, count) },
    { outcome: 'collides', with: { session: ids.session, startsAt } },
    { outcome: 'refused', reason: 'own_stranger' },
    { outcome: 'own' },
  ]
  const times = Math.min(Math.max(count, 1), OPEN_SESSION_LIMITS.times.max)
  return {
    outcome: 'joined_all',
    each: Array.from({ length: times }, (_, n) => ({
      startsAt,
      joined: ways[n % ways.length] ?? { outcome: 'own' },
    })),
  }
}
